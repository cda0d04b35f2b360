import { type Quantity, STATISTICS, type VerifyFinding } from '../model/verify.ts';
import { duration, rate } from '../text/format.ts';
import { changesBetween, isOneOf } from './changes.ts';
import type { Figure } from './figure.ts';
import { k6Values } from './k6-values.ts';
import type { About, Mention, RunsAt } from './runs-at.ts';
import type { Around, RunChange, Statement } from './statement.ts';
import { first, isStatistic, type Words } from './words.ts';

/** How far from the name of what changed its change may stand. */
const NEAR = 14;
/** How far before it the words begin that make it a change. */
const FAR = 60;
const CHANGED_BEHIND =
  /^\s?(?:이상 |가량 |정도 |만큼 |더 )?(?:이?나 )?(?:개선|감소|단축|증가|향상|상승|하락|줄|늘|빠르|빠릅|빨라|느리|느립|느려|높|낮|많|적은|가 되|로 (?:줄|늘)|faster|slower|higher|lower|better|more|less)/i;
/** "적용 전보다 3.7배 빠르다", "기존에 비해 3.7배": compared with the run before a change, and not with last week's. */
const COMPARED_BEFORE =
  /(?:(?:적용|개선|변경|도입|최적화|튜닝|수정|조치) ?(?:하기 )?전|기존|이전)(?:보다|에 비해|과 비교하면|과 비교해|\s?대비)\s(?:약 |무려 )?$|\b(?:than|compared (?:to|with)) before(?: by)? $/i;
const FASTER = /^\s?(?:이상 |가량 |정도 |더 )?(?:빠르|빠릅|빨라|느리|느립|느려|faster|slower)/i;
/** "3.7배 많은 요청을 처리했다". */
const MORE_REQUESTS = /^\s?(?:이상 |가량 |정도 |더 )?(?:많은|적은) (?:요청|트래픽|호출)|^ (?:as many|more) requests/i;
const CHANGED_BEFORE =
  /\b(?:(?:cut|reduced|lowered|raised|improved|increased|shortened) (?:the |our )?(?:[a-z\d()]+ ){1,3}by|fell|dropped|decreased|went down|grew|rose|increased|improved|went up)(?: by)?(?: a factor of)?(?: about| around)?\s$/i;
/** By what share the figures of both outputs, and what was computed from them, may be rounded. */
const ROUNDING = 0.015;

/** "처음에 비하면". */
const OF_FIRST = /(?:처음|기존|이전|최초|원래|초기)[^,.;]{0,6}?(?:비하|비해|대비|보다)/;

/** "from pool-10 to pool-20 cut the mean by 50%". */
const FROM = /\bfrom (?:the |with )?[`*"]{0,2}$/i;
const TO = /^[`*"]{0,2} to (?:the |with )?[`*"]{0,2}$/i;
/** "2.3 times as many requests per second as pool-10". */
const THAN_AHEAD =
  /^ (?:as many|as much|as long|as high|more|higher|faster|slower|longer)(?![a-z])[^.,;]{0,40}? (?:as|than) (?:with |on |that of )?(?:the )?[`*"]{0,2}$/i;

/** Of two runs with "from" and "to" before them, or of one before the figure and one that it is compared with behind. */
function englishRuns(mentions: readonly Mention[], figure: Figure, text: string): RunChange['runs'] | undefined {
  const one = ({ runs }: Mention) => (runs.length === 1 ? runs[0] : undefined);
  const before = mentions.filter(({ end }) => end <= figure.start);
  const [to, from] = [before.at(-1), before.at(-2)];
  const pair = (a: Mention | undefined, b: Mention | undefined): RunChange['runs'] | undefined => {
    const [first, second] = [a && one(a), b && one(b)];
    return first && second && first !== second ? [first, second] : undefined;
  };
  if (from && to && FROM.test(text.slice(0, from.start)) && TO.test(text.slice(from.end, to.start)))
    return pair(from, to);
  const ahead = mentions.find(({ start }) => start >= figure.end);
  return ahead && THAN_AHEAD.test(text.slice(figure.end, ahead.start)) ? pair(ahead, to) : undefined;
}

/** `at`: the run of which the sentences before it, or the heading, speak. */
function runsOf(
  all: readonly Mention[],
  figure: Figure,
  runsAt: RunsAt,
  at: About,
  compared: Around['compared'],
  isOfValue: boolean,
  isOfFirst: boolean,
): RunChange['runs'] | undefined {
  const mentions = all.filter(({ changed }) => !changed);
  const one = ({ runs }: Mention) => (runs.length === 1 ? runs[0] : undefined);
  const before = mentions.filter(({ end }) => end <= figure.start);
  const base = before.findLast(({ compared }) => compared);
  const subject = before.findLast(({ compared }) => !compared);
  if (base && subject) {
    const [from, to] = [one(base), one(subject)];
    return from && to && from !== to ? [from, to] : undefined;
  }
  const [first, second, ...others] = runsAt.all;
  // "3차는 223 TPS였다. p95는 2차 대비 39% 감소했다".
  const [spokenOf, ...more] = at.named === undefined ? [] : at.runs;
  if (base && spokenOf && more.length === 0 && one(base) && one(base) !== spokenOf)
    return [one(base) ?? spokenOf, spokenOf];
  // "적용 전보다 3.7배": of the other one.
  const from = base && one(base);
  if (from && mentions.length === 1 && first && second && others.length === 0) {
    return [from, from === first ? second : first];
  }
  // "캐시 도입 후 TPS는 223으로 51% 증가": than that of the other one.
  const only = subject && one(subject);
  if (only && isOfValue && first && second && others.length === 0) return [only === first ? second : first, only];
  if (mentions.length > 0) return undefined;
  if (first && second && others.length === 0) return [first, second];
  // Of several runs none is known as the first.
  if (isOfFirst) return undefined;
  return at.named === undefined ? compared : undefined;
}

/**
 * The change between two runs that a factor or a share in a sentence states, if it states one. `last`: that before it in
 * the sentence; `said`: what the sentence before states.
 */
export function runChange(
  figure: Figure,
  { before, inTable }: Words,
  text: string,
  mentions: readonly Mention[],
  runsAt: RunsAt,
  { at, said, compared }: Around,
  last: RunChange | undefined,
  value: Quantity | undefined,
): RunChange | undefined {
  if (inTable || figure.limit || (figure.unit !== 'factor' && figure.unit !== 'percent')) return undefined;
  const verb = text.slice(Math.max(0, figure.start - FAR), figure.start).match(CHANGED_BEFORE)?.[0] ?? '';
  const behind = text.slice(figure.end);
  const isSaid = CHANGED_BEHIND.test(behind) || MORE_REQUESTS.test(behind) || verb !== '';
  if (
    !isSaid &&
    !(
      figure.unit === 'factor' &&
      /^\s?(?:[,.)]|$|\*\*)|^\s?(?:였|이었|입니|이다|이고|이며|이지만|인데|다(?=[.\s]|$)|가|이 ?[되됐된]|에 달)/.test(
        text.slice(figure.end),
      )
    )
  ) {
    return undefined;
  }
  if (before.some(({ name }) => name === 'per-user') || isMultiple(before, mentions, text, figure)) return undefined;
  // "p95 기준 82% 단축" speaks of no goal.
  const isBasis = ({ name, start, end }: Words['before'][number]) =>
    name === 'plan' && text.slice(start, end) === '기준' && /^\s$/.test(text.slice(end, figure.start));
  const nearest = before.find((term) => term.name !== 'comparison' && term.name !== 'other-run' && !isBasis(term));
  const runs =
    englishRuns(mentions, figure, text) ??
    runsOf(mentions, figure, runsAt, at, compared, value !== undefined, OF_FIRST.test(text.slice(0, figure.start)));
  if (!runs) return undefined;
  // "local은 처리량이 9.4배, redis는 5.4배".
  if (!nearest && last) return { ...last, runs };
  // "평균은 199ms로 r3의 6.1배".
  if (!nearest && value)
    return value.kind === 'time' ? { of: 'time', runs, statistic: value.statistic } : { of: 'rate', runs };
  if (MORE_REQUESTS.test(text.slice(figure.end))) return { of: 'rate', runs };
  // "적용 전보다 3.7배 빠르다" leaves open what of it.
  if (
    COMPARED_BEFORE.test(text.slice(Math.max(0, figure.start - FAR), figure.start)) &&
    FASTER.test(text.slice(figure.end))
  ) {
    return said?.kind === 'time' ? { of: 'time', runs, statistic: said.statistic } : { of: 'either', runs };
  }
  // "응답이 10명 대비 9.8배 느려짐": of some time.
  const isOfTime = mentions.some(({ compared, end }) => compared && end <= figure.start);
  if (!nearest && isOfTime && FASTER.test(text.slice(figure.end))) return { of: 'either', runs };
  if (!nearest || nearest.distance - verb.length > NEAR) return undefined;
  if (nearest.name === 'throughput' || nearest.name === 'per-second') return { of: 'rate', runs };
  const isTime = nearest.name === 'response' || nearest.name === 'duration' || isStatistic(nearest.name);
  return isTime ? { of: 'time', runs, statistic: first(isStatistic, before) } : undefined;
}

/** "최대는 183.5ms로 평균의 약 1.4배": of another statistic, and not of another run, unless one is named before it. */
const OF_STATISTIC = /^(?: ?응답 ?(?:시간|속도))?의 ?(?:약 |무려 |거의 )?$/;

function isMultiple(
  [nearest]: Words['before'],
  mentions: readonly Mention[],
  text: string,
  { start, unit }: Figure,
): boolean {
  if (!nearest || unit !== 'factor' || !isStatistic(nearest.name)) return false;
  const isOwned = mentions.some(({ end }) => end <= nearest.start && nearest.start - end <= 2);
  return !isOwned && OF_STATISTIC.test(text.slice(nearest.end, start));
}

interface Pair {
  readonly from: number;
  readonly to: number;
}

function pairsOf({ of, runs: [from, to], statistic: named }: RunChange): Pair[] {
  const pair = (quantity: Parameters<typeof k6Values>[2]): Pair[] => {
    const [a, b] = [k6Values(from, undefined, quantity), k6Values(to, undefined, quantity)];
    return a.flatMap(({ value }, at) => {
      const other = b[at];
      return other && value > 0 && other.value > 0 ? [{ from: value, to: other.value }] : [];
    });
  };
  const rates =
    of === 'time' ? [] : [...pair({ kind: 'rate', of: 'requests' }), ...pair({ kind: 'count', of: 'requests' })];
  if (of === 'rate') return rates;
  const names = named ? [named] : (['avg', ...STATISTICS.filter((name) => name !== 'avg')] as const);
  return [...names.flatMap((statistic) => pair({ kind: 'time', measure: 'response', statistic })), ...rates];
}

/** Changes that no figure of the two runs makes. */
export function wrongRunChange(said: Statement): VerifyFinding[] {
  const { figure, line, runChange: change } = said;
  if (!change) return [];
  const pairs = pairsOf(change);
  const [first] = pairs;
  if (!first || pairs.some(({ from, to }) => isOneOf(changesBetween(from, to, figure, said), figure, ROUNDING)))
    return [];
  const [ratio = 0] = changesBetween(first.from, first.to, figure, said);
  const write = change.of === 'rate' ? rate : duration;
  return [
    { id: 'change', kind: 'wrong', line, said: figure.text, from: write(first.from), to: write(first.to), ratio },
  ];
}
