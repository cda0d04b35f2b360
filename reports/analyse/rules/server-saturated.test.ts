import { expect, test } from 'vitest';
import { referenceRun } from '../../reference-runs.ts';
import { withTotal } from '../test-runs.ts';
import { serverSaturated } from './server-saturated.ts';

const order = referenceRun('place-order');

test('fires for the writes of the reference, from a summary as an estimate', () => {
  const [found] = serverSaturated(order);
  expect(found).toMatchObject({ id: 'server-saturated', confidence: 'estimated', scope: 'total' });
  expect(found?.figures).toMatchObject({ requestsPerSec: 173.515256, stretch: 12_590 / 1011.44 });
  expect(serverSaturated(referenceRun('recharge-balance'))).toHaveLength(1);
});

test('is silent for the inquiries, whose server kept up', () => {
  expect([serverSaturated(referenceRun('get-balance')), serverSaturated(referenceRun('get-product'))]).toStrictEqual([
    [],
    [],
  ]);
});

test('fires from a stretch of 1.5 on', () => {
  const stretched = (times: number) => withTotal(order, { iterationDurationMs: { avg: 1011.44 * times } });
  expect([serverSaturated(stretched(1.499)), serverSaturated(stretched(1.501))]).toMatchObject([[], [{}]]);
});

test('is silent for a user alone, who can wait for nobody', () => {
  expect(serverSaturated(withTotal(order, { requestsPerSec: 0.08 }))).toStrictEqual([]);
});

test('is silent where a few stuck requests raise the mean and a typical one is quick', () => {
  const durationMs = { min: 10, med: 12, avg: 2000, p95: 30_000, max: 60_000 };
  const iterationDurationMs = { avg: 3000 };
  const stuck = withTotal(order, { durationMs, successDurationMs: durationMs, iterationDurationMs });
  expect(serverSaturated(stuck)).toStrictEqual([]);
});

test('is silent where the length of an iteration is unknown', () => {
  expect(serverSaturated(withTotal(order, { iterationDurationMs: undefined }))).toStrictEqual([]);
});
