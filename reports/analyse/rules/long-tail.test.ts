import { expect, test } from 'vitest';
import { referenceRun as plannedRun, type ReferenceApi } from '../../../testing/reference-runs.ts';
import { levelsRun } from '../../../testing/reference-seconds.ts';
import { withMeasured, withTotal } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { longTail } from './long-tail.ts';

/** The same as a load of which nobody knows that it rose, and of which scenarios it was. */
const referenceRun = (api: ReferenceApi) => ({ ...plannedRun(api), planned: [] });

test('is silent where times of several scenarios, or of a load that rose, are not told apart', () => {
  const both = plannedRun('get-balance');
  const [ramped] = both.planned;
  expect(longTail(both)).toStrictEqual([]);
  expect(longTail({ ...both, planned: ramped ? [ramped] : [] })).toStrictEqual([]);
  expect(longTail({ ...both, planned: [] })).toHaveLength(1);
});

test('fires for the balance inquiry of the reference: 720.98 ms beside a median of 35.36 ms', () => {
  expect(longTail(referenceRun('get-balance'))).toMatchObject([
    {
      id: 'long-tail',
      severity: 'note',
      figures: { medMs: 35.36, p95Ms: 720.98, ratio: 720.98 / 35.36 },
    },
  ]);
});

test('is silent where all requests are slow', () => {
  expect(longTail(referenceRun('place-order'))).toStrictEqual([]);
});

test('is silent up to five times and what few requests scatter beyond that, and for a median of nothing', () => {
  const of = (med: number, p95: number, requests: number) =>
    longTail(withTotal(referenceRun('get-balance'), { requests, failedRequests: 0, successDurationMs: { med, p95 } }));
  expect([of(100, 500, 1e6), of(100, 503, 1e6), of(0, 500, 1e6)]).toMatchObject([[], [{}], []]);
  expect([of(100, 640, 200), of(100, 650, 200)]).toMatchObject([[], [{}]]);
});

test('is silent below a tenth of the goal, which is 1 s', () => {
  const of = (p95: number) => longTail(withTotal(referenceRun('get-balance'), { successDurationMs: { med: 5, p95 } }));
  expect([of(99.9), of(100)]).toMatchObject([[], [{}]]);
});

test('is silent where the p95 rests on too few requests', () => {
  const of = (requests: number, failedRequests: number) =>
    longTail(
      withTotal(referenceRun('get-balance'), { requests, failedRequests, successDurationMs: { med: 100, p95: 900 } }),
    );
  expect([of(199, 0), of(250, 51), of(200, 0)]).toMatchObject([[], [], [{}]]);
});

test('with levels of load, one level must have the tail: slow ones of another level are none', () => {
  const steps = levelsRun([20, 40], 20, (level) => ({ perSec: level, responseMs: () => (level === 20 ? 5 : 400) }));
  expect(longTail(steps)).toStrictEqual([]);
  const tail = levelsRun([20, 40], 20, (level) => ({
    perSec: level,
    responseMs: (n) => (level === 40 && n % 10 === 0 ? 400 : 5),
  }));
  expect(longTail(tail)).toMatchObject([
    { scope: 'load_test', figures: { medMs: 5, p95Ms: 400, level: { model: 'closed', level: 40 } } },
  ]);
});

test('is silent where the slow ones are the first seconds, which have a finding of their own', () => {
  const cold = (slowMs: number) =>
    levelsRun([20], 36, (_level, at) => ({
      perSec: 60,
      responseMs: (n) => (at < 17 ? 600 : n % 12 === 0 ? slowMs : 20),
    }));
  expect(longTail(cold(20))).toStrictEqual([]);
  // A tail of the seconds after them is told.
  expect(longTail(cold(400))).toHaveLength(1);
});

test('is silent where quick and slow kinds of requests make the difference, and no kind has a tail', () => {
  const run = levelsRun([20], 20, () => ({ perSec: 60, responseMs: (n) => (n % 8 === 0 ? 400 : 10) }));
  const scope = (med: number, p95: number) => ({ ...run.measured.total, successDurationMs: { med, p95 } });
  const of = (p95: number) =>
    longTail(withMeasured(run, { endpoints: { list: scope(10, 12), report: scope(400, p95) } }));
  expect(of(500)).toStrictEqual([]);
  expect(of(2_500)).toHaveLength(1);
});

test('is silent where the server was at its limit, and while it caught up', () => {
  // 20 users are served at once; 400 wait, and leave requests behind that the next level ends.
  const waiting = (tailed: number) =>
    levelsRun([20, 400, 30], 20, (level) => ({
      perSec: Math.min(level * 9, 300),
      responseMs: (n) => (level === 400 ? 1200 : level === tailed && n % 10 === 0 ? 900 : 10),
    }));
  expect(longTail(waiting(30))).toStrictEqual([]);
  expect(longTail(waiting(20))).toMatchObject([{ figures: { level: { level: 20 } } }]);
});

toldInWords(
  'long-tail',
  [
    undefined,
    { scenario: 'load_test', model: 'closed' as const, level: 400 },
    { scenario: 'load_test', model: 'open' as const, level: 83.3 },
  ].map((level) => ({ medMs: 35.36, p95Ms: 720.98, ratio: 20.4, queueRatio: 4.3, level })),
);
