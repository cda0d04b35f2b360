import { expect, test } from 'vitest';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { withMeasured, withTotal } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { writeReadGap } from './write-read-gap.ts';

const [balance, recharge, order] = [
  referenceRun('get-balance'),
  referenceRun('recharge-balance'),
  referenceRun('place-order'),
];

test('fires for the recharge beside the balance inquiry: 5.09 s against 35.36 ms', () => {
  expect(writeReadGap(recharge, [balance, recharge, order])).toStrictEqual([
    {
      id: 'write-read-gap',
      severity: 'warning',
      confidence: 'measured',
      scope: 'total',
      figures: {
        write: 'POST /v1/users/{id}/balance',
        read: 'GET /v1/users/{id}/balance',
        writeMs: 5090,
        readMs: 35.36,
        ratio: 5090 / 35.36,
      },
    },
  ]);
});

test('is silent for the read itself, for another path, and alone', () => {
  expect(writeReadGap(balance, [balance, recharge])).toStrictEqual([]);
  expect(writeReadGap(order, [balance, recharge, order])).toStrictEqual([]);
  expect(writeReadGap(recharge, [recharge])).toStrictEqual([]);
});

test('is silent up to ten times', () => {
  const slow = (med: number) => withTotal(recharge, { successDurationMs: { med } });
  expect(writeReadGap(slow(353.6), [balance])).toStrictEqual([]);
  expect(writeReadGap(slow(353.7), [balance])).toHaveLength(1);
});

test('compares runs under the same load only', () => {
  const gentle = { ...balance, planned: balance.planned.slice(0, 1) };
  expect(writeReadGap(recharge, [gentle, recharge])).toStrictEqual([]);
});

test('reads the requests of a foreign script by their name tags', () => {
  const endpoints = {
    'GET /orders/{id}': { durationMs: { med: 50 }, failedRequests: 0 },
    'POST /orders/{id}': { durationMs: { med: 800 }, failedRequests: 0 },
    'http://localhost/other': { durationMs: { med: 900 }, failedRequests: 0 },
  };
  const foreign = withMeasured({ ...balance, api: undefined }, { endpoints });
  expect(writeReadGap(foreign, [foreign])).toMatchObject([{ figures: { write: 'POST /orders/{id}', ratio: 16 } }]);
});

test('is silent below a tenth of the goal, which is 1 s', () => {
  const of = (med: number) => {
    const endpoints = {
      'GET /a': { durationMs: { med: 1 }, failedRequests: 0 },
      'POST /a': { durationMs: { med }, failedRequests: 0 },
    };
    const foreign = withMeasured({ ...balance, api: undefined }, { endpoints });
    return writeReadGap(foreign, [foreign]);
  };
  expect([of(99.9), of(100)]).toMatchObject([[], [{}]]);
});

toldInWords('write-read-gap', [{ write: 'POST /b', read: 'GET /b', writeMs: 5090, readMs: 35.36, ratio: 143.95 }]);
