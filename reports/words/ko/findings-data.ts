import { aboutShare, count, dayAndTime, shortRate } from '../../text/format.ts';
import { code } from '../../text/markdown-text.ts';
import type { FindingWords } from '../finding.ts';
import { and, by, subject, topic } from './particles.ts';
import { time } from './times.ts';

function list(names: readonly string[]): string {
  const [first = '', second = ''] = names;
  return names.length === 2 ? `${code(first)}${and(first)} ${code(second)}` : names.map(code).join(', ');
}

const last = (names: readonly string[]) => names.at(-1) ?? '';

/** Findings about the data: how the figures came about, and what not to conclude from them. */
export const dataFindings = {
  'options-ignored': {
    title: 'k6가 무시한 옵션',
    sentence: ({ executor, unknown, ran }) => {
      const instead = ran.length > 0 ? ` 실제로는 ${list(ran)}${by(last(ran))} 실행되었습니다.` : '';
      const top =
        executor === undefined
          ? []
          : [
              `옵션 맨 위에 적은 \`executor\`(${code(executor)})는 k6가 무시합니다. 실행기는 \`scenarios\` 안에서만 지정할 수 있습니다.${instead}`,
            ];
      const others =
        unknown.length === 0
          ? []
          : [`${list(unknown)}${topic(last(unknown))} k6 2.2에 없는 옵션이므로 적용되지 않았습니다.`];
      return [...top, ...others].join(' ');
    },
    improvement: ({ executor, unknown }) => ({
      action:
        executor === undefined
          ? `${list(unknown)}의 철자와 위치를 확인하여 고치거나 지웁니다.`
          : '`scenarios`에 시나리오를 만들고 `executor`와 그 옵션을 그 안으로 옮깁니다.',
      effect: '의도한 부하가 실행됩니다. 이번 결과와는 조건이 달라 바로 비교할 수 없습니다.',
      experiment: '`k6 inspect script.js`의 출력에 그 옵션이 나타나는지 확인합니다.',
    }),
  },
  'other-runs': {
    title: '같은 장비에서 동시에 진행된 실행',
    sentence: ({ runs, first: { pid, script, startedAt } }) =>
      `같은 장비에서 다른 buha 실행${runs === 1 ? '이' : ` ${count(runs)}개가`} 동시에 진행되었습니다(${code(script)}, pid ${pid}, ${dayAndTime(startedAt)} 시작${runs === 1 ? '' : ' 등'}). CPU와 네트워크를 나누어 썼으므로 이 실행과 다른 실행의 수치 모두 부하 발생기의 영향을 받았습니다.`,
    improvement: () => ({
      action: '다른 실행이 끝난 뒤 같은 부하를 다시 실행합니다.',
      effect: '측정 대상만의 응답 시간과 처리량을 알 수 있습니다.',
      experiment: '혼자 실행한 결과와 이번 결과를 비교합니다.',
    }),
  },
  'setup-in-figures': {
    title: 'setup()·teardown() 요청이 섞인 수치',
    sentence: ({ requests, setupMaxMs, totalMaxMs, isSlowest, avgMs, avgWithoutMs }) => {
      const sent = requests === undefined ? '요청이' : `요청 ${count(requests)}건이`;
      const max = isSlowest
        ? ` 전체 최대 응답 시간 ${time(totalMaxMs)}는 이 요청의 값입니다.`
        : ` 그중 가장 느린 것은 ${time(setupMaxMs)}로, 전체 최대값 ${time(totalMaxMs)}에는 영향을 주지 않았습니다.`;
      if (avgMs === undefined || avgWithoutMs === undefined)
        return `setup()과 teardown()의 ${sent} 응답 시간에 포함되어 있습니다.${max}`;
      const [avg, without] = [time(avgMs), time(avgWithoutMs)];
      const mean =
        avg === without
          ? ` 이 요청을 빼도 평균은 ${avg}로 같습니다.`
          : ` 이 요청을 빼면 평균은 ${avg}에서 ${without}${by(without)} 바뀝니다.`;
      return `setup()과 teardown()의 ${sent} 응답 시간에 포함되어 있습니다.${max}${mean}`;
    },
    improvement: () => ({
      action:
        '시나리오별로 나눈 수치(`http_req_duration{scenario:이름}`)로 판정하거나, 준비 작업을 k6 밖으로 옮깁니다.',
      effect: '평균과 최대값이 측정 대상만 나타냅니다. 시스템의 성능은 그대로입니다.',
      experiment: '시나리오별 수치의 최대값과 전체 최대값을 비교합니다.',
    }),
  },
  'mixed-scenarios': {
    title: '시나리오별로 구분되지 않은 결과',
    sentence: ({ scenarios, unsplit }) =>
      `${list(scenarios)}${subject(last(scenarios))} 같은 시간에 실행되었는데 ${unsplit.length < scenarios.length ? `${list(unsplit)}의 응답 시간은 따로 나와 있지 않습니다` : '결과가 시나리오별로 나뉘어 있지 않습니다'}. 전체 평균과 백분위에는 성격이 다른 부하가 섞여 있으므로 어느 한 시나리오의 응답 시간으로 읽을 수 없습니다.`,
    improvement: ({ unsplit }) => ({
      action: `임계값에 ${code(`http_req_duration{scenario:${unsplit[0] ?? ''}}`)} 같은 하위 지표를 적어 요약에 시나리오별 수치가 나오게 합니다.`,
      effect: '시나리오별 평균과 백분위를 볼 수 있습니다. 시스템의 성능은 그대로입니다.',
      experiment: '시나리오를 하나씩 따로 실행하여 서로 얼마나 영향을 주는지 비교합니다.',
    }),
  },
  'closed-model': {
    title: '닫힌 부하 모델',
    sentence: ({ scenarios, dropped }) =>
      `${list(scenarios)}${topic(last(scenarios))} 사용자가 응답을 기다린 뒤에야 다음 요청을 보내는 닫힌 모델입니다. 서버가 느려지면 요청도 줄어들므로 백분위는 실제로 보낸 요청만 나타냅니다.${dropped === undefined ? '' : ` 시작하지 못한 반복 ${count(dropped)}회도 요청이 되지 못해 백분위에 들어 있지 않습니다.`}`,
  },
  'weak-quantile': {
    title: '표본이 적은 백분위',
    sentence: ({ samples, quantiles }) => {
      const names = quantiles.map(({ name, needed }) => `${name === 'p999' ? 'p99.9' : name}(${count(needed)}건 필요)`);
      return `요청이 ${count(samples)}건뿐이므로 ${names.join(', ')} 값은 우연에 크게 좌우됩니다.`;
    },
    improvement: ({ neededSamples: needed }) => ({
      action: `요청이 ${count(needed)}건 이상이 되도록 실행 시간을 늘립니다.`,
      effect: '백분위가 안정됩니다. 시스템의 성능은 그대로입니다.',
      experiment: '같은 조건으로 두세 번 실행하여 백분위가 얼마나 달라지는지 확인합니다.',
    }),
  },
  silence: {
    title: '표본이 없는 시간',
    sentence: ({ fromSec, toSec, share: part, perSec }) => {
      const rates =
        perSec === undefined
          ? ' 초당 값은 이 시간까지 나눈 값입니다.'
          : ` 초당 값은 이 시간까지 나눈 값입니다. 처리량은 초당 ${shortRate(perSec.toldPerSec)}건이고, 이 시간을 빼면 초당 ${shortRate(perSec.withoutPerSec)}건입니다.`;
      return `실행을 시작하고 ${count(fromSec)}초부터 ${count(toSec)}초까지 ${time((toSec - fromSec) * 1000)} 동안(전체의 ${aboutShare(part)}) 표본이 하나도 없습니다.${rates}`;
    },
    improvement: () => ({
      action:
        '부하 발생 장비가 절전 모드로 들어갔거나 시계가 바뀌지 않았는지, 다른 실행의 행이 파일에 섞이지 않았는지 확인합니다.',
      effect: '끊긴 곳이 없으면 초당 값이 실제 부하를 나타냅니다. 시스템의 성능은 그대로입니다.',
      experiment: '절전을 끄고 같은 부하를 다시 실행하거나, 섞인 행을 빼고 다시 집계합니다.',
    }),
  },
  'clock-set': {
    title: '실행 중에 바뀐 시계',
    sentence: ({ setSec, share: ratio }) =>
      `실행하는 동안 부하 발생 장비의 시계가 약 ${time(Math.abs(setSec) * 1000)} ${setSec > 0 ? '앞당겨졌습니다' : '늦춰졌습니다'}. 실행 시간의 ${aboutShare(ratio)}이므로 실행 시간, 초당 값, 시간대별 수치가 그만큼 다를 수 있습니다.`,
    improvement: () => ({
      action: '실행하는 동안 시계를 바꾸는 것(NTP, 가상 머신의 시각 동기화, 절전)이 없는지 확인합니다.',
      effect: '시계가 그대로이면 초당 값과 시간대별 수치가 실제 부하를 나타냅니다. 시스템의 성능은 그대로입니다.',
      experiment: '시계가 맞은 뒤 같은 부하를 다시 실행합니다.',
    }),
  },
  'clock-back': {
    title: '되돌아간 시각',
    sentence: ({ fromSec, toSec, backSec }) =>
      `실행을 시작하고 ${count(fromSec)}초부터 ${count(toSec)}초까지 같은 시각이 두 번 나옵니다. k6가 매초 한 번씩 기록하는 VU 수가 ${count(backSec)}번 더 많으므로, 시각이 약 ${time(backSec * 1000)} 되돌아갔습니다. 이 구간의 초당 값과 시간대별 수치는 실제보다 크고, 처리량도 짧아진 시간으로 나눈 값일 수 있습니다.`,
    improvement: () => ({
      action:
        '실행하는 동안 부하 발생 장비의 시계가 바뀌지 않았는지(NTP, 가상 머신의 시각 동기화), 다른 실행의 행이 파일에 섞이지 않았는지 확인합니다.',
      effect: '시각이 이어지면 초당 값과 시간대별 수치가 실제 부하를 나타냅니다. 시스템의 성능은 그대로입니다.',
      experiment: '시계를 맞춘 뒤 같은 부하를 다시 실행하거나, 섞인 행을 빼고 다시 집계합니다.',
    }),
  },
  'many-names': {
    title: '주소에 섞인 식별자',
    sentence: ({ addresses, names, isMost, example }) =>
      `스크립트가 요청에 이름을 붙이지 않아, 서로 다른 주소 ${count(addresses)}개${isMost ? ' 이상' : ''}를 ${names === 1 ? `${code(example)} 하나로 묶어 집계했습니다.` : `이름 ${count(names)}가지로 묶어 집계했습니다(예: ${code(example)}).`} 숫자, UUID, 긴 임의 문자열과 쿼리 값이 ${code('{id}')}로 바뀌었습니다.`,
    improvement: ({ advised }) => ({
      action: `${code(`http.get(url, { tags: { name: '${advised}' } })`)}처럼 요청에 이름을 붙입니다.`,
      effect: '요청별 수치가 스크립트가 정한 이름으로 나뉩니다. 시스템의 성능은 그대로입니다.',
      experiment: '이름을 붙인 스크립트로 짧게 실행하여 요청별 이름을 확인합니다.',
    }),
  },
  'no-raw-samples': {
    title: '원시 표본 없음',
    sentence: () =>
      '요약만 있고 원시 표본이 없어 언제 느려졌는지, 구간별 처리량이 어땠는지, 응답 시간이 어떻게 분포했는지는 알 수 없습니다.',
    improvement: () => ({
      action: 'k6를 `--out csv=samples.csv.gz`로 실행하여 원시 표본을 함께 남깁니다.',
      effect: '단계별 처리량과 백분위, 에러가 시작된 시점을 알 수 있습니다. k6의 CPU 사용량은 조금 늘어납니다.',
      experiment: '같은 부하를 원시 표본과 함께 다시 실행합니다.',
    }),
  },
} satisfies Partial<FindingWords>;
