import { expect, test } from 'vitest';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { withTotal } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { waitingDominates } from './waiting-dominates.ts';

const order = referenceRun('place-order');

test('fires for the order of the reference: 11.44 ms at best, 8.91 s as a rule', () => {
  expect(waitingDominates(order)).toMatchObject([
    {
      id: 'waiting-dominates',
      confidence: 'estimated',
      figures: { minMs: 11.44, medMs: 8910, avgMs: 11_590, waitingRatio: 1 - 11.44 / 11_590 },
    },
  ]);
});

test('is silent for an inquiry: its responses wait as well, but its server is not saturated', () => {
  expect(waitingDominates(referenceRun('get-balance'))).toStrictEqual([]);
});

test('is silent where the fastest response of a saturated server takes long, too', () => {
  const responses = (min: number) => ({ min, med: 8910, avg: 10_000, max: 20_000 });
  const withMin = (min: number) =>
    withTotal(order, {
      durationMs: responses(min),
      successDurationMs: responses(min),
      iterationDurationMs: { avg: 11_000 },
    });
  expect(waitingDominates(withMin(1001))).toStrictEqual([]);
  expect(waitingDominates(withMin(999))).toHaveLength(1);
});

toldInWords('waiting-dominates', [
  { waitingRatio: 0.99901, minMs: 11.44, avgMs: 11_590, medMs: 8910 },
  { waitingRatio: 0.99901, minMs: 11.44, avgMs: 11_590, medMs: undefined },
]);
