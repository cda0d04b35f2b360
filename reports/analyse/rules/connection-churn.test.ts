import { expect, test } from 'vitest';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { gauge, withMeasured, withTotal } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import type { Trend } from '../../model/measurement.ts';
import type { Run } from '../../model/run.ts';
import { connectionChurn } from './connection-churn.ts';

const connecting = (connectingMs: Trend | undefined, requests = 10_000): Run =>
  withMeasured(withTotal(referenceRun('get-balance'), { connectingMs, requests }), {
    metrics: [gauge('vus_max', 100)],
  });

test('fires with the share that the smallest quantile above 0 proves', () => {
  const shares = [
    { min: 0.1, med: 0.2, p90: 0.3 },
    { min: 0, med: 0.2, p90: 0.3 },
    { min: 0, med: 0, p90: 0.3 },
  ].map((trend) => connectionChurn(connecting(trend)));
  expect(shares).toMatchObject([
    [{ id: 'connection-churn', figures: { ratio: 1, requests: 10_000, vus: 100 } }],
    [{ figures: { ratio: 0.5 } }],
    [{ figures: { ratio: 0.1 } }],
  ]);
});

test('is silent with keep-alive: a p95 above 0 proves 5 % only', () => {
  expect(connectionChurn(connecting({ min: 0, med: 0, p90: 0, p95: 0.2 }))).toStrictEqual([]);
  expect(connectionChurn(connecting(undefined))).toStrictEqual([]);
});

test('is silent where the first connection of each user explains it', () => {
  // A tenth of 1 000 requests are the first ones of 100 users; of 1 001 they are not.
  expect(connectionChurn(connecting({ min: 0, med: 0, p90: 0.3 }, 1000))).toStrictEqual([]);
  expect(connectionChurn(connecting({ min: 0, med: 0, p90: 0.3 }, 1001))).toHaveLength(1);
});

test('is silent where nobody counted users', () => {
  expect(connectionChurn(withMeasured(connecting({ min: 1 }), { metrics: [] }))).toStrictEqual([]);
});

toldInWords('connection-churn', [{ ratio: 0.5, requests: 10_000, vus: 10 }]);
