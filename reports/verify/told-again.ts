import type { Quantity, Statistic } from '../model/verify.ts';
import type { Figure } from './figure.ts';
import type { KnownRun } from './known-run.ts';
import type { About, Mention } from './runs-at.ts';
import type { Statement } from './statement.ts';
import type { Term } from './vocabulary.ts';
import { isStatistic } from './words.ts';

/** What stands between the two sides of a change: "603ms → 69ms", "1.6% down to 0.5%". */
export const BECOMES = /^\s*(?:건|회|명|개)?\s*(?:→|->|=>|⇒|에서|(?:down |up )?to(?![a-z]))\s*(?:약 ?|about )?$/;

/** Whether a figure is one side of a change: "603ms → 69ms". */
export function isPairOf(figure: Figure, previous: Figure | undefined, next: Figure | undefined, text: string) {
  if (next?.unit === figure.unit && BECOMES.test(text.slice(figure.end, next.start))) return 'from';
  return previous?.unit === figure.unit && BECOMES.test(text.slice(previous.end, figure.start)) ? 'to' : undefined;
}

/** One side of a change between two runs, the only ones or those that are named before it, is about one of them. */
export function ofBoth(
  about: About,
  pair: Statement['pair'],
  mentions: readonly Mention[],
  { start }: Figure,
  all: readonly KnownRun[],
): About {
  if (pair === undefined) return about;
  const named = [...new Set(mentions.filter(({ end }) => end <= start).flatMap(({ runs }) => runs))];
  if (named.length === 2) return { runs: named, certain: true, named: 'beside' };
  // "4,980건에서 17,240건으로" below the heading of one of the two.
  if (about.named !== 'beside' && about.certain && all.length === 2) return { ...about, runs: all };
  return about.named === undefined && about.runs.length === 2 ? { ...about, certain: true } : about;
}

/** What may stand around the name of the next run: "1차 172건, 2차 58건", "97 ms on Node 18 and 58 ms on Node 22". */
const NEXT_RUN =
  /^\s?(?:건|회|번|개)?(?:에서|이며|이고|이었고|였고|인데|이었는데|였는데|이지만|였지만|이다|였다|입니다|였습니다)?[\s,·/;.→>-]*(?:(?:but|and|while|on|for|with|in|at) ?)*#[)）]?(?:은|는|이|가|만|에서는|에서|의)?[\s,:]*(?:(?:it|that|is|was|only|had|took) ?)*$/i;

/** "약 2만 4천 건 (정확히는 24,100건)": the same again. */
const EXACTLY = /^[^()\d]{0,20}[(（](?:정확히는?|정확하게는?|exactly|precisely|to be exact,?) $/i;

const FROM_WHICH = /^ from (?:about )?$/;

/** True where two figures state the same: of two runs whose names stand between them, or once about and once exactly. */
export function isNextOf(
  previous: Figure | undefined,
  { start, unit }: Figure,
  own: readonly Pick<Mention, 'runs' | 'start' | 'end'>[],
  text: string,
): boolean {
  if (previous?.unit !== unit) return false;
  if (EXACTLY.test(text.slice(previous.end, start))) return true;
  // "to 47 ms from 242 ms with pool-10".
  if (FROM_WHICH.test(text.slice(previous.end, start)) && own.some((one) => one.start > start)) return true;
  const names = own.filter((one) => one.start >= previous.end && one.end <= start);
  const [first, last] = [names[0], names.at(-1)];
  if (!first || !last || new Set(names.flatMap(({ runs }) => runs)).size > 1) return false;
  return NEXT_RUN.test(`${text.slice(previous.end, first.start)}#${text.slice(last.end, start)}`);
}

/** "STOMP 오류가 15건 있었다. 초당 2.2건이다": a sentence that names nothing gives the rate of the metric before it. */
export function rateOfSaid(
  quantity: Quantity | undefined,
  previous: Figure | undefined,
  terms: readonly Term[],
  said: Quantity | undefined,
): Quantity | undefined {
  if (quantity?.kind !== 'rate' || previous || terms.some(({ name }) => !IS_RATE.test(name))) return quantity;
  return said?.kind === 'custom' ? { kind: 'custom', metric: said.metric, of: 'rate' } : quantity;
}

const IS_RATE = /^(?:per-second|per-minute|avg)$/;

/** The statistic of which a sentence gives a goal and nothing else: "임계값 p(95)<200을 통과했다". */
export function goalIn(statements: readonly Statement[]): Statistic | undefined {
  const [first, ...others] = statements;
  if (!first || others.length > 0 || !first.terms.includes('plan')) return undefined;
  const named = first.terms.filter(isStatistic);
  return named.length === 1 ? named[0] : undefined;
}

/** "임계값 p(95)<200을 통과했다. 실제로는 172ms였다": the result of the goal in the sentence before. */
const RESULT_IS =
  /^\s*(?:실제로는?|실제 ?(?:값|결과|측정값)은|측정 ?(?:값|결과)는?은?|결과는|(?:in fact,? |actually,? )?it (?:was|came to))\s(?:약 |about )?$/i;

export function resultOf(
  statistic: Statistic | undefined,
  { unit, start }: Figure,
  previous: Figure | undefined,
  text: string,
): Quantity | undefined {
  if (statistic === undefined || previous || unit !== 'time' || !RESULT_IS.test(text.slice(0, start))) return undefined;
  return { kind: 'time', measure: 'response', statistic };
}

/** "2차보다 39% 감소한 47ms", "down 39% to 47 ms": of what a change led to, the statistic stands before the change. */
const LED_TO =
  /^\s?(?:감소|개선|단축|증가|향상|상승|하락|줄어|줄|늘어|늘|빨라|느려|낮아|높아)(?:한|된|든|난|진|은|어든|아진)\s(?:약 )?$|^ to (?:about )?$/;

export function resultOfChange(
  { unit, start }: Figure,
  previous: Figure | undefined,
  text: string,
  terms: readonly Term[],
): Quantity | undefined {
  if (unit !== 'time' || previous?.unit !== 'percent' || !LED_TO.test(text.slice(previous.end, start)))
    return undefined;
  const named = terms.findLast(({ name, end }) => isStatistic(name) && end <= previous.start);
  return named && isStatistic(named.name) ? { kind: 'time', measure: 'response', statistic: named.name } : undefined;
}

/** "목표 p95 100ms, 실측 110.3ms": a goal, and behind it what came of it. */
const GOAL_BEFORE =
  /(?:목표(?:치|값)?|기준(?:치|값)?|SL[OA]|goal|target|objective)(?:[은는:]|\s(?:of|is|was))?\s?[^,.;→]{0,20}$/i;
const RESULT_BEHIND =
  /^(?:[에을를]? ?(?:대해|비해|맞춰|두고)|(?:이|이었|였)?(?:는데|인데)|이?지만)\s(?:실제로는? |결과는 )?(?:약 )?$|^[^\d;]{0,12}?(?:실제(?:로는)?|실측|결과|측정(?:값|치)?|현재|actual(?:ly)?|measured)(?:[은는:]|값은)?\s(?:약 |about )?$/i;

/** The quantity of a result beside its goal, which alone is named. */
export function resultBesideGoal(
  { unit, start, perSecond }: Figure,
  previous: Figure | undefined,
  text: string,
  terms: readonly Term[],
): Quantity | undefined {
  if (!previous || previous.unit !== unit || !RESULT_BEHIND.test(text.slice(previous.end, start))) return undefined;
  const from = Math.max(0, previous.start - 30);
  if (!GOAL_BEFORE.test(text.slice(from, previous.start))) return undefined;
  const named = terms.filter((term) => term.start >= from && term.end <= previous.start).map(({ name }) => name);
  const statistic = named.findLast(isStatistic);
  if (unit === 'time') return statistic && { kind: 'time', measure: 'response', statistic };
  const share = named.findLast((name) => name === 'error-rate' || name === 'success-rate');
  if (unit === 'percent') return share && { kind: 'share', of: share };
  const isRate = perSecond || named.some((name) => name === 'throughput' || name === 'per-second');
  return unit === 'plain' && isRate ? { kind: 'rate', of: 'requests' } : undefined;
}

/** "최소 26.8ms ~ 최대 135ms": each end has its statistic, and none became the other. */
export const isSpanOf = (from: Figure, to: Figure, terms: readonly Term[], text: string): boolean =>
  /^\s*[~–-]/.test(text.slice(from.end, to.start)) &&
  terms.some(({ name, start, end }) => isStatistic(name) && start >= from.end && end <= to.start);
