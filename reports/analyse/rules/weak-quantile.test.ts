import { expect, test } from 'vitest';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { withTotal } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { weakQuantile } from './weak-quantile.ts';

const all = { med: 1, p90: 2, p95: 3, p99: 4, p999: 5 };
const samples = (count: number) =>
  weakQuantile(withTotal(referenceRun('get-balance'), { durationMs: { ...all, count } }));

test('fires for the quantiles that have fewer than 10/(1−q) requests behind them', () => {
  expect([samples(99), samples(199), samples(999), samples(9999)].map(([found]) => found?.figures)).toMatchObject([
    { samples: 99, quantiles: [{ needed: 100 }, { needed: 200 }, { needed: 1000 }, { needed: 10_000 }] },
    { quantiles: [{ name: 'p95' }, { name: 'p99' }, { name: 'p999' }] },
    { quantiles: [{ name: 'p99' }, { name: 'p999' }] },
    { quantiles: [{ name: 'p999', needed: 10_000 }] },
  ]);
});

test('is silent with enough of them', () => expect(samples(10_000)).toStrictEqual([]));

test('is silent about quantiles that the output does not have', () => {
  const run = withTotal(referenceRun('get-balance'), { requests: 250, durationMs: { med: 1, p95: 3 } });
  expect(weakQuantile(run)).toStrictEqual([]);
  expect(weakQuantile(withTotal(run, { requests: 150 }))).toMatchObject([{ figures: { samples: 150 } }]);
  expect(weakQuantile(withTotal(run, { durationMs: undefined }))).toStrictEqual([]);
});

toldInWords('weak-quantile', [
  { samples: 1, quantiles: [{ name: 'p95', needed: 200 }], neededSamples: 200 },
  {
    samples: 500,
    quantiles: [
      { name: 'p99', needed: 1000 },
      { name: 'p999', needed: 10_000 },
    ],
    neededSamples: 10_000,
  },
]);
