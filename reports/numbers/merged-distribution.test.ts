import { expect, test } from 'vitest';
import { LogHistogram } from './log-histogram.ts';
import { mergedDistribution } from './merged-distribution.ts';
import { SortedValues } from './sorted-values.ts';

const sorted = (...values: number[]) => new SortedValues(Float64Array.from(values));

test('is exact for single values, whichever of them hold the quantile', () => {
  const both = mergedDistribution([sorted(1, 2, 3), sorted(2.5, 100)]);
  expect([both?.isExact, both?.count, both?.quantile(0.5), both?.quantile(1)]).toStrictEqual([true, 5, 2.5, 100]);
});

test('counts together what was counted, and tells nothing of nothing', () => {
  const histogram = (...values: number[]) => {
    const made = new LogHistogram();
    for (const value of values) made.add(value);
    return made;
  };
  const both = mergedDistribution([histogram(1, 2), histogram(50)]);
  expect([both?.isExact, both?.count, both?.max]).toStrictEqual([false, 3, 50]);
  expect(mergedDistribution([])).toBeUndefined();
  expect(mergedDistribution([sorted(1), histogram(1)])).toBeUndefined();
});
