import type { Quantity, Statistic } from '../model/verify.ts';
import type { TermName } from '../words/vocabulary.ts';
import { customQuantity } from './custom-metric.ts';
import type { Figure } from './figure.ts';
import type { Found } from './names.ts';
import { quantityOf } from './naming.ts';
import type { Part } from './part.ts';
import { isMeasure, type Words } from './words.ts';

/** "order_latency의 p99는 454ms, 반복 시간은 446ms": a time with a name of its own is none of the script's metric. */
export const isOfWhole = (part: Part | undefined, { before }: Words, parts: readonly Found<Part>[]): boolean =>
  part?.kind === 'metric' &&
  before.some(
    ({ name, start, end }) =>
      isMeasure(name) &&
      name !== 'response' &&
      name !== 'other-time' &&
      !parts.some((one) => one.start <= start && one.end >= end),
  );

const COUNTED: ReadonlySet<TermName> = new Set(['failing', 'failed', 'succeeded', 'requests', 'iterations']);
/** How far behind the name of a counter its own word may stand: "`order_fail` 실패". */
const OWN_WORD = 2;

/** "47건은 거절된 것(write_rejected)이라 실제 오류는 14건이다": behind the counter something else is counted, and nobody knows what of. */
export function isPastCounter(
  part: Part | undefined,
  parts: readonly Found<Part>[],
  { before: [nearest] }: Words,
  figure: Figure,
): boolean {
  if (part?.kind !== 'metric' || part.of !== 'counter' || !nearest || !COUNTED.has(nearest.name)) return false;
  const own = parts.findLast(({ values, end }) => values[0]?.name === part.name && end <= figure.start);
  return own !== undefined && nearest.start > own.end + OWN_WORD;
}

/** What a figure states, be it of the run or of a metric of the script's own. */
export function quantityIn(
  figure: Figure,
  words: Words,
  part: Part | undefined,
  spoken: Statistic | undefined,
  carried: Statistic | undefined,
): Quantity | undefined {
  if (part?.kind === 'metric' && spoken) return { kind: 'custom', metric: part.metric, of: spoken };
  if (part?.kind === 'metric') return customQuantity(figure, words, part.metric);
  if (spoken !== undefined) return { kind: 'time', measure: 'response', statistic: spoken };
  return quantityOf(figure, words, carried);
}
