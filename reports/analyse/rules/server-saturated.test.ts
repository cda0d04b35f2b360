import { describe, expect, test } from 'vitest';
import { recordOf, referenceRun } from '../../../testing/reference-runs.ts';
import { levelsRun } from '../../../testing/reference-seconds.ts';
import { withMeasured, withTotal } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import type { Run } from '../../model/run.ts';
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

test('is silent of users without a rest on a machine that they filled: nobody knows whose CPU was short', () => {
  const times = { min: 5, med: 90, avg: 100, p90: 200 };
  const of = (thinkMs: number, machineCpuShare: number) => {
    const changes = { durationMs: times, successDurationMs: times, iterationDurationMs: { avg: thinkMs + 100 } };
    const record = recordOf('place-order', { machineCpuShare });
    return serverSaturated({ ...withTotal(order, changes), api: undefined, thinkMs, record });
  };
  expect(of(2, 0.99)).toStrictEqual([]);
  expect([of(2, 0.5).length, of(50, 0.99).length]).toStrictEqual([1, 1]);
});

test('is silent where the length of an iteration is unknown', () => {
  expect(serverSaturated(withTotal(order, { iterationDurationMs: undefined }))).toStrictEqual([]);
});

/** The same time line with another mean iteration over the whole run, in ms. */
const withIteration = (run: Run, avg: number): Run =>
  withMeasured(run, { total: { ...run.measured.total, iterationDurationMs: { avg } }, scenarios: {} });

describe('with a time line', () => {
  const most = (perSec: number) =>
    levelsRun([50, 100, 300, 600], 8, (level) => ({
      perSec: Math.min(level, perSec),
      responseMs: () => (level > perSec ? (level / perSec) * 1000 - 1000 : 10),
    }));

  test('throughput that stood still while users grew is measured, and the figures are of that level', () => {
    const [found] = serverSaturated(most(250));
    if (found?.id !== 'server-saturated') throw new Error('not saturated');
    expect(found.confidence).toBe('measured');
    expect(found.figures.requestsPerSec).toBeCloseTo(250, 0);
    // 600 users at 250/s: 2.4 s an iteration, beside 1 s of those on the lowest level.
    expect(found.figures.stretch).toBeCloseTo(2.4, 1);
    expect(found.figures.inFlight).toBeCloseTo(250 * 1.4, -1);
    expect(found.figures.levels).toMatchObject({ model: 'closed', from: 300, to: 600, isStill: true });
    expect(found.figures.knee).toStrictEqual({ model: 'closed', from: 100, to: 300 });
  });

  test('slow first seconds of a level are no queue', () => {
    const cold = (coldSec: number) =>
      levelsRun([20], 24, (_, at) => {
        const ms = at < coldSec ? 3_000 : 400;
        return { perSec: Math.round(20_000 / (1000 + ms)), responseMs: (n: number) => (n === 0 ? 5 : ms) };
      });
    // The mean iteration takes 1.5 s and more, beside 1.005 s on an idle server.
    const long = (run: ReturnType<typeof cold>) => withIteration(run, 1_600);
    expect(serverSaturated(long(cold(5)))).toStrictEqual([]);
    expect(serverSaturated(long(cold(24)))).toHaveLength(1);
  });

  test('throughput that grew to the last is no saturation', () => {
    expect(serverSaturated(most(900))).toStrictEqual([]);
  });
});

toldInWords('server-saturated', [
  { stretch: 12.447, requestsPerSec: 173.515, inFlight: 2011.04, levels: undefined, knee: undefined },
  ...(['closed', 'open'] as const).flatMap((model) =>
    [true, false].map((isStill) => ({
      ...{ stretch: 12.447, requestsPerSec: 308.2, inFlight: 2011.04 },
      levels: {
        ...{ model, from: 1500, to: 3500, fromPerSec: isStill ? 307.7 : 100, toPerSec: 308.2, isStill },
        ...{ fromMs: isStill ? undefined : 12, toMs: isStill ? undefined : 900 },
      },
      knee: isStill ? { model, from: 400, to: 1500 } : undefined,
    })),
  ),
]);
