import type { Quantity, Statistic } from '../model/verify.ts';
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
