import type { Condition, FigureId } from '../../model/comparable.ts';
import type { FigureChange, Outcome } from '../../model/rounds.ts';
import { count, decimals, signedShare } from '../../text/format.ts';
import { by, topic } from './particles.ts';

/** From the least to the most. */
type Runs = readonly [low: number, high: number];

export interface Went {
  readonly figure: FigureId;
  readonly before: string;
  readonly after: string;
  readonly size: string | undefined;
  readonly isMore: boolean;
}

/** More than a hundred are as good as too many. */
const MOST_RUNS = 100;

const runsNeeded = ([low, high]: Runs): string =>
  low > MOST_RUNS
    ? `${MOST_RUNS}회보다 많이`
    : low === high
      ? `${count(low)}회씩`
      : `${count(low)}~${count(Math.min(high, MOST_RUNS))}회씩`;

const changeText = (change: number, unit: FigureChange['unit']): string =>
  unit === 'ratio' ? signedShare(change) : `${change > 0 ? '+' : ''}${decimals(change * 100)}%p`;

const FIGURES: Readonly<Record<FigureId, string>> = {
  tps: '처리량(TPS)',
  avg: '평균',
  med: '중앙값(p50)',
  p95: 'p95',
  p99: 'p99',
  failed: '에러율',
  delivered: '달성률',
};

/** Figures as the topic of a sentence. */
function named(figures: readonly FigureId[]): string {
  const last = FIGURES[figures.at(-1) ?? 'p95'];
  return `${figures.map((id) => FIGURES[id]).join(', ')}${topic(last.replace(/\(.*\)$/, ''))}`;
}

export const rounds = {
  title: (titles: readonly string[]) => `개선 전후 비교: ${titles.join(', ')}`,
  /** A round by its number from 1, with the user's label where it has one. */
  round: (number: number, label: string | undefined) => (label === undefined ? `${number}차` : `${number}차(${label})`),
  figures: FIGURES,
  verdict: '판정',
  conditions: {
    script: '스크립트',
    profile: '부하 프로필',
    k6: 'k6 버전',
    cpu: '부하 발생 장비',
    target: '대상 서버',
    testData: '테스트 데이터(사용자/상품)',
    lock: '내장 모의 서버의 쓰기 락',
    invalid: '유효하지 않은 실행',
  } satisfies Record<Condition, string>,
  /** What the embedded shop locks writes with. */
  lock: (lock: string): string => (lock === 'none' ? '없음' : '분산 락 모의'),
  missing: '없음',
  /** Verdicts of the last round, and which of its figures are certainly worse. */
  lastRound: (verdicts: readonly string[], worse: readonly FigureId[]) =>
    `마지막 회차: ${verdicts.join(', ')}${worse.length === 0 ? '' : ` · 1차보다 나빠짐: ${worse.map((id) => FIGURES[id]).join(', ')}`}`,
  /** Goals that the last round misses. */
  stillMissed: (goals: readonly { name: string; actual: string; limit: string }[]) =>
    `아직 만족하지 못한 목표: ${goals.map(({ name, actual, limit }) => `${name} ${actual}(목표 ${limit})`).join(', ')}.`,
  /** What is said of one of several APIs. */
  of: (title: string, text: string) => `${title}: ${text}`,
  onShop: '내장 모의 서버에서 측정한 값이므로 실제 시스템의 개선을 뜻하지 않습니다.',
  /** Runs of a round whose load generator was late. */
  late: (round: string, runs: number) =>
    `${round}: 실행 ${runs}개에서 부하 발생기가 늦어 응답 시간이 실제보다 길게 측정되었을 수 있습니다. [추정]`,
  steps: {
    late: (rounds_: readonly string[]) => `${rounds_.join(', ')}를 부하 발생기에 여유가 있는 상태에서 다시 실행`,
    /** `more`: how many runs more at least, `needed` in all; beyond 100 nobody makes them. */
    more: (rounds_: readonly string[], more: number, needed: Runs) =>
      `${rounds_.join(', ')}를 ${rounds_.length > 1 ? '각각 ' : ''}${count(more)}회 더 실행(모두 ${runsNeeded(needed)}이면 결정)`,
    /** Both rounds anew, in turns. */
    turns: (rounds_: readonly string[], needed: Runs) =>
      `${rounds_.join(', ')}를 번갈아 다시 실행(${runsNeeded(needed)}이면 결정)`,
    decidesThen: '개선, 악화, 같음 가운데 하나로 판정되면 결정',
    /** So many runs would be needed that less noise is the better way. */
    noisy: (rounds_: readonly string[]) =>
      `실행마다의 차이를 줄인 뒤 ${rounds_.join(', ')}를 다시 실행(지금의 차이로는 100회를 측정해도 결정되지 않음): 더 긴 부하, 다른 작업이 없는 장비`,
    /** What decides once there are more runs. */
    decides: '회차마다 `--round`로 묶어 다시 비교: 개선, 악화, 같음 가운데 하나로 판정되면 결정',
  },
  /** Quantiles that are not judged. */
  tooFew: (figures: readonly FigureId[]) =>
    `${named(figures)} 요청 수가 부족한 실행이 있어 판정하지 않았습니다(표본 부족).`,
  /** A mean with the range of its runs. */
  spread: ({ mean, min, max, runs }: { mean: string; min: string; max: string; runs: string }) =>
    `${mean} (${min}~${max}, ${runs}회)`,
  /** What became of a figure. */
  outcome: {
    better: '개선',
    worse: '악화',
    same: '같음',
    undecided: '판단 보류',
    single: '판단 보류(1회 측정)',
  } satisfies Record<Outcome, string>,
  runsNeeded,
  points: (points: string) => `${points}%p`,
  /** A change with its direction. */
  change: changeText,
  /** Between which a change lies. */
  between: ([low, high]: Runs, unit: FigureChange['unit']) =>
    changeText(low, unit) === changeText(high, unit)
      ? changeText(low, unit)
      : `${changeText(low, unit)}~${changeText(high, unit)}`,
  /** The scale of the bars, which is that of all of a table. */
  bar: '악화 ← 0 → 개선',
  changeColumns: { figure: '지표', round: '회차', outcome: '판정', gain: '개선율', interval: '95% 구간' },
  goal: '목표',
  met: '달성',
  isMet: { met: '달성', missed: '미달', open: '판단 보류' },
  /** How a figure certainly went, as a sentence. `isMore`: it grew; the size is undefined for a change from 0. */
  went: ({ figure, before, after, size, isMore }: Went) => {
    const name = FIGURES[figure];
    const what = `${name}${topic(name.replace(/\(.*\)$/, ''))}`;
    return `${what} ${before}에서 ${after}${by(after)}${size === undefined ? '' : ` ${size}`} ${isMore ? '늘었' : '줄었'}습니다.`;
  },
  /** A request that certainly changed. */
  request: ({ name, figure, before, after, size, isMore }: Went & { name: string }) =>
    `${name} ${FIGURES[figure]} ${before} → ${after}${size === undefined ? '' : ` (${size} ${isMore ? '증가' : '감소'})`}`,
  /** The requests that changed most, and how many more did. */
  requests: (told: readonly string[], more: number) =>
    `가장 많이 달라진 요청: ${told.join(', ')}${more > 0 ? ` 외 ${count(more)}개` : ''}.`,
  same: (figures: readonly FigureId[]) =>
    `${named(figures)} 같습니다(차이 ${[...(figures.some((id) => id !== 'failed') ? ['10%'] : []), ...(figures.includes('failed') ? ['0.5%p'] : [])].join(' 또는 ')} 미만).`,
  /** Figures that runs differ too much to judge. `needed`: runs a round that would decide all of them. */
  open: (figures: readonly FigureId[], needed: Runs | undefined) =>
    `${named(figures)} 실행마다의 차이 안이어서 판단을 보류합니다.${needed === undefined ? '' : ` 회차마다 ${runsNeeded(needed)} 측정하면 결정할 수 있습니다.`}`,
  single: (figures: readonly FigureId[]) => `${named(figures)} 한 번씩만 측정해 우연한 차이와 구분할 수 없습니다.`,
  summary: ({ title, round, sentences }: { title: string; round: string; sentences: readonly string[] }) =>
    `${title}, ${round}: ${sentences.join(' ')}`,
  noFigures: (title: string) => `${title}: 비교할 수 있는 수치가 없습니다.`,
  noRun: ({ title, rounds: without }: { title: string; rounds: string }) =>
    `${title}: ${without}에 이 API의 실행이 없어 비교하지 않았습니다.`,
  singleRun: (advised: number) =>
    `회차마다 1회씩만 측정했으므로 오차를 알 수 없습니다. 회차마다 ${count(advised)}회를 번갈아 측정하면 20%의 차이를 우연과 구분할 수 있습니다(실행마다의 변동이 5% 정도일 때).`,
  /** How a table of so many judged figures was judged. */
  repeated: (figures: number) =>
    `실행 하나를 값 하나로 보고, 표에서 판정한 지표 ${count(figures)}개를 함께 검정했습니다(로그 값의 합동 t 검정, 에러율은 차이, Holm 보정). 실제로는 차이가 없을 때 이 표에 잘못된 개선이나 악화가 하나라도 있을 확률은 5% 이하입니다. 95% 구간과 막대는 그 지표만의 것입니다.`,
  /** Beside `repeated`, where some rounds were measured once. */
  someSingle: '1회만 측정한 회차는 오차를 알 수 없으므로, 그 회차의 차이는 우연한 변동일 수 있습니다.',
  /** A round all of whose runs came before, or after, those of the first. */
  notInTurns: (round: string) =>
    `1차와 ${round}${topic(round.replace(/\(.*\)$/, ''))} 번갈아 실행하지 않고 차례로 실행했습니다. 그사이에 달라진 다른 것(장비, 데이터, 시간대)도 차이로 보일 수 있습니다. 번갈아 실행하려면 \`buha compare --run … --run … --rounds 5\`를 쓰십시오.`,
  /** Rounds whose throughput is what the load offered. */
  offered: (rounds_: string) =>
    `${rounds_}의 처리량은 보낸 부하의 크기로 정해진 값입니다. 시스템이 처리할 수 있는 최대 처리량은 이보다 클 수 있습니다.`,
  forced: (differences: string) =>
    `**조건이 다른 실행을 비교했습니다(\`--force-compare\`).** 아래 차이가 개선의 결과인지 조건의 차이 때문인지 알 수 없습니다. ${differences}`,
  /** A condition with its values, one a round. */
  difference: (what: string, values: readonly string[]) => `${what}: ${values.join(' → ')}`,
  invalidRun: '측정이 유효하지 않은 실행이 있습니다',
  /** `isChanged`: what was changed on purpose is listed in part 2. */
  sameConditions: (isChanged: boolean) =>
    `스크립트, 부하 프로필, k6 버전, 부하 발생 장비, 대상 서버, 테스트 데이터가 모든 회차에서 같습니다.${isChanged ? ' 다른 것은 2절의 항목뿐입니다.' : ''}`,
  unknownConditions: '실행 기록(run.json)이 없는 결과가 있어, 같은 조건에서 측정했는지 확인할 수 없습니다.',
  charts: {
    throughput: '회차별 처리량',
    changes: '1차와 비교한 변화와 95% 구간',
    change: '개선율(위쪽이 개선)',
    none: '변화 없음',
    latency: '회차별 p95',
    round: '회차',
    eachRun: '실행별 값',
    text: (all: readonly string[]) => `${all.join('; ')}.`,
  },
};
