import { count, share } from '../../render/format.ts';
import { code } from '../../render/markdown-text.ts';
import type { FindingWords } from '../report.ts';
import { and, subject } from './particles.ts';

function list(names: readonly string[]): string {
  return names.map((name, at) => code(name) + (at < names.length - 1 ? and(name) : '')).join(' ');
}

export const findings: FindingWords = {
  'load-not-delivered': {
    sentence: ({ scenario, model, planned, delivered, ratio, peakRate }) => {
      if (model === 'closed') {
        return `${code(scenario)}의 계획 ${count(planned / 1000)} VU·초 중 실제로 사용된 것은 ${count(delivered / 1000)} VU·초(달성률 ${share(ratio)})입니다. 계획한 동시 사용자 수가 유지되지 않았으므로 결과는 실행된 부하에 대해서만 유효합니다.`;
      }
      const limit =
        peakRate === undefined
          ? '결과는 실행된 부하에 대해서만 유효합니다.'
          : `이번 결과만으로는 초당 ${count(peakRate)}회의 피크를 감당할 수 있다고 볼 수 없습니다.`;
      return `${code(scenario)} 계획 ${count(planned)}회 중 실행된 것은 ${count(delivered)}회(달성률 ${share(ratio)})뿐입니다. ${limit}`;
    },
  },
  'arrival-ceiling': {
    sentence: ({ scenario, maxVus, peakRate, ceilingPerSec, reachableRatio, vusNeeded }) =>
      `${code(scenario)}의 maxVUs ${count(maxVus)}개로는 서버가 아무리 빨라도 초당 최대 약 ${count(ceilingPerSec)}회, 계획의 ${share(reachableRatio)}까지만 실행할 수 있습니다. 달성률이 낮은 일차 원인은 서버가 아니라 스크립트 설정입니다. 서버가 가장 빨랐던 응답을 계속 유지하더라도 초당 ${count(peakRate)}회를 보내려면 VU가 ${count(vusNeeded)}개 필요합니다.`,
  },
  'errors-present': {
    sentence: ({ failed, requests, ratio }) =>
      `요청 ${count(requests)}건 중 ${count(failed)}건이 실패했습니다(에러율 ${share(ratio)}).`,
  },
  'mixed-scenarios': {
    sentence: ({ scenarios }) =>
      `${list(scenarios)}${subject(scenarios.at(-1) ?? '')} 같은 시간에 실행되어, 전체 평균과 백분위에는 성격이 다른 부하가 섞여 있습니다. 응답 시간은 시나리오별로 나누어 보아야 합니다.`,
  },
};
