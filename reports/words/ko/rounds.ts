import type { Condition, FigureId } from '../../model/comparable.ts';
import { by, topic } from './particles.ts';

const FIGURES: Readonly<Record<FigureId, string>> = {
  tps: '처리량(TPS)',
  avg: '평균',
  med: '중앙값(p50)',
  p95: 'p95',
  p99: 'p99',
  failed: '에러율',
  delivered: '달성률',
};

export const rounds = {
  title: (titles: readonly string[]) => `개선 전후 비교: ${titles.join(', ')}`,
  /** A round by its number from 1, with the user's label where it has one. */
  round: (number: number, label: string | undefined) => (label === undefined ? `${number}차` : `${number}차(${label})`),
  figures: FIGURES,
  verdict: '판정',
  /** Head of the column that tells how a round differs from the first. */
  gain: (round: string) => `${round} 개선율`,
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
  /** Verdicts of the last round, and which of its figures are worse; `isSure`: by more than chance. */
  lastRound: (verdicts: readonly string[], worse: readonly FigureId[], isSure: boolean) =>
    `마지막 회차: ${verdicts.join(', ')}${worse.length === 0 ? '' : ` · 1차보다 나빠짐${isSure ? '' : '(1회 측정)'}: ${worse.map((id) => FIGURES[id]).join(', ')}`}`,
  /** Runs of a round whose load generator was late. */
  late: (round: string, runs: number) =>
    `${round}: 실행 ${runs}개에서 부하 발생기가 늦어 응답 시간이 실제보다 길게 측정되었을 수 있습니다. [추정]`,
  steps: {
    late: (rounds_: readonly string[]) => `${rounds_.join(', ')}를 부하 발생기에 여유가 있는 상태에서 다시 실행`,
    more: (rounds_: readonly string[], runs: number) =>
      `${rounds_.join(', ')}를 ${rounds_.length > 1 ? '각각 ' : ''}${runs}회 더 실행`,
    /** What decides once there are more runs. */
    decides: '회차마다 `--round`로 묶어 다시 비교: 범위가 겹치지 않으면 달라진 것, 겹치면 판단 보류',
  },
  /** Instead of a change of a quantile that rests on too few requests. */
  tooFew: '표본 부족',
  /** A median with the range of its runs. */
  spread: ({ median, min, max, runs }: { median: string; min: string; max: string; runs: string }) =>
    `${median} (${min}~${max}, ${runs}회)`,
  /** A change in a word with its size (`88.4%`, `1.20%p`); the size is undefined where nothing changed, and empty for a change from 0. */
  outcome: ({ size, isGain, isUndecided }: { size: string | undefined; isGain: boolean; isUndecided: boolean }) => {
    if (size === undefined) return '변화 없음';
    const word = `${size} ${isGain ? '개선' : '악화'}`.trim();
    return isUndecided ? `판단 보류(${word})` : word;
  },
  points: (points: string) => `${points}%p`,
  /** How a figure went, as a sentence. `isMore`: it grew. */
  went: ({
    figure,
    before,
    after,
    size,
    isMore,
    isUndecided,
  }: {
    figure: FigureId;
    before: string;
    after: string;
    size: string | undefined;
    isMore: boolean;
    isUndecided: boolean;
  }) => {
    const name = FIGURES[figure];
    const what = `${name}${topic(name.replace(/\(.*\)$/, ''))}`;
    if (size === undefined) return `${what} ${after}${by(after)} 같습니다.`;
    const change = `${what} ${before}에서 ${after}${by(after)}${size === '' ? '' : ` ${size}`} ${isMore ? '늘었' : '줄었'}`;
    return isUndecided ? `${change}지만, 실행마다의 차이가 더 크므로 판단을 보류합니다.` : `${change}습니다.`;
  },
  summary: ({ title, round, sentences }: { title: string; round: string; sentences: readonly string[] }) =>
    `${title}, ${round}: ${sentences.join(' ')}`,
  noFigures: (title: string) => `${title}: 비교할 수 있는 수치가 없습니다.`,
  noRun: ({ title, rounds: without }: { title: string; rounds: string }) =>
    `${title}: ${without}에 이 API의 실행이 없어 비교하지 않았습니다.`,
  singleRun:
    '회차마다 1회씩만 측정했으므로 오차를 알 수 없습니다. 아래 차이가 우연한 변동인지 확인하려면 회차마다 3회 이상 측정하십시오.',
  /** What the ranges mean, and the chance that two rounds of so many runs lie apart by accident. */
  repeated: ({ runs, share }: { runs: readonly [string, string]; share: string }) =>
    `회차마다 여러 번 측정한 값의 중앙값과 범위(최소~최대)입니다. 두 회차의 범위가 겹치면 판단을 보류합니다. 실제로는 차이가 없는데도 ${runs[0] === runs[1] ? `${runs[0]}회씩` : `${runs[0]}회와 ${runs[1]}회`} 측정한 범위가 우연히 겹치지 않을 확률은 ${share}입니다.`,
  /** Beside `repeated`, where some rounds were measured once. */
  someSingle: '1회만 측정한 회차는 오차를 알 수 없으므로, 그 회차의 차이는 우연한 변동일 수 있습니다.',
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
    latency: '회차별 p95',
    round: '회차',
    eachRun: '실행별 값',
    text: (all: readonly string[]) => `${all.join('; ')}.`,
  },
};
