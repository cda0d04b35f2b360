import { k6ErrorName } from './k6-error-codes.ts';

/** How much was planned at most, and how much of it ran at most. */
export interface LoadFigures {
  readonly unit: 'vus' | 'perSec';
  readonly planned: string;
  readonly ran: string;
}

/** A planned rate, what its VUs can start of it, and what ran: its mean per second and its share of the plan. */
export interface CeilingFigures {
  readonly planned: string;
  readonly maxVus: string;
  readonly ceiling: string;
  readonly ran: string;
  readonly share: string;
}

export interface LatencyFigures {
  readonly quantiles: readonly string[];
  /** True where some requests failed, and are not among these. */
  readonly isOfSuccesses: boolean;
  readonly peak: string;
  readonly at: string;
}

export interface ThroughputFigures {
  /** Of the whole run, as its tables have it; undefined where they have none. */
  readonly mean: string | undefined;
  readonly most: string;
  readonly at: string;
  readonly vus: string | undefined;
}

const amount = (unit: 'vus' | 'perSec', figure: string) => (unit === 'vus' ? `VU ${figure}개` : `초당 ${figure}회`);

export const charts = {
  seconds: '시작 후 시간(초)',
  virtualUsers: '가상 사용자(VU)',
  iterationsPerSec: '초당 반복 수',
  throughput: '처리량(TPS)',
  responseTime: '응답 시간',
  /** Of WebSocket. */
  sessionLength: '세션 길이',
  sessionsPerSec: '초당 세션 수',
  requests: '요청 수',
  percentile: '백분위',
  planned: '계획',
  ran: '실행',
  deliverable: (scenario: string, perSec: string) => `${scenario} 실행 가능(최대 ${perSec}/s)`,
  /** Of loads that are measured in VUs and in rates: how much of its own peak each has. */
  ofPeak: '시나리오별 최고 부하 대비',
  /** Where nobody knows when it ran. */
  ranInAll: '실행(총량)',
  /** What the VUs of a scenario can start of its plan. */
  sendable: 'VU 한도로 보낼 수 있는 최대 부하',
  sendableMost: (ceiling: string) => `한도 약 ${ceiling}`,
  plannedMost: (planned: string) => `계획 최고 ${planned}`,
  ranMost: (ran: string) => `실행 최고 ${ran}`,
  dropped: '시작하지 못한 반복',
  median: '중앙값',
  goal: (statistic: string, limit: string) => `${statistic} 목표 ${limit}`,
  /** A goal that failed requests count for, too. */
  goalOfAll: (statistic: string, limit: string) => `${statistic} 목표 ${limit}(실패 포함)`,
  peak: (value: string) => `최대 ${value}`,
  measuredLevels: '유지 단계',
  curve: '확장성 곡선(USL)',
  saturation: (vus: string) => `포화 지점 약 ${vus}개`,
  /** Between two levels that were tested. */
  saturationBetween: (from: string, to: string) => `포화 지점 ${from}~${to}개`,
  capacity: (perSec: string) => `최대 처리량 ${perSec}`,
  everySecond: '1초마다',
  heldLevels: '유지 단계',
  phases: {
    blocked: '연결 대기(연결·TLS 제외)',
    connecting: 'TCP 연결',
    tls: 'TLS 협상',
    sending: '전송',
    waiting: '서버 응답 대기',
    receiving: '수신',
  } satisfies Record<'blocked' | 'connecting' | 'tls' | 'sending' | 'waiting' | 'receiving', string>,
  total: '전체',
  error: (status: number, errorCode: number | undefined) =>
    status === 0
      ? `응답 없음${errorCode === undefined ? '' : `(${k6ErrorName(errorCode) ?? errorCode})`}`
      : `상태 코드 ${status}`,
  /** Of so many kinds of failures. */
  otherErrors: (kinds: string) => `그 밖의 ${kinds}종`,
  /** Failures in so many seconds. */
  failedPer: (seconds: string) => (seconds === '1' ? '초당 실패 수' : `${seconds}초당 실패 수`),
  meanTime: '평균 시간',
  /** An axis whose steps are of equal ratio. */
  logScale: (name: string) => `${name}(로그 눈금)`,
  /** A level of load that was held. */
  heldVus: (vus: string) => `VU ${vus}`,
  vuLimit: (vus: string) => `VU 한도 ${vus}`,
  titles: {
    load: (scenario: string) => `계획한 부하와 실행된 부하: ${scenario}`,
    vus: '시간에 따른 활동 VU',
    plan: (titles: string) => `계획한 부하: ${titles}`,
    latency: '시간에 따른 응답 시간',
    sessions: '시간에 따른 세션 길이',
    throughput: '시간에 따른 처리량',
    scaling: 'VU에 따른 처리량',
    latencyThroughput: '처리량에 따른 응답 시간',
    histogram: '응답 시간의 분포',
    spectrum: '백분위별 응답 시간',
    phases: '요청의 구간별 평균 시간',
    requests: '요청별 p95의 시간 변화',
    errors: '시간에 따른 실패',
    server: (name: string) => `서버 지표: ${name}`,
  },
  texts: {
    /** `missing`: which share of the plan ran, where that is too little. */
    load: ({ unit, planned, ran, missing }: LoadFigures & { missing: string | undefined }) =>
      `계획은 최고 ${amount(unit, planned)}이고, 실제로 실행된 것은 최고 ${amount(unit, ran)}입니다.${missing === undefined ? '' : ` 색칠한 부분이 실행되지 않은 부하입니다(계획의 ${missing}만 실행).`}`,
    ceiling: ({ planned, maxVus, ceiling, ran, share }: CeilingFigures) =>
      `계획은 최고 초당 ${planned}회이고, 실행된 것은 평균 초당 ${ran}회(계획의 ${share})입니다. 색칠한 부분의 넓이가 실행되지 않은 부하이고, 언제 실행되지 않았는지는 이 입력에 없습니다. VU ${maxVus}개의 한도는 서버 속도와 관계없이 초당 약 ${ceiling}회입니다.`,
    vus: ({ most, limit }: { most: string; limit: string }) => `활동 VU는 최대 ${most}개이고 한도는 ${limit}개입니다.`,
    plan: (peaks: readonly string[]) => `최고 부하: ${peaks.join(', ')}.`,
    /** `quantiles`: of all of it. */
    latency: ({ quantiles, isOfSuccesses, peak, at }: LatencyFigures) =>
      `${isOfSuccesses ? '성공한 요청의 ' : ''}전체 ${quantiles.join(', ')}. 1초 단위 p95는 ${at}초에 ${peak}로 가장 높았습니다.`,
    throughput: ({ mean, most, at, vus }: ThroughputFigures) =>
      `처리량은 ${mean === undefined ? '' : `실행 시간 전체의 평균이 초당 ${mean}건이고 `}${at}초에 초당 ${most}건으로 가장 높았습니다.${vus === undefined ? '' : ` 활동 VU는 최대 ${vus}개였습니다.`}`,
    scaling: (levels: readonly string[]) => `유지 단계별 처리량: ${levels.join(', ')}.`,
    level: ({ vus, perSec, p95 }: { vus: string; perSec: string; p95: string | undefined }) =>
      `VU ${vus}개 초당 ${perSec}건${p95 === undefined ? '' : `(p95 ${p95})`}`,
    latencyThroughput: ({ seconds, most, from, to }: { seconds: string; most: string; from: string; to: string }) =>
      `점 하나가 1초입니다(${seconds}초). 처리량은 최고 초당 ${most}건이고, 1초 단위 p95는 ${from}에서 ${to} 사이입니다.`,
    histogram: ({ count, most, from, to }: { count: string; most: string; from: string; to: string }) =>
      `응답 ${count}건 중 가장 많은 것은 ${from}에서 ${to} 사이의 ${most}건입니다.`,
    spectrum: (quantiles: readonly string[]) => `${quantiles.join(', ')}.`,
    requests: (names: readonly string[]) => `응답 시간의 합이 큰 요청: ${names.join(', ')}.`,
    phases: (phases: readonly string[]) => `전체 요청의 평균: ${phases.join(', ')}.`,
    errors: (codes: readonly string[]) => `${codes.join(', ')}.`,
    server: ({ name, mean, most }: { name: string; mean: string; most: string }) =>
      `${name}: 평균 ${mean}, 최대 ${most}입니다.`,
  },
  /** What was left out of a chart or put together, so that it stays readable. */
  thinned: (seconds: string) => `점이 많아 ${seconds}초마다 최소값과 최대값만 그렸습니다.`,
  thinnedPoints: (points: string) => `점이 많아 ${points}초마다 처리량과 p95가 가장 낮거나 높은 점만 그렸습니다.`,
  summed: (seconds: string) => `막대 하나는 ${seconds}초 동안의 합계입니다.`,
  partsLeft: (left: string) => `요청 이름이 많아 평균 시간이 긴 것부터 그렸습니다(생략한 것 ${left}개).`,
};
