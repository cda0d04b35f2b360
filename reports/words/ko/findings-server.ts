import type { FindingFigures } from '../../model/finding.ts';
import type { Knee, LevelsCompared, RampCompared } from '../../model/finding-figures.ts';
import type { PlannedScenario } from '../../model/plan.ts';
import { about, aboutShare, count, decimals, level as perSecond, shortRate } from '../../text/format.ts';
import { code } from '../../text/markdown-text.ts';
import type { FindingWords } from '../finding.ts';
import { and, by } from './particles.ts';
import { time } from './times.ts';

/** `VU 400개`, `초당 500회`. */
export const levelText = ({ model, level }: { model: PlannedScenario['model']; level: number }): string =>
  model === 'open' ? `초당 ${perSecond(level)}회` : `VU ${count(level)}개`;

type Saturated = FindingFigures['server-saturated'];

/** What stands for the responses of a time. */
const middleText = (isMean: boolean | undefined): string => `응답 시간의 ${isMean ? '평균(양끝 5% 제외)' : '중앙값'}`;

/** What two levels of load show. */
function levelsFact({ model, from, to, fromPerSec, toPerSec, fromMs, toMs, isMean, isStill }: LevelsCompared): string {
  const [low, high] = [levelText({ model, level: from }), levelText({ model, level: to })];
  const grew = isStill ? '거의 늘지 않았' : '부하만큼 늘지 않았';
  const slower =
    fromMs === undefined || toMs === undefined
      ? '습니다.'
      : `고, ${middleText(isMean)}은 ${time(fromMs)}에서 ${time(toMs)}${by(time(toMs))} 길어졌습니다.`;
  return `부하를 ${low}에서 ${high}${by(high)} 늘리는 동안 처리량은 초당 ${shortRate(fromPerSec)}건에서 ${shortRate(toPerSec)}건으로 ${grew}${slower}`;
}

/** What load on the rise shows. */
function rampFact({ model, from, to, quickMs, slowMs, isMean }: RampCompared, perSec: number): string {
  const [low, high] = [from, to].map((load) => levelText({ model, level: Math.round(load) })) as [string, string];
  return `부하를 ${low}에서 ${high}까지 올려도 처리량은 초당 약 ${shortRate(perSec)}건에 머물렀고, ${middleText(isMean)}은 부하가 낮을 때의 ${time(quickMs)}에서 ${time(slowMs)}까지 길어졌습니다.`;
}

function saturatedFact({ stretch, inFlight, levels, overrun, ramp, requestsPerSec, only }: Saturated): string {
  if (ramp) return rampFact(ramp, requestsPerSec);
  const waiting = `평균 ${count(inFlight)}건의 요청이 동시에 진행되었습니다.`;
  if (overrun) {
    const { rate, quickMs, medMs } = overrun;
    return `초당 ${count(rate)}회로 계획한 부하를 서버가 따라오지 못했습니다. 그동안 처리량은 늘지 않았고, 응답 시간의 중앙값은 가장 빠르던 때의 ${time(quickMs)}에서 ${time(medMs)}${by(time(medMs))} 길어졌으며, ${waiting}`;
  }
  return levels
    ? `${only === undefined ? '' : `${code(only)} 요청만 느려졌으며, 아래는 그 요청의 수치입니다. `}${levelsFact(levels)} 높은 쪽에서는 ${waiting}`
    : `평균 반복 시간이 서버가 한가할 때(가장 빠른 응답 기준)의 ${decimals(stretch)}배로 늘어났고, ${waiting}`;
}

/** Throughput was seen to stand still; that the server is why is a hypothesis. */
const isShown = ({ levels, ramp }: Saturated): boolean => levels !== undefined || ramp !== undefined;

/** Where the limit lies: between two levels that were tested. */
function kneeText({ model, from, to }: Knee): string {
  const [low, high] = [levelText({ model, level: Math.floor(from) }), levelText({ model, level: Math.ceil(to) })];
  return ` 처리량이 부하만큼 늘지 않기 시작한 곳은 ${low}${and(low)} ${high} 사이입니다.`;
}

const saturatedServer = ({ requestsPerSec, levels, ramp, knee, isMean }: Saturated): string =>
  isMean
    ? '서버가 포화된 것으로 보이지만, 부하가 오르내리기만 하여 한계에 이른 처리량은 알 수 없습니다.'
    : `서버는 처리량 초당 ${shortRate(requestsPerSec)}건${levels || ramp ? '에서 한계에 이른' : ' 부근에서 포화된'} 것으로 보입니다.${knee ? kneeText(knee) : ''}`;

/** Findings about how the system served what it was sent. */
export const serverFindings = {
  'server-saturated': {
    title: '시스템 포화',
    // Throughput that stopped growing as users did is a fact; that a long iteration is the server's limit is none.
    fact: (figures) => (isShown(figures) ? undefined : saturatedFact(figures)),
    sentence: (figures) => (isShown(figures) ? saturatedFact(figures) : saturatedServer(figures)),
    supposed: (figures) => (isShown(figures) ? saturatedServer(figures) : undefined),
    doubt: () => ({
      refutedBy: '가상 사용자를 더 늘렸을 때 처리량도 함께 늘어나면 서버는 아직 포화되지 않은 것입니다.',
      rivals:
        '부하 발생 장비나 네트워크가 느렸을 가능성과, 최소 응답 시간이 캐시 적중처럼 예외적으로 빠른 요청에서 나왔을 가능성은 배제할 수 없습니다.',
    }),
    improvement: () => ({
      action:
        '서버 지표(CPU, 커넥션 풀 대기, 락 대기, 작업자 스레드, 느린 쿼리)로 대기가 쌓이는 자원을 찾아, 그 자원을 늘리거나 한 건이 차지하는 시간을 줄입니다.',
      effect:
        '그 자원을 차지하는 시간이 절반이 되면 처리량은 최대 두 배까지 늘어납니다. 실제 증가 폭은 다음으로 부족해지는 자원에서 멈춥니다.',
      experiment: '같은 부하에서 서버 지표를 함께 기록하면서 한 번에 한 가지만 바꾸어 처리량을 비교합니다.',
    }),
  },
  'waiting-dominates': {
    title: '응답 시간의 대부분이 대기',
    fact: ({ minMs, avgMs, medMs }) =>
      `가장 빠른 응답은 ${time(minMs)}인데 ${medMs === undefined ? '' : `중앙값은 ${time(medMs)}, `}평균은 ${time(avgMs)}입니다.`,
    sentence: ({ waitingRatio }) =>
      `응답 시간의 최대 ${aboutShare(waitingRatio)}가 처리가 아니라 차례를 기다린 시간(대기 비율)이었던 것으로 보입니다.`,
    doubt: () => ({
      refutedBy:
        '가상 사용자를 크게 줄여도 중앙값이 최소 응답 시간 근처로 내려가지 않으면, 그 시간은 대기가 아니라 처리에 쓰인 것입니다.',
      rivals:
        '요청마다 처리할 양이나 캐시 적중 여부가 크게 달라 최소 응답 시간이 보통의 요청을 대표하지 못할 가능성이 있습니다.',
    }),
    improvement: ({ minMs }) => ({
      action:
        '요청이 차례를 기다리는 구간(락, 커넥션 풀, 작업자 스레드)을 줄이고, 감당할 수 없는 요청은 대기열에 쌓지 말고 일찍 거절합니다.',
      effect: `대기가 모두 사라지면 응답 시간은 ${time(minMs)}까지 줄어들 수 있습니다. 처리 자체를 빠르게 하지 않는 한 이보다 짧아지지는 않습니다.`,
      experiment:
        '가상 사용자를 10분의 1로 줄여 다시 측정하고 중앙값이 최소 응답 시간에 얼마나 가까워지는지 확인합니다.',
    }),
  },
  'write-read-gap': {
    title: '쓰기와 읽기의 응답 시간 차이',
    sentence: ({ write, read, writeMs, readMs }) =>
      `같은 자원을 다루는데도 ${code(write)}의 중앙값은 ${time(writeMs)}이고 ${code(read)}의 중앙값은 ${time(readMs)}입니다.`,
    improvement: () => ({
      action:
        '쓰기 경로에만 있는 단계(락, 트랜잭션, 외부 호출, 인덱스 갱신)를 나누어 측정하고 가장 긴 것부터 줄입니다.',
      experiment: 'VU 1개로 두 요청을 각각 측정합니다. 이때 차이가 사라지면 원인은 처리 비용이 아니라 대기입니다.',
    }),
  },
  'long-tail': {
    title: '일부 요청만 느림',
    sentence: ({ medMs, p95Ms, ratio, level }) =>
      `${level ? `${code(level.scenario)}의 ${levelText(level)} 구간에서 ` : ''}p95(${time(p95Ms)})가 중앙값(${time(medMs)})의 약 ${about(ratio)}배입니다.`,
    supposed: ({ queueRatio }) =>
      `대기열 하나만 있을 때의 차이(약 ${about(queueRatio)}배)보다 크므로, 일부 요청만 느리게 하는 원인이 따로 있는 것으로 보입니다.`,
    improvement: () => ({
      action:
        '원시 표본을 저장하여 느린 요청의 공통점(시각, 특정 키, 새 연결, 캐시 미스, GC)을 찾습니다. 부하가 높은 구간에 몰려 있다면 포화가 원인입니다.',
      effect: '그 원인을 없애면 p95는 대기열 하나만 있을 때의 수준까지 짧아질 수 있으며, 중앙값은 그대로입니다.',
      experiment:
        '부하를 절반으로 줄여 다시 측정합니다. 느린 요청이 사라지면 대기가 원인이고, 남으면 특정 요청이 원인입니다.',
    }),
  },
  'connection-churn': {
    title: '연결 재사용 부족',
    sentence: ({ ratio, requests, vus }) =>
      `요청 ${count(requests)}건 중 적어도 약 ${aboutShare(ratio)}가 새 연결을 맺었습니다. VU ${count(vus)}개가 처음 맺는 연결만으로는 설명되지 않으므로 연결이 재사용되지 않고 있습니다.`,
    improvement: () => ({
      action:
        '스크립트의 `noConnectionReuse`와 `noVUConnectionReuse`, 서버와 로드 밸런서의 keep-alive 시간과 연결당 최대 요청 수를 확인합니다.',
      effect:
        '연결을 재사용하면 연결 대기 시간과 서버의 연결 처리 비용이 줄어듭니다. 줄어드는 폭은 `http_req_connecting`과 `http_req_tls_handshaking`을 넘지 않습니다.',
      experiment: 'keep-alive를 켜고 다시 실행하여 `http_req_connecting`의 p90이 0이 되는지 확인합니다.',
    }),
  },
  'cpu-idle': {
    title: 'CPU가 아닌 대기',
    fact: ({ name, ratio, maxRatio, requestsPerSec, seconds }) =>
      `처리량이 초당 ${shortRate(requestsPerSec)}건에 머문 ${count(seconds)}초 동안 CPU 사용률(${code(name)})은 평균 ${aboutShare(ratio)}, 최대 ${aboutShare(maxRatio)}였습니다.`,
    sentence: () =>
      '처리량을 제한한 것은 CPU 전체의 계산 능력이 아니며, 요청은 주로 락, 연결 풀, 입출력, 외부 호출과 같은 다른 자원을 기다린 것으로 보입니다.',
    doubt: () => ({
      refutedBy: '코어별 사용률에서 코어 하나가 100%에 가까우면 그 코어가 한계였던 것입니다.',
      rivals:
        '스레드 하나로 계산하는 프로세스(예: Node.js)는 코어가 여럿인 장비에서 평균 사용률이 낮아도 코어 하나를 모두 쓰고 있을 수 있습니다.',
    }),
    improvement: ({ possiblePerSec }) => ({
      action:
        '스레드 덤프나 데이터베이스의 대기 통계로 무엇을 기다리는지 확인합니다. 락의 범위와 점유 시간, 연결 풀과 작업 스레드의 크기, 외부 호출 시간을 먼저 점검합니다. 그 전에 코어별 사용률을 보고 코어 하나만 바쁜 것이 아닌지 확인합니다.',
      effect:
        possiblePerSec === undefined
          ? '대기가 사라지면 CPU가 다음 한계가 됩니다. 지금은 사용률이 너무 낮아 그 한계를 추정할 수 없습니다.'
          : `대기가 사라지면 CPU가 다음 한계가 됩니다. 요청당 CPU 비용이 같다면 최대 초당 약 ${shortRate(possiblePerSec)}건입니다.`,
      experiment: '의심되는 자원의 한도(연결 수, 스레드 수, 키의 수)만 두 배로 늘려 처리량이 늘어나는지 확인합니다.',
    }),
  },
  'cpu-bound': {
    title: 'CPU 포화',
    sentence: ({ name, ratio, maxRatio, requestsPerSec, seconds }) =>
      `시스템이 초당 ${shortRate(requestsPerSec)}건에서 포화된 ${count(seconds)}초 동안 CPU 사용률(${code(name)})은 평균 ${aboutShare(ratio)}, 최대 ${aboutShare(maxRatio)}였습니다. 처리량을 제한한 것은 CPU입니다.`,
    improvement: () => ({
      action:
        'CPU 프로파일러로 요청당 비용이 큰 코드(직렬화, 암호화, 질의 해석, 로그, GC)를 찾아 줄이고, 그다음에 코어나 서버를 늘립니다.',
      effect:
        '요청당 CPU 시간을 절반으로 줄이면 처리량의 상한은 두 배가 됩니다. 그 전에 다른 자원이 한계가 될 수 있습니다.',
      experiment: 'CPU 한도를 두 배로 늘려 처리량이 비례해 늘어나는지 확인합니다.',
    }),
  },
} satisfies Partial<FindingWords>;
