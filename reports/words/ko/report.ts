import type { Criterion, VerdictKind } from '../../model/analysed.ts';
import type { Confidence } from '../../model/finding-kind.ts';
import type { Reservation } from '../../model/gate.ts';
import type { Mending, OutputFormat } from '../../model/output.ts';
import { metricAndPart, partName } from '../../model/part.ts';
import type { PlannedScenario, Ramp } from '../../model/plan.ts';
import type { Protocol } from '../../model/protocol.ts';
import type { EndedBy } from '../../model/record.ts';
import { aboutShare, count, ranShare, span, vuSeconds } from '../../text/format.ts';
import { code, plain } from '../../text/markdown-text.ts';
import { type Amount, known, withDetail } from '../amount.ts';
import type { Doubt } from '../finding.ts';
import { statisticName } from '../statistic.ts';
import { apartText } from './answers-apart.ts';
import { endedByText, exitText } from './exit.ts';
import { findings } from './findings.ts';
import { k6ErrorName } from './k6-error-codes.ts';
import { merge } from './merge.ts';
import { by, subject, topic } from './particles.ts';
import { partPrefix } from './parts.ts';
import { profilePurposes } from './purposes.ts';
import { chosenTime, time } from './times.ts';

/** The VUs of an arrival rate: more than stand ready are started while the test runs. */
const reserve = ({ preAllocatedVus, maxVus }: { preAllocatedVus: number; maxVus: number }) =>
  preAllocatedVus === maxVus
    ? `VU ${count(maxVus)}개를 미리 준비하여 더 늘리지 않으며`
    : `VU는 ${count(preAllocatedVus)}개를 미리 준비하고 최대 ${count(maxVus)}개까지 늘리며`;

function executor(plan: PlannedScenario): string {
  switch (plan.executor) {
    case 'ramping-vus':
      return '가상 사용자(VU) 수를 단계별로 늘리고 줄입니다. 사용자는 응답을 기다린 뒤에 다음 요청을 보냅니다.';
    case 'constant-vus':
      return '정해진 수의 가상 사용자(VU)를 유지합니다. 사용자는 응답을 기다린 뒤에 다음 요청을 보냅니다.';
    case 'ramping-arrival-rate':
      return `응답 속도와 관계없이 초당 반복 수를 단계별로 바꿉니다. ${reserve(plan)}, 모든 VU가 사용 중이면 반복을 시작하지 못하고 버립니다.`;
    case 'constant-arrival-rate':
      return `응답 속도와 관계없이 초당 반복 수를 일정하게 유지합니다. ${reserve(plan)}, 모든 VU가 사용 중이면 반복을 시작하지 못하고 버립니다.`;
    case 'shared-iterations':
      return `가상 사용자(VU) ${count(plan.vus)}개가 반복 ${count(plan.iterations)}회를 나누어 실행합니다(최대 ${span(plan.durationMs)}).`;
    case 'per-vu-iterations':
      return `가상 사용자(VU) ${count(plan.vus)}개가 모두 합해 반복 ${count(plan.iterations)}회를 실행합니다(최대 ${span(plan.durationMs)}).`;
  }
}

const level = (plan: PlannedScenario, value: number) =>
  plan.model === 'open' ? `초당 ${count(value)}회` : `VU ${count(value)}개`;

/** k6's statistics that have a Korean name; quantiles keep theirs. */
const STATISTICS: Readonly<Record<string, string>> = { avg: '평균', med: '중앙값', min: '최소', max: '최대' };

const VITALS = {
  lcp: 'LCP 가장 큰 콘텐츠가 보일 때까지',
  inp: 'INP 입력에 반응할 때까지',
  cls: 'CLS 화면 배치가 움직인 정도',
  fcp: 'FCP 첫 콘텐츠가 보일 때까지',
  ttfb: 'TTFB 첫 바이트가 올 때까지',
  fid: 'FID 첫 입력까지의 지연',
} as const;
type VitalId = keyof typeof VITALS;

const PROTOCOLS: Readonly<Record<Protocol, string>> = {
  http: 'HTTP',
  grpc: 'gRPC',
  ws: 'WebSocket',
  browser: '브라우저',
};

/** How much of a plan ran before it was interrupted. */
function ranPart(ranMs: number | undefined, plannedMs: number): string {
  if (ranMs === undefined || plannedMs === 0) return '계획한 실행을 끝내지 못했습니다';
  const planned = chosenTime(plannedMs);
  return ranMs < plannedMs
    ? `계획한 ${planned} 중 ${time(ranMs)}(${aboutShare(ranMs / plannedMs)})만 실행했습니다`
    : `계획한 ${planned}는 지났지만 남은 반복이 끝나기 전에 멈추었습니다`;
}

export const words = {
  merge,
  missing: '없음',
  /** Of what there may have been, and nothing tells. */
  unknown: '알 수 없음',
  /** Amounts with what is known of them; the empty text where that is nothing. */
  amounts: {
    requests: ({ total, perSec }: Amount): string =>
      known(perSec && `초당 ${perSec}건`, total && `총 ${total}건`).join(', '),
    iterations: ({ total, perSec }: Amount): string =>
      known(perSec && `반복 초당 ${perSec}회`, total && `${perSec ? '' : '반복 '}총 ${total}회`).join(', '),
    data: ({ total, perSec, perRequest, isAbout }: Amount): string =>
      withDetail(
        total ?? '',
        known(perSec && `초당 ${perSec}`, perRequest && `요청당 ${isAbout ? '약 ' : ''}${perRequest}`),
      ),
  },
  infinite: 'null, Infinity, NaN처럼 숫자가 아닌 값으로 기록되어 값이 없음',
  verdict: {
    pass: '통과',
    'slo-fail': '목표 미달',
    invalid: '측정 무효',
    undecided: '판단 보류',
    'no-goal': '목표 없음',
  } satisfies Record<VerdictKind, string>,
  /** A pass of a run of which nobody knows what load was planned. */
  withoutPlan: (verdict: string) => `${verdict}, 계획 없음`,
  /** A pass that leaves something open, in a word. */
  conditional: '조건부 통과',
  /** What a pass leaves open; names in it are plain text. */
  reservation: (reservation: Reservation): string => {
    switch (reservation.kind) {
      case 'not-delivered':
        return `${reservation.scenario} ${ranShare(reservation.ratio)}만 실행`;
      case 'dropped':
        return `반복 ${count(reservation.dropped)}회를 시작하지 못함, 계획의 최대 ${aboutShare(reservation.atMost)}만 실행`;
      case 'checks-failed': {
        const { check, ratio, checks } = reservation;
        return `체크 ${check} ${aboutShare(ratio)} 실패${checks > 1 ? ` 외 ${count(checks - 1)}개` : ''}`;
      }
      case 'rejected':
        return `거절 ${aboutShare(reservation.ratio)}`;
      case 'generator-late':
        return `부하 발생기 지연 ${count(reservation.seconds)}초`;
    }
  },
  /** Beside a verdict: the machine of the load generator was so busy, 0–1. */
  busyGenerator: (cpuShare: number) => `부하 발생 장비 CPU ${aboutShare(cpuShare)} 사용`,
  /** A scenario of buha's own profiles as a reader would call it; undefined for any other name. */
  scenarioTitle: (name: string): string | undefined =>
    (({ load_test: '점진 부하', peak_test: '피크 부하' }) as Readonly<Record<string, string>>)[name],
  passed: '충족',
  failed: '미달',
  noSamples: '판단 불가(표본 없음)',
  /** Too few for the quantile that is judged. */
  fewSamples: '판단 불가(표본 부족)',
  /** The output does not hold the figure. */
  notMeasured: '판정하지 않음(값 없음)',
  confidence: { measured: '[확인]', estimated: '[추정]' } satisfies Record<Confidence, string>,
  apiTitle: (title: string) => `${plain(title)} API`,
  /** A run that was put together from several files, by the first of them. */
  withOthers: (name: string, others: number) => `${name} 외 ${count(others)}개`,
  /** Why an API is worth a load test whose project gives no reason. */
  reason: (kind: 'read' | 'write'): string =>
    kind === 'read' ? '자주 호출되는 조회 요청입니다.' : '데이터를 변경하므로 동시 처리 비용이 드러나는 요청입니다.',
  shop: (lock: string) =>
    `**내장 모의 서버(실제 시스템 아님)** · 쓰기 락: ${lock === 'none' ? '없음(원자적 SQL 갱신)' : '키별 분산 락 모의'}`,
  /** How the certificates of a target were judged. */
  insecure: '인증서를 확인하지 않음',
  ownCa: (file: string) => `자체 인증 기관 ${code(file)}`,
  /** Hosts beyond those that are named, and their share of the requests. */
  moreHosts: (hosts: number, share: string | undefined) =>
    `외 ${count(hosts)}개${share === undefined ? '' : ` ${share}`}`,
  /** No sample tells where anything went. */
  untoldTarget: '알 수 없음(주소가 남은 요청이 없음)',
  /** Behind hosts with what share of the requests each got. */
  ofRequests: '(요청 수 기준)',
  /** Requests whose samples hold no address; `given` is where they were meant to go. */
  namedRequests: (share: string, given: string | undefined) =>
    `이름만 남아 주소를 알 수 없는 요청 ${share}${given === undefined ? '' : `(BASE_URL: ${given})`}`,
  profile: (name: string, scale: number, durationScale: number) =>
    [
      code(name),
      ...(scale === 1 ? [] : [`부하 ×${scale}`]),
      ...(durationScale === 1 ? [] : [`시간 ×${durationScale}`]),
    ].join(', '),
  profilePurpose: (name: string): string | undefined => profilePurposes[name],
  generator: ({
    os,
    cpu,
    cores,
    memory,
    node,
  }: {
    os: string;
    cpu: string;
    cores: number;
    memory: string;
    node: string;
  }) => `${plain(os)}, ${plain(cpu)}, ${count(cores)}코어, 메모리 ${memory}, Node.js ${plain(node)}`,
  testData: (users: number, products: number) => `사용자 ${count(users)}명, 상품 ${count(products)}개`,
  cpu: ({ k6Sec, machineShare }: { k6Sec: string; machineShare: string | undefined }) =>
    machineShare === undefined ? `k6 ${k6Sec}` : `k6 ${k6Sec}, 장비 전체 평균 사용률 ${machineShare}`,
  exit: exitText,
  /** `ranMs` of `plannedMs`; undefined where nobody knows how long it ran, 0 where the plan has no length. `exit`: k6's code with its meaning. */
  interrupted: (ranMs: number | undefined, plannedMs: number, exit: string | undefined) =>
    `**중단됨.** ${ranPart(ranMs, plannedMs)}${exit === undefined ? '' : `. k6 종료 코드: ${exit}`}. 아래 수치는 그때까지의 결과입니다.`,
  /** A plan up to the abort of its run, and to its end. */
  upToAbort: (planned: string, whole: string) => `${planned} (전체 ${whole})`,
  loadNotes: {
    cut: (share: string) =>
      `실행이 중간에 끝나, 그때까지의 계획과 비교했습니다. 괄호 안의 전체 계획 가운데 실행된 것은 ${share}입니다.`,
    /** Planned iterations in no count of k6's; `lag`: as much time at the last rate. `isLate`: none was cut off. */
    uncounted: ({
      scenario,
      iterations,
      lag,
      isLate,
      confidence,
    }: {
      scenario: string;
      iterations: string;
      lag?: string;
      isLate: boolean;
      confidence: string;
    }) =>
      `${scenario}: 집계되지 않은 ${iterations}개는 시나리오가 끝날 때까지 시작할 차례가 오지 않${isLate ? '은' : '았거나 끝날 때 중단된'} 반복입니다${lag === undefined ? '' : `(마지막 도착률로 ${lag} 분량)`}. k6는 이런 반복을 실행으로도 dropped로도 세지 않습니다. ${confidence}`,
    over: 'VU·초는 반복의 길이로 계산하므로, 사용자마다 계획한 시간이 지난 뒤에 끝난 반복 때문에 100%를 넘을 수 있습니다.',
  },
  /** k6 did not complete the run; `exit` is the code and its meaning. */
  incomplete: (exit: string) =>
    `**실행이 끝나지 않았습니다.** k6 종료 코드: ${exit}. 아래 수치는 그때까지의 결과입니다.`,
  /** buha ended k6 before its plan did. */
  endedEarly: (endedBy: EndedBy) =>
    endedBy.cause === 'unanswered'
      ? `**측정된 요청이 없습니다.** ${endedByText(endedBy)}`
      : `**실행을 끝까지 하지 않았습니다.** ${endedByText(endedBy)} 아래 수치는 그때까지의 결과입니다.`,
  answerExceptions: (times: number, first: string | undefined) =>
    `대상 시스템이 보낸 응답을 읽지 못해 반복 ${count(times)}회가 중간에 끝났습니다. 대상 시스템의 실패입니다.${first ? ` 첫 예외: ${code(first)}` : ''}`,
  teardownException: (message: string) =>
    `**teardown()이 실패했습니다.** 측정은 그 전에 모두 끝났으므로 아래 수치는 실행 전체의 것입니다: ${code(message)}`,
  summaryException: (message: string) =>
    `스크립트의 handleSummary()가 실패했습니다. 측정에는 영향이 없습니다: ${code(message)}`,
  exceptions: (times: number, first: string | undefined) =>
    `스크립트 예외가 ${count(times)}회 발생했습니다. 예외가 난 반복도 k6에서는 정상 반복으로 집계되므로 결과를 믿기 전에 스크립트를 고쳐야 합니다.${first ? ` 첫 예외: ${code(first)}` : ''}`,
  think: (beforeMs: number, afterMs: number) => {
    if (beforeMs === 0 && afterMs === 0) return '대기 없음';
    if (beforeMs === 0) return `요청 후 ${span(afterMs)}`;
    if (afterMs === 0) return `요청 전 ${span(beforeMs)}`;
    return `요청 전 ${span(beforeMs)}, 요청 후 ${span(afterMs)}`;
  },
  executor,
  /** A web vital by name, what it is, and its metric. */
  vital: (id: VitalId, metric: string) => `${VITALS[id]} (${metric})`,
  vitalRatings: { good: '좋음', 'needs-improvement': '개선 필요', poor: '나쁨' },
  stage: (plan: PlannedScenario, { from, to, durationMs }: Ramp, fromMs: number) => {
    const when = `${span(fromMs)}~${span(fromMs + durationMs)}`;
    if (from === to) return `${when}: ${level(plan, to)} 유지`;
    return `${when}: ${level(plan, from)}에서 ${level(plan, to).replace('VU ', '')}로 ${to > from ? '증가' : '감소'}`;
  },
  /** Rows of the table of stages that are about all scenarios. */
  wholeRun: '전체',
  /** A stretch of the time line, in seconds. */
  seconds: (from: number, to: number) => `${from}s~${to}s`,
  loadWindow: (span: string) => `${span}: 부하 구간`,
  drainWindow: (span: string) => `${span}: 종료 대기`,
  /** The steady part of a run without a plan, in seconds from its start. */
  steady: ({ from, to, tps, p95 }: { from: string; to: string; tps: string; p95: string }) =>
    `부하 계획을 알 수 없어 정상 상태(steady state)를 수치에서 찾았습니다(MSER-5). ${from === '0' ? `처음부터 ${to}초까지를` : `앞 ${from}초를 제외하고 ${from}초~${to}초를`} 정상 상태(steady state)로 보면 처리량은 초당 ${tps}건, p95는 ${p95}입니다.`,
  notSteady: (seconds: string) =>
    `부하 계획을 알 수 없어 정상 상태(steady state)를 수치에서 찾았지만, ${seconds}초의 절반이 지나도록 응답 시간이 안정되지 않았습니다(MSER-5). 따라서 전체 평균을 정상 상태의 값으로 볼 수 없습니다.`,
  amount: (plan: PlannedScenario, amount: number) =>
    plan.model === 'closed' ? `${vuSeconds(amount)} VU·초` : `${count(amount)}회`,
  /** Tables of the parts of a run. */
  parts: {
    request: { heading: '요청별 응답 시간', column: '요청' },
    group: { heading: '그룹별 응답 시간', column: '그룹' },
    tag: { heading: '태그별 응답 시간', column: '태그' },
  },
  /** What a threshold judges, in words: `성공한 요청의 응답 시간 p95`. */
  criterion: ({ metric: whole, statistic, expression }: Criterion): string => {
    const { metric, part } = metricAndPart(whole);
    const of = part ? `${partPrefix(part.kind)}${code(partName(part))} ` : '';
    const notShown = expression === '';
    const what =
      statistic === undefined ? (notShown ? '목표' : code(expression)) : statisticName(STATISTICS, statistic);
    if (metric === 'http_req_failed') return `${of}${notShown ? '에러율 목표' : '에러율'}`;
    if (metric === 'checks') return notShown ? '체크 성공률 목표' : '체크 성공률';
    if (metric === 'http_req_duration') return `${of}응답 시간 ${what}`;
    if (metric === 'http_req_duration{expected_response:true}') return `${of}성공한 요청의 응답 시간 ${what}`;
    return `${code(metric)} ${what}`;
  },
  /** What was given does not fit together, so nothing was judged. */
  undecided: '주어진 자료가 서로 맞지 않아 목표를 만족했는지에 대한 판단을 보류했습니다.',
  /** No criterion was missed, and yet the run is no pass: it was cut short, or broke off. */
  notJudged: '실행이 중단되었거나 스크립트가 정상적으로 끝나지 않아 목표를 만족했는지 판정하지 않았습니다.',
  /** What the limit column says of a threshold whose expression the output does not show. */
  limitNotShown: '(출력에 기준이 표시되지 않음)',
  /** Missed, and the output shows neither expression nor figure. */
  criterionMissedNotShown: (what: string) =>
    `${what}를 만족하지 못했습니다. 기준값은 k6 출력에 표시되어 있지 않습니다.`,
  criterionMissed: ({ what, actual, limit }: { what: string; actual: string; limit: string }) =>
    `${what}${subject(what)} ${actual}${by(actual)} 목표(${limit})를 만족하지 못했습니다.`,
  criterionEmpty: (what: string) => `${what}${topic(what)} 표본이 없어 판단할 수 없습니다.`,
  /** `isFailing`: what is left of requests of which many failed judges nothing; else those above the limit decide neither way. */
  criterionFew: (what: string, samples: string, needed: string, isFailing: boolean) =>
    isFailing
      ? `${what}${topic(what)} 실패한 요청이 많은 데다 표본이 ${samples}개뿐이라(필요한 표본: ${needed}개) 판단할 수 없습니다.`
      : `${what}${topic(what)} 표본이 ${samples}개뿐이고(필요한 표본: ${needed}개) 기준을 넘은 요청의 수로도 정해지지 않아 판단할 수 없습니다.`,
  criterionLacking: (what: string) => `${what}${topic(what)} 이 입력에 값이 없어 판정하지 않았습니다.`,
  /** Successes and rejections of the business with their p95. */
  apart: apartText,
  noGoals: '지정된 목표(임계값)가 없어 통과 여부를 판정하지 않았습니다.',
  findings,
  doubt: ({ refutedBy, rivals, caveats }: Doubt) =>
    [
      refutedBy,
      ...(rivals ? [`이 수치에 맞는 다른 원인: ${rivals}`] : []),
      ...(caveats ? [`유의점: ${caveats}`] : []),
    ].join(' '),
  /** Where a plan came from that is not recorded: the profile's name, or undefined for an options file. */
  givenPlan: (profile: string | undefined) =>
    `이 계획과 목표는 k6 출력에 있는 것이 아니라 보고서를 만들 때 ${profile === undefined ? '`--options`' : code(`--profile ${profile}`)}로 지정한 것입니다.`,
  /** Heading of the last column of the stages: of users, of arrival rates, of both. */
  growth: (isClosed: boolean, isOpen: boolean) =>
    [...(isClosed ? ['확장 효율'] : []), ...(isOpen ? ['시작하지 못한 반복'] : [])].join(' 또는 '),
  standardInput: '표준 입력',
  /** A run whose output came through a pipe and names no script. */
  unnamed: '이름을 알 수 없는 스크립트',
  /** One of which no more is known than a file. */
  testOf: (protocol: Protocol, file: string) => `${PROTOCOLS[protocol]} 테스트(${file})`,
  /** Below the checks of a summary. */
  moreChecks: (checks: number, failed: number) =>
    `외 체크 ${count(checks)}개(${failed > 0 ? `이 가운데 실패가 있는 체크 ${count(failed)}개` : '모두 성공'})`,
  /** Below the metrics of a summary. */
  moreMetrics: (metrics: number) => `외 메트릭 ${count(metrics)}개`,
  /** Below the table of goals: how many are not shown, and how many of them were not met or not judged. */
  moreGoals: (goals: number, missed: number) =>
    `외 목표 ${count(goals)}개(${missed > 0 ? `이 가운데 충족하지 못했거나 판정하지 못한 목표 ${count(missed)}개` : '모두 충족'})`,
  /** Behind goals that were not met, each with its sentence. */
  moreMissed: (goals: number) => `충족하지 못한 목표가 ${count(goals)}개 더 있습니다.`,
  moreRows: (rows: number) => `외 ${count(rows)}개`,
  /** Status of a request that got no answer. */
  noAnswer: '응답 없음',
  /** k6's error code, with what it means where no status says it. */
  errorCode: (errorCode: number, isNamed: boolean) => {
    const name = isNamed ? k6ErrorName(errorCode) : undefined;
    return name === undefined ? String(errorCode) : `${errorCode} ${name}`;
  },
  statistics: { avg: '평균', p95: 'p95' },
  /** `2.4배`: `ratio` is formatted. */
  multiple: (ratio: string) => `${ratio}배`,
  /** The delivered share with the amounts of several scenarios, and how many are not named. */
  deliveredEach: (
    share: string,
    parts: readonly { name: string; delivered: string; planned: string; isMore: boolean }[],
    others: number,
  ) => {
    const texts = parts.map(({ name, delivered, planned, isMore }) =>
      isMore ? `${name} 계획 ${planned}, 실행 ${delivered}` : `${name} ${planned} 중 ${delivered}`,
    );
    return `${share} (${texts.join(' · ')}${others > 0 ? ` 외 ${count(others)}개` : ''})`;
  },
  /** The delivered share with the amounts behind it. */
  deliveredOf: ({
    share,
    delivered,
    planned,
    isMore,
  }: {
    share: string;
    delivered: string;
    planned: string;
    isMore: boolean;
  }) => (isMore ? `${share} (계획 ${planned}, 실행 ${delivered})` : `${share} (${planned} 중 ${delivered})`),
  formats: {
    'handle-summary': 'k6 handleSummary 데이터',
    'summary-export': 'k6 요약(--summary-export)',
    'machine-readable': 'k6 요약(--new-machine-readable-summary)',
    ndjson: 'k6 원시 표본(NDJSON)',
    csv: 'k6 원시 표본(CSV)',
    text: 'k6 요약 텍스트',
  } satisfies Record<OutputFormat, string>,
  /** A compressed file that ends in the middle. */
  cutOff: '파일이 중간에 끊겨 있어 끊긴 곳까지만 읽었습니다.',
  badLines: ({ count: bad, of, first }: { count: string; of: string; first: string }) =>
    `${of}행 중 ${bad}행을 읽지 못했습니다(처음: ${first}행).`,
  /** What was undone before a text was read. */
  mended: {
    html: 'HTML로 바뀐 기호(`&lt;` 등)를 되돌려 읽었습니다.',
    markdown: '마크다운 이스케이프(`\\_` 등)를 되돌려 읽었습니다.',
    'windows-1252': 'UTF-8을 Windows-1252로 잘못 읽어 깨진 글자를 되돌려 읽었습니다.',
    'latin-1': 'UTF-8을 ISO-8859-1로 잘못 읽어 깨진 글자를 되돌려 읽었습니다.',
    cp437: 'UTF-8을 CP437로 잘못 읽어 깨진 글자를 되돌려 읽었습니다.',
    cp850: 'UTF-8을 CP850으로 잘못 읽어 깨진 글자를 되돌려 읽었습니다.',
    'mac-roman': 'UTF-8을 MacRoman으로 잘못 읽어 깨진 글자를 되돌려 읽었습니다.',
    cp949: 'UTF-8을 CP949로 잘못 읽어 깨진 기호를 되돌려 읽었습니다. 이름에 쓰인 한글은 되돌릴 수 없습니다.',
    'in-cp949': 'UTF-8이 아니라 CP949로 저장된 파일이므로 CP949로 읽었습니다.',
    'in-windows-1252': 'UTF-8이 아니라 Windows-1252로 저장된 파일이므로 Windows-1252로 읽었습니다.',
    'in-utf-16': '바이트 순서 표시(BOM)가 없는 UTF-16 파일이므로 UTF-16으로 읽었습니다.',
    octal: '로그가 8진수 바이트(`#342#234#227`)로 적은 글자를 되돌려 읽었습니다.',
    'byte-escapes': '바이트로 풀어 쓴(`\\xe2\\x9c\\x97`, `=E2=9C=97`, `M-bM-^\\M-^W`) 글자를 되돌려 읽었습니다.',
    'lost-micro':
      '`µ`가 지워진 시간(`719.4s` 등)은 앞뒤 값의 순서로 µs인지 가려 읽었습니다. 가릴 수 없는 시간은 뺐습니다.',
    'decimal-comma': '소수점이 쉼표로 저장된 값이므로 그렇게 읽었습니다.',
  } satisfies Record<Mending, string>,
  /** Lines of a text that are a metric's; the first of them with its number. */
  unread: ({ count: lines, line, text }: { count: string; line: string; text: string }) =>
    `읽지 못한 줄이 ${lines}개 있습니다(처음: ${line}행 ${code(text)}). 그 줄의 수치는 빠져 있습니다.`,
  /** Why the report says 없음. */
  lacks: {
    /** `missing`: `99`, `99.9`. */
    highQuantiles: (formats: string, missing: readonly string[]) =>
      `${missing.map((q) => `p${q}`).join('와 ')}: ${formats}에 없습니다. k6 옵션 \`summaryTrendStats\`에 ${missing.map((q) => `\`p(${q})\``).join(', ')}를 넣으면 기록됩니다.`,
    highQuantilesInFormat: (formats: string, missing: readonly string[]) =>
      `${missing.map((q) => `p${q}`).join('와 ')}: ${formats} 형식에는 p95보다 높은 백분위가 없습니다. \`--summary-export\`나 원시 표본을 함께 지정하면 표시됩니다.`,
    blocked: (formats: string) =>
      `연결 대기 시간: ${formats}에 없습니다. k6 2.x는 \`--summary-mode=full\`일 때만 출력하며, \`--summary-export\`에는 항상 들어 있습니다.`,
    /** Some requests failed, and the times of the others are not told apart. */
    successTimes: (formats: string) =>
      `판정에 쓰는 응답 시간: 실패한 요청이 있는데 ${formats}에 성공한 요청만의 값(\`http_req_duration{expected_response:true}\`)이 없습니다. k6의 \`--summary-export\`나 원시 표본을 함께 지정하면 표시됩니다.`,
    /** Whether any request failed. */
    failures: (formats: string) =>
      `판정에 쓰는 응답 시간: 실패한 요청이 있었는지(\`http_req_failed\`)가 ${formats}에 없어 성공한 요청의 값을 알 수 없습니다.`,
    thresholdsInFormat: (formats: string) => `목표(임계값): ${formats} 형식에는 임계값의 판정이 없습니다.`,
    /** Of the times of samples. */
    fractions:
      '시각의 소수 부분: 표본의 시각이 초 단위로 기록되어 실행 시간, 초당 값, 단계별 수치는 최대 1초의 차이만큼 어긋날 수 있습니다. `K6_CSV_TIME_FORMAT=unix_milli`로 실행하면 밀리초까지 기록됩니다.',
    plan: '달성률: 계획한 부하를 알 수 없어 계산하지 않았습니다. `--profile` 또는 `--options`(`k6 inspect`의 출력)로 지정할 수 있습니다.',
    record: '테스트 환경: 실행 기록(`run.json`)이 없습니다. `buha run`으로 실행하면 기록됩니다.',
  },
  weak: (needed: string) => `\\* 표본이 적어 불확실한 값입니다(필요한 표본 수: ${needed}).`,
};
