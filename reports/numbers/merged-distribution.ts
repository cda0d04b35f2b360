import type { Distribution } from './distribution.ts';
import { LogHistogram } from './log-histogram.ts';
import { SameValues } from './same-values.ts';
import { mergeSorted, SortedValues } from './sorted-values.ts';

/** Every value in ascending order; undefined where only their counts are known. */
function valuesOf(one: Distribution): Float64Array | undefined {
  if (one instanceof SortedValues) return one.values;
  return one instanceof SameValues ? one.sorted() : undefined;
}

/** The values of several distributions in one: exact where all are; undefined without any, and for kinds that do not mix. */
export function mergedDistribution(all: readonly Distribution[]): Distribution | undefined {
  const [first, ...others] = all;
  if (first === undefined || others.length === 0) return first;
  const lists = all.flatMap((one) => valuesOf(one) ?? []);
  if (lists.length === all.length) return new SortedValues(mergeSorted(lists));
  const whole = new LogHistogram();
  for (const one of all) {
    if (!(one instanceof LogHistogram)) return undefined;
    whole.merge(one);
  }
  return whole;
}
