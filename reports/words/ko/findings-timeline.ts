import type { LevelFigures } from '../../model/finding-figures.ts';
import type { PlannedScenario } from '../../model/plan.ts';
import { aboutShare, count, limitShare, shortRate, times } from '../../text/format.ts';
import { code } from '../../text/markdown-text.ts';
import type { FindingWords } from '../finding.ts';
import { levelText as loadText } from './findings-server.ts';
import { by } from './particles.ts';
import { chosenTime, time } from './times.ts';

const load = (model: PlannedScenario['model'], held: number) => loadText({ model, level: held });

const levelText = ({ model, level: held, perSec, p95Ms }: LevelFigures) =>
  `${model === 'open' ? '계획 ' : ''}${load(model, held)}(초당 ${shortRate(perSec)}건${p95Ms === undefined ? '' : `, p95 ${time(p95Ms)}`})`;

/** Findings about when something happened: they need raw samples. */
export const timelineFindings = {
  'saturation-point': {
    title: '포화 지점',
    sentence: ({ levels, minVus, maxVus, capacityPerSec, capacityVus, knee, fallenPerSec, r2 }) => {
      const fallen =
        fallenPerSec === undefined
          ? ''
          : ` VU ${count(maxVus)}개에서는 초당 ${shortRate(fallenPerSec)}건으로 오히려 줄었습니다.`;
      return `VU ${count(minVus)}개부터 VU ${count(maxVus)}개까지 ${count(levels)}개 수준에서 측정한 최대 처리량은 VU ${count(capacityVus)}개일 때의 초당 ${shortRate(capacityPerSec)}건입니다. ${knee ? `포화 지점은 VU ${count(knee.from)}개와 ${count(knee.to)}개 사이로 보입니다. ` : ''}이 수준들에 맞춘 보편 확장성 법칙(USL) 곡선의 적합도는 R² ${r2.toFixed(3)}입니다.${fallen}`;
    },
    doubt: ({ maxVus, capacityPerSec }) => ({
      refutedBy: `VU를 ${count(maxVus)}개보다 더 늘렸을 때 처리량이 초당 ${shortRate(capacityPerSec)}건을 크게 넘으면 포화 지점은 그보다 위에 있는 것입니다.`,
      rivals:
        '부하 발생 장비나 네트워크가 서버보다 먼저 한계에 이르렀을 가능성, 수준마다 유지한 시간이 짧아 처리량이 아직 안정되지 않았을 가능성이 있습니다.',
    }),
    improvement: ({ capacityPerSec, advisedVus }) => ({
      action:
        '포화 지점 부근의 부하를 유지하면서 서버 지표를 기록하여 먼저 포화되는 자원을 찾고, 운영 부하가 그 아래에 머물도록 용량을 정합니다.',
      effect: `그 자원이 그대로라면 VU를 아무리 늘려도 초당 약 ${shortRate(capacityPerSec)}건을 넘기 어렵습니다.`,
      experiment: `VU ${advisedVus.map((vus) => `${count(vus)}개`).join(', ')}를 각각 유지하여 처리량과 p95를 비교합니다.`,
    }),
  },
  'scalability-loss': {
    title: '확장 효율 저하',
    sentence: ({ fromVus, toVus, growth, fromPerSec, toPerSec, efficiency }) =>
      `활동 VU가 ${count(fromVus)}개에서 ${count(toVus)}개로 ${times(growth)}배가 되는 동안 처리량은 초당 ${shortRate(fromPerSec)}건에서 ${shortRate(toPerSec)}건이 되었습니다. VU에 비례해 늘었을 때의 ${aboutShare(efficiency)}입니다.`,
    improvement: ({ proportionalPerSec }) => ({
      action: '두 수준의 서버 지표를 나란히 놓고 락 대기, 커넥션 풀 대기, CPU 가운데 더 크게 늘어난 것을 찾습니다.',
      effect: `병목이 모두 사라져 VU마다 가장 많이 처리하던 수준만큼 처리하면 처리량은 초당 ${shortRate(proportionalPerSec)}건까지 늘어날 수 있습니다.`,
      experiment: '두 수준 사이를 다섯 단계 이상으로 나누어 효율이 떨어지기 시작하는 곳을 찾습니다.',
    }),
  },
  'goal-throughput': {
    title: '목표를 만족하는 가장 높은 부하',
    sentence: ({ limitMs, met, missed }) => {
      const goal = `p95 목표(≤ ${chosenTime(limitMs)})`;
      if (missed?.because === 'not-delivered') {
        const untold = `${levelText(missed)}에서는 계획한 부하가 다 실행되지 않아 목표를 만족하는지 판단할 수 없습니다.`;
        return met
          ? `시험한 수준 가운데 ${goal}를 만족한 가장 높은 수준은 ${levelText(met)}입니다. 다음 수준인 ${untold}`
          : `${goal}: 가장 낮은 수준인 ${untold}`;
      }
      const refusedRatio = missed?.because === 'failures' ? missed.failedRatio : undefined;
      const why = refusedRatio === undefined ? '' : ` 에러율이 ${aboutShare(refusedRatio)}여서`;
      const verdict = refusedRatio === undefined ? '만족하지 못했습니다' : '만족했다고 볼 수 없습니다';
      if (!met) return `가장 낮은 수준인 ${missed ? levelText(missed) : ''}에서 이미${why} ${goal}를 ${verdict}.`;
      if (!missed) {
        return `시험한 모든 수준에서 ${goal}를 만족했습니다. 가장 높은 수준은 ${levelText(met)}였고, 그보다 높은 부하에서는 시험하지 않았습니다.`;
      }
      return `시험한 수준 가운데 ${goal}를 만족한 가장 높은 수준은 ${levelText(met)}입니다. 다음 수준인 ${levelText(missed)}에서는${why} ${verdict}.`;
    },
  },
  'slow-recovery': {
    title: '피크 뒤의 느린 회복',
    sentence: ({ scenario, model, peak, level: low, recoveredRatio, ...rest }) => {
      const { beforeMs, peakMs, recoverySec, watchedSec } = rest;
      const back = `${code(scenario)}의 부하가 ${load(model, peak)}에서 ${load(model, low)}로 돌아온 뒤`;
      const before = `피크 전 중앙값 ${time(beforeMs)}의 ${recoveredRatio}배 이내`;
      const during = peakMs === undefined ? '' : ` 피크 동안의 중앙값은 ${time(peakMs)}였습니다.`;
      return recoverySec === undefined
        ? `${back} ${count(watchedSec)}초가 지나도 응답 시간의 중앙값이 ${before}로 회복되지 않았습니다.${during}`
        : `${back} 응답 시간의 중앙값이 ${before}로 회복되기까지 ${count(recoverySec)}초가 걸렸습니다.${during}`;
    },
    improvement: () => ({
      action:
        '피크 동안 쌓인 대기열(요청 대기열, 커넥션 풀, 메시지 큐)의 길이를 제한하고, 클라이언트가 이미 기다리기를 포기한 요청은 처리하지 않습니다.',
      effect: '쌓인 일이 적을수록 빨리 회복됩니다. 대신 피크 동안 거절되는 요청이 늘어날 수 있습니다.',
      experiment:
        '같은 피크를 다시 주고 대기열의 길이와 응답 시간을 함께 기록하여 둘이 같은 때에 줄어드는지 확인합니다.',
    }),
  },
  drift: {
    title: '시간에 따른 성능 저하',
    sentence: ({ scenario, model, level: held, first, last, firstMs, lastMs, ratio }) =>
      `${code(scenario)}의 부하를 ${load(model, held)}로 유지하는 동안 ${count(first.from)}~${count(first.to)}초와 ${count(last.from)}~${count(last.to)}초 사이에 응답 시간의 중앙값이 ${time(firstMs)}에서 ${time(lastMs)}${by(time(lastMs))} ${times(ratio)}배가 되었습니다.`,
    improvement: () => ({
      action:
        '시간이 지나며 늘어나는 것(테이블의 행 수, 캐시와 힙의 크기, 열린 연결, 로그)을 기록하여 응답 시간과 함께 늘어나는 것을 찾습니다.',
      effect: '원인을 없애면 처음의 응답 시간이 유지됩니다. 처음보다 빨라지지는 않습니다.',
      experiment: '같은 부하를 두 배의 시간 동안 유지하여 계속 길어지는지, 어느 값에서 멈추는지 확인합니다.',
    }),
  },
  bimodal: {
    title: '두 무리로 나뉜 응답 시간',
    sentence: ({ scenario, model, level: held, samples, lowMs, highMs, highShare }) =>
      `${code(scenario)}의 ${load(model, held)} 구간에서 응답 시간 ${count(samples)}건이 ${time(lowMs)} 부근과 ${time(highMs)} 부근의 두 무리로 나뉩니다. 느린 무리가 ${aboutShare(highShare)}입니다.`,
    doubt: () => ({
      refutedBy:
        '의심되는 원인(캐시, 새 연결, 락)의 유무로 요청을 나누어 측정했을 때 양쪽 모두에서 두 무리가 나타나면 원인은 다른 데 있습니다.',
      rivals:
        '캐시 적중과 미적중, 새 연결과 재사용 연결, 락을 기다린 요청과 기다리지 않은 요청, 성능이 다른 서버 두 대 가운데 어느 것이든 이런 분포를 만들 수 있습니다.',
    }),
    improvement: ({ highShare }) => ({
      action: '느린 무리의 요청에만 있는 것을 서버 로그와 추적에서 찾습니다(캐시 미적중, 새 연결, 락 대기, 특정 서버).',
      effect: `느린 무리가 빠른 무리처럼 처리되면 요청의 ${aboutShare(highShare)}가 빨라집니다. 나머지는 그대로입니다.`,
      experiment: '요청에 의심되는 원인을 태그로 붙여 다시 측정하고 태그별 분포를 비교합니다.',
    }),
  },
  'errors-under-load': {
    title: '부하에 따른 실패',
    sentence: ({ sinceSec, model, level: begun, nearRatio, held, flawless, aboveRatio, belowRatio }) => {
      const at =
        model === 'open' ? `계획 도착률이 초당 약 ${shortRate(begun)}회일 때` : `활동 VU가 약 ${count(begun)}개일 때`;
      const compared = held
        ? `${load(model, held.fine)}에서는 실패가 없었고 ${load(model, held.failing)}에서 실패한 비율은 ${aboutShare(held.failedRatio)}입니다.`
        : `에러율은 이 수준의 ${limitShare(nearRatio)} 이상에서 ${aboutShare(aboveRatio)}, 그 미만에서 ${aboutShare(belowRatio)}입니다.`;
      return `시작 ${count(sinceSec)}초 뒤, ${at}부터 요청이 실패하기 시작했습니다. 그 전까지 이보다 낮은 부하에서 처리된 요청 ${count(flawless)}건은 모두 성공했습니다. ${compared}`;
    },
    improvement: ({ model, advised: [below, above] }) => ({
      action:
        '첫 실패 시각의 서버 로그에서 한도(연결 수, 스레드, 커넥션 풀, 제한 시간)에 닿은 것을 찾아 늘리거나 앞에서 막습니다.',
      effect: '한도를 늘리면 실패가 시작되는 부하가 올라갑니다. 그 뒤의 자원이 버티는 만큼만 올라갑니다.',
      experiment: `부하를 ${load(model, below)}와 ${load(model, above)}로 각각 더 오래 유지하여 실패가 높은 쪽에서만 나타나는지 확인합니다.`,
    }),
  },
  'estimated-quantiles': {
    title: '추정한 백분위',
    sentence: ({ error }) =>
      `표본이 많아 하나씩 보관하지 않고 값의 크기별 개수(히스토그램)로 집계했습니다. 백분위는 상대 오차 ${limitShare(error)} 이내의 추정값이며, 건수와 평균, 최소, 최대는 정확합니다.`,
  },
} satisfies Partial<FindingWords>;
