import type { Distribution } from './distribution.ts';
import { LogHistogram } from './log-histogram.ts';
import { mergeSorted, SortedValues } from './sorted-values.ts';

const isSorted = (one: Distribution): one is SortedValues => one instanceof SortedValues;

/** The values of several distributions in one: exact where all are; undefined without any, and for kinds that do not mix. */
export function mergedDistribution(all: readonly Distribution[]): Distribution | undefined {
  const [first, ...others] = all;
  if (first === undefined || others.length === 0) return first;
  if (all.every(isSorted)) return new SortedValues(mergeSorted(all.map(({ values }) => values)));
  const whole = new LogHistogram();
  for (const one of all) {
    if (!(one instanceof LogHistogram)) return undefined;
    whole.merge(one);
  }
  return whole;
}
