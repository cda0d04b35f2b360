import { expect, test } from 'vitest';
import { foreignRun, referenceRun, referenceSummary } from '../../testing/reference-runs.ts';
import { withMeasured } from '../../testing/test-runs.ts';
import { isTrivial } from './trivial.ts';

test('a tenth of the goal is no trifle, and what is below it is', () => {
  // p95 of 3 s for an order, of 1 s for an inquiry.
  expect([299, 300].map((ms) => isTrivial(referenceRun('place-order'), ms))).toStrictEqual([true, false]);
  expect([99, 100].map((ms) => isTrivial(referenceRun('get-balance'), ms))).toStrictEqual([true, false]);
});

test('without a goal: a tenth of what people feel as at once', () => {
  const run = withMeasured(foreignRun(referenceSummary('get-balance')), { thresholds: [] });
  expect([9.9, 10].map((ms) => isTrivial(run, ms))).toStrictEqual([true, false]);
});
