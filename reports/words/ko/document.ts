import type { TestDataKey } from '../../../options/apis.ts';
import type { UnplannedDrops } from '../../model/analysed.ts';
import type { AnnouncedScenario } from '../../model/announced.ts';
import type { FindingFigures } from '../../model/finding.ts';
import type { LevelFigures, LevelsCompared, MostCarried, RampCompared } from '../../model/finding-figures.ts';
import { isConstant, type PlannedScenario } from '../../model/plan.ts';
import type { Capacity, Saturated, Slowness } from '../../model/slowness.ts';
import { about, aboutShare, count, level, ranShare, shortRate } from '../../text/format.ts';
import { code } from '../../text/markdown-text.ts';
import { between, type Lanes, steps } from './document-steps.ts';
import { answersText, failedRequestsText } from './findings-answers.ts';
import { metricAction, supposedShort, turned } from './findings-metrics.ts';
import { and, by, subject, topic } from './particles.ts';
import { chosenTime as limit, time, multiple as times } from './times.ts';

/** Sentences and cells of the document's body. Titles and names in them are finished markdown. */

const NOUNS: Readonly<Record<TestDataKey, string>> = { users: '사용자', products: '상품' };
const keyNoun = (kind: TestDataKey | undefined) => (kind === undefined ? '키' : NOUNS[kind]);
const keyCount = (keys: number, kind: TestDataKey | undefined) => `${count(keys)}${kind === 'users' ? '명' : '개'}`;

/** `잔액 조회 API와 상품 조회 API`, `A, B, C`. */
function list(titles: readonly string[]): string {
  const [first = '', second = ''] = titles;
  return titles.length === 2 ? `${first}${and(first)} ${second}` : titles.join(', ');
}

/** `9.3~18%`, or one share where both are the same. */
function shares(from: number, to: number): string {
  const [low, high] = [ranShare(from), ranShare(to)];
  return low === high ? low : `${low.replace('%', '')}~${high}`;
}

const capacity = ({ fromPerSec, toPerSec }: Capacity) => {
  const [from, to] = [about(fromPerSec), about(toPerSec)];
  return `초당 약 ${from === to ? from : `${from}~${to}`}건`;
};

/** What the plan holds, or holds at most: `8 VU`, `최대 3,000 VU`, `초당 최대 5,000회`. */
const peak = (plan: PlannedScenario, most: number | undefined) => {
  if (plan.model === 'iterations') return `반복 ${count(plan.iterations)}회`;
  const atMost = isConstant(plan) ? '' : '최대 ';
  return plan.model === 'open' ? `초당 ${atMost}${level(most ?? 0)}회` : `${atMost}${count(most ?? 0)} VU`;
};

const levelText = ({ model, level: held, perSec }: LevelFigures) =>
  `${model === 'open' ? `계획 초당 ${level(held)}회` : `VU ${count(held)}개`}(초당 약 ${about(perSec)}건)`;

function goalLevel({ limitMs, met, missed }: FindingFigures['goal-throughput']): string {
  const goal = `p95 목표(${limit(limitMs)})`;
  if (!met) return `가장 낮은 수준인 ${missed ? levelText(missed) : ''}에서 이미 ${goal}를 만족하지 못했습니다.`;
  const best = `${goal}를 만족한 가장 높은 부하는 ${levelText(met)}`;
  if (!missed) return `${best}이며, 그보다 높은 부하는 시험하지 않았습니다.`;
  const next = missed.model === 'open' ? `초당 ${level(missed.level)}회` : `VU ${count(missed.level)}개`;
  return missed.because === 'not-delivered'
    ? `${best}입니다. 다음 수준(${next})은 계획한 부하가 다 실행되지 않아 판단할 수 없습니다.`
    : `${best}이며, 다음 수준(${next})에서는 만족하지 못했습니다.`;
}

/** `VU를 40개에서 120개로 늘려도`. */
const raised = ({ model, from, to }: LevelsCompared) =>
  model === 'open'
    ? `도착률을 초당 ${level(from)}회에서 ${level(to)}회로 올려도`
    : `VU를 ${count(from)}개에서 ${count(to)}개로 늘려도`;

/** `초당 307건에서 316건으로 거의 늘지 않았습니다.` */
function changed({ fromPerSec, toPerSec, isStill }: LevelsCompared): string {
  const [from, to] = [shortRate(fromPerSec), shortRate(toPerSec)];
  if (from === to) return `초당 ${from}건 그대로였습니다.`;
  const change = `초당 ${from}건에서 ${to}건으로`;
  if (toPerSec < fromPerSec) return `${change} 늘지 않았습니다.`;
  return `${change} ${isStill ? '거의 늘지 않았습니다.' : '부하만큼 늘지 않았고 응답은 느려졌습니다.'}`;
}

/** `도착률을 초당 106회에서 198회까지 올려도`. */
const rose = ({ model, from, to }: RampCompared) =>
  model === 'open'
    ? `도착률을 초당 ${count(from)}회에서 ${count(to)}회까지 올려도`
    : `VU를 ${count(from)}개에서 ${count(to)}개까지 늘려도`;

/** That throughput stopped: follows from figures. */
/** Whose figures follow, where one kind of requests alone waited. */
const onlyOf = ({ only }: Saturated) =>
  only === undefined ? '' : `${code(only)} 요청만 느려졌고 다른 요청은 계속 빨랐습니다(아래는 ${code(only)}의 수치). `;

function stopped(saturated: Saturated, most: Capacity | undefined): string {
  const { levels, overrun, ramp, stretch } = saturated;
  if (levels) return `${onlyOf(saturated)}${raised(levels)} 처리량은 ${changed(levels)}`;
  const stretched = `반복 한 번에 서버가 한가할 때(가장 빠른 응답 기준)의 약 ${about(stretch)}배가 걸렸습니다.`;
  if (!most) return `평균적으로 ${stretched} 부하가 오르내리기만 하여 서버가 한계에 이른 처리량은 알 수 없습니다.`;
  if (ramp)
    return `${rose(ramp)} 처리량은 ${capacity(most)}에 머물렀고, 응답 시간은 부하가 낮을 때의 약 ${about(ramp.slowMs / ramp.quickMs)}배까지 길어졌습니다.`;
  if (overrun)
    return `초당 ${count(overrun.rate)}회를 계획했지만 처리량은 ${capacity(most)}에 머물렀고, 응답은 가장 빠르던 때의 약 ${about(overrun.medMs / overrun.quickMs)}배가 걸렸습니다.`;
  return `처리량은 평균 ${capacity(most)}이었고, ${stretched}`;
}

/** How much of a plan a scenario's own VUs can send, over the runs that share it. */
export interface CeilingTold {
  readonly scenario: string;
  readonly basis: FindingFigures['arrival-ceiling']['basis'];
  readonly maxVus: number;
  readonly from: number;
  readonly to: number;
}

/** How much of its plan a run could send, and how much ran, 0–1. */
export interface LimitTold {
  readonly reachable: number;
  readonly ran: number;
}

/** `한도 18.3%, 실행 17.8%`. */
const limits = (each: readonly LimitTold[]): string =>
  each.map(({ reachable, ran }) => `한도 ${ranShare(reachable)}, 실행 ${ranShare(ran)}`).join(' · ');

/** A level of load that was held, in VUs or planned iterations per second. */
export interface Held {
  readonly model: PlannedScenario['model'];
  readonly level: number;
}

/** Why, in one sentence, for runs that share it, of which `lanes` is the range; a hypothesis but for a busy processor. */
function cause(slowness: Slowness, lanes?: Lanes): string {
  switch (slowness.kind) {
    case 'lanes': {
      const { basis, keys, lanes: own, only } = slowness.lanes;
      const served = `한 번에 처리된 요청은 약 ${between(lanes ?? { from: own, to: own })}건${basis === 'least' ? ' 이상' : ''}으로 보`;
      const others =
        only === undefined
          ? '동시 처리 수가 이 정도인 커넥션 풀·작업자 스레드·CPU 코어, 모든 요청이 거치는 느린 쿼리입니다.'
          : '이 요청만 쓰는 커넥션 풀(동시 처리 수가 이 정도), 이 요청만 거치는 느린 쿼리입니다.';
      // One lock lets one in at a time, unless it covers a part of the request.
      if (!keys) return `${served}입니다. 원인 후보는 ${own < 2 ? '락 하나' : '요청의 일부만 잠그는 락'}, ${others}`;
      const noun = keyNoun(keys.keyKind);
      return `${served}이며, 이는 테스트 ${noun} 수(${keyCount(keys.keys, keys.keyKind)}${keys.assumed ? `${by(keyCount(keys.keys, keys.keyKind))} 가정` : ''})${basis === 'keys' ? '와 비슷합니다' : '보다 조금 많아, 락 밖에서 처리되는 요청을 더하면 설명할 수 있는 범위입니다'}. 원인 후보는 ${noun}별 락, ${others}`;
    }
    case 'cpu-bound':
      return `그동안 서버의 CPU 사용률은 평균 ${aboutShare(slowness.cpuRatio)}였습니다.`;
    case 'cpu-idle':
      return `그동안 서버의 CPU 사용률은 평균 ${aboutShare(slowness.cpuRatio)}뿐이었으므로, 요청은 CPU가 아닌 다른 자원을 기다린 것으로 보입니다.`;
    case 'server-metric':
      return supposedShort(slowness.metric);
    case 'saturated':
      return '서버가 이보다 많이 처리하지 못하고 요청이 차례를 기다린 것으로 보입니다.';
  }
}

const waiting =
  '대기가 쌓이는 자원(락, 커넥션 풀, 작업자 스레드, 느린 쿼리)을 찾아 늘리거나 한 건이 차지하는 시간을 줄입니다. 그 시간을 절반으로 줄이면 처리량은 최대 두 배가 됩니다.';

function action(slowness: Slowness, step: number | undefined): string {
  const first = step === undefined ? '' : `다음 단계 ${count(step)}번으로 원인을 확인합니다. `;
  switch (slowness.kind) {
    case 'lanes': {
      const { keys } = slowness.lanes;
      if (!keys) return `${first}${waiting}`;
      const noun = keyNoun(keys.keyKind);
      return `${first}${noun}별 직렬 처리가 맞다면 외부 호출과 조회를 락 밖으로 옮기거나 락을 조건부 \`UPDATE\`로 바꿉니다.`;
    }
    case 'cpu-bound':
      return 'CPU 프로파일러로 요청당 비용이 큰 코드를 찾아 줄이고, 그다음에 코어나 서버를 늘립니다. 요청당 CPU 시간을 절반으로 줄이면 처리량은 최대 두 배가 됩니다.';
    case 'server-metric':
      return metricAction(slowness.metric);
    case 'cpu-idle':
    case 'saturated':
      return `${first}${waiting}`;
  }
}

const what = (title: string | undefined) => (title === undefined ? '' : `${title}의 `);

/** Before a quantile that counts failed requests as well, beside those that do not. */
const ALL = '실패한 응답까지 포함한 ';

/** So many VUs for these runs; `titles` is empty in the document of one. */
export interface VusNeeded {
  readonly vus: string;
  readonly titles: string;
}

export const document = {
  /** Words of a command whose documents are to be in this language; reports are Korean unless they are told. */
  inLanguage: [] as readonly string[],
  time,
  limit,
  list,
  /** The first of several, and how many others there are. */
  listOfMany: (titles: readonly string[], others: number) => `${titles.join(', ')} 외 ${count(others)}개`,
  /** A zone that its readers call by a name; the offset stands behind it. */
  zones: { '+09:00': 'KST' } as Readonly<Record<string, string>>,
  /** Headings of the document's parts, in their order. */
  parts: ({ isSeveral, isBrief }: { isSeveral: boolean; isBrief: boolean }) => [
    '1. 요약',
    '2. 부하와 환경',
    ...(isSeveral ? ['3. API별 결과'] : []),
    `${isSeveral ? 4 : 3}. 측정상 유의점`,
    ...(isBrief ? [] : ['부록 A.1 옵션과 단계']),
  ],
  /** A scenario's title where it stands alone. */
  alone: (title: string) => title,
  /** Between the beginning and the end of a time. */
  until: '~',
  untold: '알 수 없음',
  sameMachine: '부하 발생기와 같은 장비',
  shop: '내장 모의 서버(**실제 시스템 아님**)',
  tool: (version: string | undefined) => (version === undefined ? 'k6' : `k6 ${version}`),
  loadPart: ({ name, plan, most }: { name: string; plan: PlannedScenario; most: number | undefined }) =>
    `${name}(${peak(plan, most)})`,
  /** The same of a scenario of which only k6's own head tells. */
  announcedPart: ({ name, executor, vus, perSec, iterations }: AnnouncedScenario) => {
    const isMost = executor.startsWith('ramping') ? '최대 ' : '';
    if (perSec !== undefined) return `${code(name)}(초당 ${isMost}${level(perSec)}회)`;
    if (iterations === undefined) return `${code(name)}(${isMost}${count(vus ?? 0)} VU)`;
    return `${code(name)}(반복 ${count(iterations)}회${executor === 'per-vu-iterations' ? '씩' : ''})`;
  },
  /** The whole of what it tells. */
  announced: ({ name, executor, vus, perSec, iterations, durationMs, stages, startMs }: AnnouncedScenario) => {
    const time = durationMs === undefined ? '' : limit(durationMs);
    const length = stages === undefined ? `${time} 동안 유지` : `${time} 동안 ${count(stages)}단계`;
    const isMost = stages === undefined ? '' : '최대 ';
    const text =
      iterations !== undefined
        ? `VU ${count(vus ?? 0)}개가 반복 ${count(iterations)}회${executor === 'per-vu-iterations' ? '씩 실행' : '를 나누어 실행'}`
        : perSec === undefined
          ? `VU ${isMost}${count(vus ?? 0)}개, ${length}`
          : `초당 반복 수 ${isMost}${level(perSec)}, ${length}${vus === undefined ? '' : `, VU 최대 ${count(vus)}개`}`;
    return `${code(name)}: ${text}${startMs ? `, ${limit(startMs)} 뒤 시작` : ''}`;
  },
  /** Behind that. */
  onlyAnnounced:
    '위의 계획은 k6가 출력한 만큼만 알 수 있어 달성률은 계산하지 않았습니다(전체 계획은 `--profile` 또는 `--options`로 지정).',
  /** Some titles say by themselves what it is. */
  title: (titles: string) =>
    /부하 테스트$/.test(titles) ? `${titles} 결과 보고서` : `부하 테스트 결과 보고서: ${titles}`,
  severalTitles: (apis: number) => `API ${count(apis)}종`,
  heading: (number: number, title: string, verdict: string) => `3.${number} ${title} — ${verdict}`,
  tally: (parts: readonly { verdict: string; runs: number }[]) =>
    parts
      .map(({ verdict, runs }) => `${verdict} ${count(runs)}개`)
      // A verdict may hold a comma of its own.
      .join(parts.some(({ verdict }) => verdict.includes(',')) ? ' · ' : ', '),
  /** `worst` times its limit each. */
  missed: (misses: readonly { title: string; multiple: string }[], more: number) =>
    `p95가 목표의 ${misses.map(({ title, multiple }) => `${times(multiple)}(${title})`).join(', ')}입니다.${more > 0 ? ` 그 밖에 ${count(more)}개가 더 있습니다.` : ''}`,
  /** `isOfAll`: failed requests count as well. */
  missedOne: ({
    within,
    actualMs,
    limitMs,
    multiple,
    isOfAll,
  }: {
    within: string | undefined;
    actualMs: number;
    limitMs: number;
    multiple: string;
    isOfAll: boolean;
  }) =>
    `${what(within)}${isOfAll ? ALL : ''}p95가 ${time(actualMs)}${by(time(actualMs))} 목표(${limit(limitMs)})의 ${times(multiple)}입니다.`,
  /** The same where the summary tells how far. */
  over: ({
    within,
    actualMs,
    limitMs,
    isOfAll,
  }: {
    within: string | undefined;
    actualMs: number;
    limitMs: number;
    isOfAll: boolean;
  }) =>
    `${what(within)}${isOfAll ? ALL : ''}p95가 ${time(actualMs)}${by(time(actualMs))} 목표(${limit(limitMs)})를 넘었습니다.`,
  missedOther: (title: string | undefined, goal: string, actual: string, bound: string) =>
    `${title === undefined ? '' : `${title}: `}${goal}${topic(goal)} ${actual}${by(actual)} 목표(${bound})를 만족하지 못했습니다.`,
  /** Goals whose figures, or limits, the input does not tell. */
  missedSome: (goals: number) => `목표 ${count(goals)}개를 만족하지 못했습니다.`,
  /** What a measurement needs and did not have. */
  unmet: (what: string, actual: string, bound: string) =>
    `${what}${subject(what)} ${actual}${by(actual)}, 유효한 측정의 기준(${bound})을 만족하지 못했습니다.`,
  /** A run that was stopped: less than that is no measurement. */
  tooShort: (bound: string) => `끝까지 실행되지 않아 유효한 측정이 아닙니다(필요한 실행 시간 ${bound}).`,
  /** A check of validity that failed, with its figure and why. */
  broken: (what: string, actual: string | undefined, reason: string) =>
    `${what}${actual === undefined ? '' : ` ${actual}`}: ${reason}`,
  /** `isOfNoGoal`: there is no goal at all, which the verdict says. */
  unjudgedFailures: ({
    failing,
    more,
    isOfNoGoal,
  }: {
    failing: readonly { title: string | undefined; ratio: number }[];
    more: number;
    isOfNoGoal: boolean;
  }) => {
    const unjudged = isOfNoGoal ? '' : '(에러율 목표 없음)';
    const [only] = failing;
    return only && only.title === undefined
      ? `${only.ratio === 1 ? '모든 요청이' : `요청의 ${aboutShare(only.ratio)}가`} 실패했습니다${unjudged}.`
      : `실패한 요청이 있습니다: ${failing.map(({ title, ratio }) => `${title} ${aboutShare(ratio)}`).join(', ')}${more > 0 ? ` 외 ${count(more)}개` : ''}${unjudged}.`;
  },
  /** A goal that was met, with its figure and its limit. */
  metGoal: (what: string, actual: string, bound: string) => `${what} ${actual}(목표 ${bound})`,
  /** `goals`: those that are named, of a single run. */
  met: ({ runs, of, isPartial, goals }: { runs: number; of: number; isPartial: boolean; goals: readonly string[] }) => {
    const who =
      of === 1 ? '' : runs === of ? (of === 2 ? '둘 다 ' : `${count(of)}개 모두 `) : `나머지 ${count(runs)}개는 `;
    return `${who}${isPartial ? '실행된 부하에서 ' : ''}목표를 만족했습니다${goals.length === 0 ? '' : `: ${goals.join(', ')}`}.`;
  },
  partly: ({
    scenario,
    runs,
    of,
    from,
    to,
  }: {
    scenario: string;
    runs: number;
    of: number;
    from: number;
    to: number;
  }) =>
    of === 1
      ? `${scenario}${topic(scenario)} 계획의 ${shares(from, to)}만 실행되었습니다.`
      : `${scenario}${topic(scenario)} ${runs === of ? `${count(of)}개 모두` : `${count(of)}개 중 ${count(runs)}개에서`} **일부만 실행되었습니다**(계획의 ${shares(from, to)}).`,
  /** Behind what ran only in part. */
  untilTested: '다 실행되지 않은 부하는 판정하지 않았으므로, 그 부하를 다시 시험하기 전까지는 조건부 통과입니다.',
  /** What else passes are subject to, of several runs. */
  conditions: (each: readonly { title: string; texts: readonly string[] }[]) =>
    `조건부 통과의 조건: ${each.map(({ title, texts }) => `${title}(${texts.join(', ')})`).join(', ')}.`,
  /** What is in doubt of verdicts that are no pass, of several runs. */
  doubts: (each: readonly { title: string; texts: readonly string[] }[]) =>
    `측정값에 부하 발생기의 지연이 섞인 결과: ${each.map(({ title, texts }) => `${title}(${texts.join(', ')})`).join(', ')}.`,
  most: ({ model, level: held, perSec, isGrowing }: MostCarried) => {
    const most = `초당 약 ${about(perSec)}건(${model === 'open' ? `계획 초당 ${level(held)}회` : `VU ${count(held)}개`})`;
    return isGrowing
      ? `처리량은 가장 높은 수준까지 부하와 함께 늘어 ${most}이 되었고, 더 늘지 않는 지점은 시험한 범위에 없었습니다.`
      : `최대 처리량은 ${most}입니다.`;
  },
  /** Levels that are too few, or too uneven, for a curve. */
  noKnee: '어느 수준부터 더 늘지 않는지는 이 수준들로는 알 수 없습니다.',
  knee: ({ from, to }: { from: number; to: number }) =>
    `처리량은 VU ${count(from)}개와 ${count(to)}개 사이에서 한계에 이른 것으로 보입니다.`,
  goalLevel,
  onlyLoad: '실행된 부하',
  wholeRun: '전체',
  delivered: '실행됨',
  partlyDelivered: (ratio: number) => `${ranShare(ratio)}만 실행`,
  limitMark: (perSec: string) => `${perSec} (한계)`,
  /** The same where nothing shows the limit itself. */
  saturatedMark: (perSec: string) => `${perSec} (포화로 보임)`,
  offeredMark: (perSec: string) => `${perSec} (보낸 만큼)`,
  mostMark: (perSec: string) => `${perSec} (최대)`,
  p95Cell: ({
    p95,
    goal,
    within,
    isOfAll,
  }: {
    p95: string;
    goal: string | undefined;
    within: string | undefined;
    isOfAll: boolean;
  }) =>
    `${within === undefined ? '' : `[${within}] `}${p95}${isOfAll ? ' [실패 포함]' : ''}${goal === undefined ? '' : ` (${goal})`}`,
  stopped,
  /** What to do about checks that failed: the step tells it. */
  checksAction: (step: number) => `체크가 통과하지 못한 원인은 다음 단계 ${count(step)}번으로 확인합니다.`,
  turned,
  stoppedEach: (each: readonly { title: string; most: Capacity; stretch: number }[]) =>
    `${each.map(({ title, most }, at) => `${title}${topic(title)} ${at === 0 ? '처리량이 평균 ' : ''}${capacity(most)}`).join(', ')}이었고, 반복 한 번에 서버가 한가할 때(가장 빠른 응답 기준)의 ${each.length > 1 ? '각각 ' : ''}약 ${each.map(({ stretch }) => about(stretch)).join('배, 약 ')}배가 걸렸습니다.`,
  /** Where only means over the whole run say so. */
  seemsSaturated: '포화된 것으로 보입니다.',
  cause,
  action,
  capacity,
  whySlow: (titles: string | undefined) => (titles === undefined ? '왜 느린가' : `왜 느린가(${titles})`),
  whyNoMore: (titles: string | undefined) =>
    titles === undefined ? '왜 더 처리하지 못하는가' : `왜 더 처리하지 못하는가(${titles})`,
  whyFailed: (titles: string | undefined) => (titles === undefined ? '왜 실패했나' : `왜 실패했나(${titles})`),
  /** A summary counts what failed, and no more. */
  failedUnknown: '요약에는 상태 코드와 실패한 시각이 없어 알 수 없습니다. 원시 표본이 필요합니다.',
  /** Behind which request it is. */
  slowInside: '그 요청이 느린 원인은 서버에서 추적해야 알 수 있습니다.',
  slowUnknown: (hasSamples: boolean) =>
    `이 결과만으로는 알 수 없습니다. ${hasSamples ? '서버 지표가' : '서버 지표나 원시 표본이'} 필요합니다.`,
  /** The load generator was late. `isMissedAnyway`: goals are missed without those seconds as well. */
  late: (lateSec: number, ofSec: number, isMissedAnyway: boolean) =>
    `부하 발생기(k6)가 ${count(ofSec)}초 중 ${count(lateSec)}초 동안 제때 실행되지 못했습니다.${isMissedAnyway ? ' 그 시간을 빼고 판정해도 목표 미달입니다.' : ''}`,
  lateCpu: (cpuShare: number) => `k6가 쓸 수 있는 CPU의 ${aboutShare(cpuShare)}를 사용했습니다.`,
  /** On a machine so busy, 0–1, where nothing shows whether k6 was on time. */
  busyDoubt: (cpuShare: number, measured: string, estimated: string) =>
    `부하 발생 장비의 CPU 사용률이 평균 ${aboutShare(cpuShare)}였습니다(이 장비의 다른 프로세스 포함). ${measured} 부하 발생기가 늦어 응답 시간이 실제보다 길게 측정되었을 수 있으므로, CPU에 여유가 있는 장비에서 다시 측정한 뒤에 서버의 원인을 찾아야 합니다. ${estimated}`,
  /** What is not to be concluded then. */
  lateDoubt:
    '응답 시간에 부하 발생기 자신의 지연이 섞여 있을 수 있으므로, 부하 발생기가 제때 실행되는 조건에서 다시 측정한 뒤에 서버의 원인을 찾아야 합니다.',
  ceiling: ({ scenario, basis, maxVus, from, to }: CeilingTold) =>
    `${code(scenario)}의 maxVUs ${count(maxVus)}개로는 ${basis === 'idle' ? '서버가 한가할 때만큼 빨라도' : '반복 한 번이 이번만큼 걸리면'} 계획의 ${shares(from, to)}만 보낼 수 있습니다(VU 수 ÷ 반복 시간으로 계산).`,
  untested: {
    server: (titles: string) =>
      `${titles}${topic(titles)} 응답이 느려 VU가 묶이면서 보낼 수 있는 것보다 적게 실행되었습니다.`,
    'vu-start': (titles: string) => `${titles}${topic(titles)} VU가 늦게 준비되어 반복이 버려졌습니다.`,
    generator: (titles: string) =>
      `${titles}${topic(titles)} 부하 발생기(k6)가 제때 실행되지 못해 계획한 만큼 보내지 못했습니다.`,
    interrupted: (titles: string) => `${titles}${topic(titles)} 실행이 끝까지 가지 못했습니다.`,
    unknown: (titles: string) => `${titles}${subject(titles)} 다 실행되지 않은 원인은 이 결과만으로는 알 수 없습니다.`,
  },
  /** Those that ran as much as the limit allows, or nearly; titles are empty in the document of one API. */
  untestedLimit: {
    ceiling: (titles: string, each: readonly LimitTold[]) =>
      `${titles === '' ? '실행은' : `${titles}${topic(titles)}`} 이 한도에 가깝게 ${titles === '' ? '이루어졌습니다' : '실행되었습니다'}(${limits(each)}).`,
    /** The limit explains most of what is missing, and not all. */
    'below-ceiling': (titles: string, each: readonly LimitTold[]) =>
      `${titles === '' ? '실행은' : `${titles}${topic(titles)}`} 이 한도에도 미치지 못했고(${limits(each)}), 그 차이의 원인은 이 결과만으로는 알 수 없습니다.`,
  },
  /** The same where the document is about one API. */
  untestedOne: {
    server: '응답이 느려 VU가 묶이면서 보낼 수 있는 것보다 적게 실행되었습니다.',
    'vu-start': 'VU가 늦게 준비되어 반복이 버려졌습니다.',
    generator: '부하 발생기(k6)가 제때 실행되지 못해 계획한 만큼 보내지 못했습니다.',
    interrupted: '실행이 끝까지 가지 못했습니다.',
    unknown: '다 실행되지 않은 원인은 이 결과만으로는 알 수 없습니다.',
  },
  noFailures: '실패한 요청은 없습니다.',
  failures: ({ failed, requests, ratio, answers, names, more }: FindingFigures['errors-present']) =>
    `요청 ${count(requests)}건 중 ${count(failed)}건(${aboutShare(ratio)})이 실패했습니다${answers.length > 0 ? `: ${answersText(answers)}` : ''}.${failedRequestsText(names, more)}`,
  /** `checks`: names in code spans, with how often they failed of how many times; together as often as requests did, or not. */
  failedChecks: (
    checks: readonly { name: string; failed: number; answers: number; ratio: number }[],
    more: number,
    isOfFailures: boolean,
  ) =>
    `${isOfFailures ? '체크도 같은 횟수만큼 실패했습니다' : '실패한 체크가 있습니다'}: ${checks.map(({ name, failed, answers, ratio }) => `${name}(${count(answers)}회 중 ${count(failed)}회, ${aboutShare(ratio)})`).join(', ')}${more > 0 ? ` 외 ${count(more)}개` : ''}.`,
  goalsMet: (goals: number, isPartial: boolean) =>
    `${isPartial ? '실행된 부하에서 ' : ''}${goals === 1 ? '목표를' : goals === 2 ? '두 목표를 모두' : `목표 ${count(goals)}개를 모두`} 만족했습니다.`,
  halfMissed: (medMs: number, within: string | undefined) =>
    `${within === undefined ? '' : `${within}에서 `}절반 이상의 요청이 목표보다 오래 걸렸습니다(중앙값 ${time(medMs)}).`,
  /** `isWaiting`: requests had to wait, so the highest load may have been the limit. */
  offered: (isWaiting: boolean): string =>
    isWaiting
      ? '이 처리량은 보낸 부하의 크기로 보입니다. 다만 응답 시간에 이미 대기가 나타났으므로 부하가 높은 구간에서는 포화되었을 수 있습니다.'
      : '이 처리량은 보낸 부하의 크기이며, 시스템의 한계는 더 높은 것으로 보입니다.',
  waiting: ({ inFlight, level: held }: { inFlight: number; level: Held | undefined }) =>
    `${held === undefined ? '' : `${held.model === 'open' ? `도착률이 초당 ${level(held.level)}회일` : `VU ${count(held.level)}개일`} 때 `}평균 약 ${about(inFlight)}건의 요청이 동시에 진행되었습니다.`,
  /** Needs with the same number stand together: `as` by the length that iterations had, `least` by the fastest response. */
  vusNeeded: ({
    scenario,
    rate,
    as,
    least,
  }: {
    scenario: string;
    rate: number | undefined;
    as: readonly VusNeeded[];
    least: readonly VusNeeded[];
  }) => {
    const all = `${scenario}${rate === undefined ? '' : `(초당 ${level(rate)}회)`}를 모두 보내려면 `;
    const idle = '포화가 없고 모든 응답이 가장 빠른 응답만큼 빠를 때에도 VU가 최소 ';
    const ofAll = (needs: readonly VusNeeded[]) =>
      needs.map(({ vus, titles }) => `약 ${vus}개${titles === '' ? '' : `(${titles})`}`).join(', ');
    return as.length === 0
      ? `${all}${idle}${ofAll(least)} 필요합니다.`
      : `${all}이번만큼 걸리는 반복으로 VU가 ${ofAll(as)} 필요합니다.${least.length === 0 ? '' : ` ${idle}${ofAll(least)} 필요합니다.`}`;
  },
  /** How many times the limit that showed a planned rate is, iterations per second. */
  beyondCapacity: (rate: number, each: readonly { title: string; times: number }[]) =>
    `초당 ${level(rate)}회는 이번에 나온 최대 처리량의 ${each.map(({ title, times: multiple }) => `약 ${about(multiple)}배${title === '' ? '' : `(${title})`}`).join(', ')}입니다.`,
  /** `titles`: which are saturated, where others that are told with them are not. */
  saturatedFirst: (titles: string | undefined) =>
    `${titles === undefined ? '' : `${titles}의 `}포화를 해소하기 전에 VU만 늘리면 달성률이 오르더라도 응답 시간이 더 길어집니다.`,
  /** What holds for one run as for another. */
  same: (title: string) => `${title}에 적은 내용과 같습니다.`,
  columns: {
    part: '구분',
    requests: '요청 수',
    tps: '처리량(TPS)',
    iterations: '반복 수',
    iterationsPerSec: '초당 반복',
    med: '중앙값',
    p95: 'p95',
    p99: 'p99',
    failed: '에러율',
  },
  /** The first column of levels of load, of which so many are shown. */
  levelColumn: (shown: number, held: number) =>
    shown === held ? '부하 수준' : `부하 수준(${count(held)}개 중 ${count(shown)}개)`,
  /** A column of times that leaves failed requests out. */
  ofSuccesses: (column: string) => `${column}(성공 응답)`,
  /** One of all requests, as its goal asks. */
  ofAll: (column: string) => `${column}(실패 포함)`,
  wholeWithGoal: (goal: string) => `전체 (목표 p95 ${goal})`,
  goalNote: (goal: string) => `목표 p95 ${goal}`,
  scenarioRow: ({ title, name, notes }: { title: string; name: string; notes: readonly string[] }) =>
    `${title === name ? '' : `${title} `}${name}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`,
  peakNote: peak,
  deliveredNote: (ratio: number) => `계획의 ${ranShare(ratio)} 실행`,
  /** What stands for the parts that a table does not tell apart. */
  moreParts: (kind: 'request' | 'group', parts: number) => `${kind === 'group' ? '그룹 ' : ''}외 ${count(parts)}개`,
  groupPrefix: '그룹 ',
  /** What the load did not send, and is in the figures of the whole. */
  setupRow: 'setup(), teardown()',
  outsideGroups: '그룹 밖의 요청',
  levelRow: (model: PlannedScenario['model'], held: number) =>
    model === 'open' ? `초당 ${level(held)}회` : `VU ${count(held)}개`,
  /** One scenario of a plan in one line. */
  plan: ({ title, name, plan, stages }: { title: string; name: string; plan: PlannedScenario; stages: string }) => {
    const head = `${title === name ? '' : `${title} `}${name}`;
    if (plan.model === 'iterations') {
      return `${head}: VU ${count(plan.vus)}개가 반복 ${count(plan.iterations)}회를 실행`;
    }
    return plan.model === 'open'
      ? `${head}: 초당 반복 수 ${stages}, VU 최대 ${count(plan.maxVus)}개`
      : `${head}: ${isConstant(plan) ? '' : 'VU '}${stages}`;
  },
  /** The only level of a plan. */
  constant: (held: string, duration: string) => `${held}, ${duration} 동안 유지`,
  /** A level that a ramp reaches. */
  reached: (held: string, duration: string) => `${held}(${duration})`,
  held: (duration: string) => `유지(${duration})`,
  /** A `brief` document has no appendix. */
  moreStages: (stages: number, brief: boolean) => ` → 외 ${count(stages)}단계${brief ? '' : '(부록 A.1)'}`,
  startsAt: (duration: string) => `, ${duration} 뒤 시작`,
  /** Of a scenario, or of the run where it is not split, whose plan nobody knows. */
  dropsUntold: ({ scenario, dropped, atMost }: UnplannedDrops) =>
    `${scenario === undefined ? '' : `${code(scenario)}에서 `}시작하지 못한 반복이 ${count(dropped)}회이므로, 계획한 부하는 최대 ${aboutShare(atMost)}만 실행되었습니다. [확인]`,
  noPlan: '계획한 부하를 알 수 없어 달성률은 계산하지 않았습니다(`--profile` 또는 `--options`로 지정).',
  purpose: (purposes: readonly string[]) => `목적: ${purposes.join(' ')}`,
  goals: (groups: readonly { goals: string; titles: string | undefined }[]) =>
    `목표: ${groups.map(({ goals, titles }) => `${goals}${titles === undefined ? '' : ` (${titles})`}`).join(' · ')}`,
  notCollected: '서버 지표 미수집: CPU, 커넥션 풀, 락 대기.',
  environment: {
    target: '대상 서버',
    generator: '부하 발생 장비',
    testData: '테스트 데이터',
    notCollected: { name: '서버 지표', value: '미수집(CPU, 커넥션 풀, 락 대기)' },
  },
  forTitles: (name: string, titles: string | undefined) => (titles === undefined ? name : `${name} (${titles})`),
  noRecord: '실행 기록(`run.json`)이 없어 테스트 환경을 알 수 없습니다.',
  /** Below the table of the summary. */
  notes: {
    levels: '부하 수준별 값은 각 유지 구간의 처음 4분의 1을 제외하고 계산했습니다.',
    /** `titles`: of which runs, where not of all. */
    mixed: (scenarios: readonly string[], titles: string | undefined) =>
      `${titles === undefined ? '' : `${titles}의 `}중앙값과 p95는 ${list(scenarios)}의 요청을 합친 값이므로, 어느 한쪽의 응답 시간으로 읽을 수 없습니다.`,
    /** Where each level is told: in the appendix, in the whole report, or nowhere. */
    uneven: (titles: string | undefined, where: 'appendix' | 'told' | 'lost') =>
      `${titles === undefined ? '' : `${titles}의 `}p95는 부하가 낮은 구간과 높은 구간의 요청을 합친 값${where === 'lost' ? '이므로, 부하가 가장 높은 구간에서는 이보다 길 수 있습니다(원시 표본이 없어 나눌 수 없음).' : `입니다. 구간별 값은 ${where === 'appendix' ? '부록 A.2의 단계별 표에' : '전체 보고서에'} 있습니다.`}`,
  },
  caveats: {
    closed: (scenarios: readonly string[]) =>
      `${scenarios.map((name) => code(name)).join(', ')}${topic(scenarios.at(-1) ?? '')} 응답을 받은 뒤에 다음 요청을 보내므로(닫힌 모델), 서버가 느려지면 요청도 줄어듭니다.`,
    /** `scenarios`: those that could not start all of theirs, where it is known. */
    dropped: (scenarios: readonly string[]) =>
      `${scenarios.length === 0 ? '' : `${scenarios.map((name) => code(name)).join(', ')}에서 `}시작하지 못한 반복은 요청이 되지 않았으므로 응답 시간에 들어 있지 않습니다.`,
    /** Each with how many there are, and what only picked it where others did not; `kinds`: whether something was written, or read. */
    skewed: (
      picked: readonly {
        keys: number;
        keyKind: TestDataKey | undefined;
        assumed: boolean;
        only?: 'read' | 'write' | undefined;
      }[],
      kinds: ReadonlySet<'read' | 'write'>,
    ) => {
      const from = picked
        .map(
          ({ keys, keyKind, only }) =>
            `${keyNoun(keyKind)} ${keyCount(keys, keyKind)}${only === undefined ? '' : only === 'read' ? '(조회)' : '(쓰기)'}`,
        )
        .join(', ');
      const to = picked.at(-1)?.keyKind === 'users' ? '에게만' : '에만';
      const assumed = picked.some((one) => one.assumed) ? '(기본 테스트 데이터로 가정)' : '';
      const effects = [
        ...(kinds.has('write') ? ['쓰기는 실제보다 느리게'] : []),
        ...(kinds.has('read') ? ['시스템에 캐시가 있다면 조회는 실제보다 빠르게'] : []),
      ];
      return `요청이 ${from}${to} 몰려${assumed}, ${effects.length > 0 ? effects.join(', ') : '실제와 다르게'} 측정되었을 수 있습니다. [추정]`;
    },
    oneRun: '한 번만 실행한 값이므로 실행마다 달라지는 정도(오차)는 알 수 없습니다.',
    /** So busy that it may have held up k6, or a target on it. */
    busyMachine: (cpuShare: number) =>
      `부하 발생 장비의 CPU 사용률이 평균 ${aboutShare(cpuShare)}여서(이 장비의 다른 프로세스 포함), 응답 시간이 실제보다 길게 측정되었을 수 있습니다. [추정]`,
    sameMachine: '부하 발생기와 대상 서버가 같은 장비의 CPU를 나누어 썼습니다.',
    drain: '초당 수치는 부하 앞뒤의 시간까지 포함한 전체 실행 시간으로 나눈 값이라, 부하 구간의 처리량보다 낮습니다.',
    more: (notes: number, brief: boolean) =>
      brief
        ? `그 밖의 유의점 ${count(notes)}가지는 전체 보고서에 있습니다.`
        : `그 밖의 유의점 ${count(notes)}가지는 부록 A.3에 있습니다.`,
  },
  again: {
    /** Where every figure comes from, and the command that makes the report of them again. */
    report: (command: string | undefined) =>
      `모든 성능 수치는 k6의 출력에서 계산했습니다.${command === undefined ? '' : ` 이 보고서 만들기: ${command}`}`,
    /** `isAsked`: the command leaves open where the load goes. */
    load: (command: string, isAsked: boolean) =>
      `같은 부하 보내기${isAsked ? '(`BASE_URL`에 시험한 대상의 주소를 넣음)' : ''}: ${command}`,
  },
  steps,
};
