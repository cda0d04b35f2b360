import { describe, expect, test } from 'vitest';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { RUN_START_MS } from '../../../testing/reference-samples.ts';
import { measuredSeconds, openPlan, runOf } from '../../../testing/reference-seconds.ts';
import { gauge, withMeasured } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import type { PlannedRate } from '../../model/plan.ts';
import type { Run } from '../../model/run.ts';
import { arrivalCeiling } from './arrival-ceiling.ts';

const withVus = (run: Run, maxVus: number): Run => ({
  ...run,
  planned: run.planned.map((plan) => (plan.model === 'open' ? { ...plan, maxVus } : plan)),
});

test('fires for the reference: 500 VUs cannot start 5 000 iterations a second on any server', () => {
  const found = arrivalCeiling(referenceRun('recharge-balance'));
  expect(found).toMatchObject([
    {
      id: 'arrival-ceiling',
      severity: 'critical',
      confidence: 'measured',
      scope: 'peak_test',
      figures: { scenario: 'peak_test', maxVus: 500, peakRate: 5000, vusNeeded: 5040, saturated: true },
    },
  ]);
});

test('is silent with VUs for every planned iteration, and fires with one too few', () => {
  // 5 000 a second of 1.00807 s each hold 5 040.35 VUs.
  expect(arrivalCeiling(withVus(referenceRun('recharge-balance'), 5041))).toStrictEqual([]);
  expect(arrivalCeiling(withVus(referenceRun('recharge-balance'), 5040))).toHaveLength(1);
});

test('is silent for closed load, which waits for its server', () => {
  const run = referenceRun('recharge-balance');
  expect(arrivalCeiling({ ...run, planned: run.planned.filter(({ model }) => model === 'closed') })).toStrictEqual([]);
});

test('says whether the server was slow as well', () => {
  expect(arrivalCeiling(referenceRun('get-balance'))).toMatchObject([{ figures: { saturated: false } }]);
});

test('is an estimate with a think time that was worked out', () => {
  const run = { ...referenceRun('get-balance'), api: undefined, thinkMs: undefined };
  expect(arrivalCeiling(run)).toMatchObject([{ confidence: 'estimated' }]);
});

test('is silent where more was delivered than the ceiling allows: then the ceiling does not hold', () => {
  const run = referenceRun('get-balance');
  const peak = { ...run.measured.scenarios.peak_test, iterations: 40_000 };
  expect(arrivalCeiling({ ...run, measured: { ...run.measured, scenarios: { peak_test: peak } } })).toStrictEqual([]);
});

test('fires at the length that iterations had, where all users were started and the plan was not delivered', () => {
  // 5 000 a second need 5 006 users at the fastest response, and 6 000 at the 1.2 s that an iteration took.
  const started = (vus: number): Run =>
    withMeasured(withVus(referenceRun('get-product'), vus), { metrics: [gauge('vus_max', 10_000)] });
  const [found] = arrivalCeiling(started(5_500));
  expect(found).toMatchObject({ confidence: 'estimated', figures: { basis: 'measured', advisedVus: 6_000 } });
  expect(arrivalCeiling(started(6_100))).toStrictEqual([]);
  // Users that were never started are another cause.
  expect(arrivalCeiling(withVus(referenceRun('get-product'), 5_500))).toStrictEqual([]);
  // A server that slowed them down is another matter.
  expect(arrivalCeiling(withVus(referenceRun('recharge-balance'), 5_500))).toStrictEqual([]);
});

describe('of a script whose think time nobody knows', () => {
  /** 100 a second that 10 users were to start; each iteration took so many ms, and `served` of them a second ended. */
  const run = (served: number, changes: { failed?: number; late?: boolean } = {}): Run => {
    const iterationMs = 10_000 / served;
    const seconds = Array.from({ length: 30 }, () => ({
      ...{ scenario: 'a', vus: 10, perSec: served, dropped: 100 - served, failed: changes.failed ?? 0 },
      ...{ started: 10, responseMs: (n: number) => iterationMs - 5 + (n % 10) },
    }));
    const plan = openPlan(
      'a',
      [
        [0, 100],
        [30, 100],
      ],
      10,
    ) as PlannedRate;
    const times = { min: iterationMs - 5, med: iterationMs, avg: iterationMs, p90: iterationMs + 5 };
    const measured = runOf(measuredSeconds(seconds), [{ ...plan, preAllocatedVus: 10 }]);
    const { total } = measured.measured;
    // Requests that take longer than their iterations run side by side.
    const scope = { ...total, iterationDurationMs: { avg: iterationMs }, durationMs: times, successDurationMs: times };
    const generator = Array.from({ length: 30 }, (_, at) => ({
      ...{ epochMs: RUN_START_MS + (at + 1) * 1000, cpuCores: changes.late ? 1.9 : 0.1, allowedCores: 2 },
      ...{ runDelayMs: 0, throttledMs: 0 },
    }));
    const own = { ...measured, api: undefined, thinkMs: undefined, generator };
    return withMeasured(own, { total: scope, scenarios: { a: scope } });
  };

  test('its users are too few at the length that iterations had', () => {
    expect(arrivalCeiling(run(40))).toMatchObject([
      { confidence: 'estimated', figures: { basis: 'measured', maxVus: 10, advisedVus: 25, reachableRatio: 0.4 } },
    ]);
    expect(arrivalCeiling(run(96))).toStrictEqual([]);
  });

  test('nothing is said of users while k6 was late, nor of what was refused', () => {
    expect(arrivalCeiling(run(40, { late: true }))).toStrictEqual([]);
    expect(arrivalCeiling(run(40, { failed: 10 }))).toStrictEqual([]);
  });
});

test('only warns where the plan was delivered all the same', () => {
  // Only the tips of the plan lie above 4 861 a second.
  const run = withVus(referenceRun('recharge-balance'), 4900);
  const peak = { ...run.measured.scenarios.peak_test, iterations: 184_000 };
  expect(arrivalCeiling({ ...run, measured: { ...run.measured, scenarios: { peak_test: peak } } })).toMatchObject([
    { severity: 'warning' },
  ]);
});

toldInWords(
  'arrival-ceiling',
  [0.0874, 0.99, undefined].flatMap((deliveredRatio) =>
    [true, false].map((saturated) => ({
      scenario: 'peak_test',
      basis: saturated || deliveredRatio === 0.99 ? ('idle' as const) : ('measured' as const),
      maxVus: 500,
      peakRate: 5000,
      ceilingPerSec: saturated ? 494.3 : 249.8,
      reachableRatio: deliveredRatio === undefined ? 0.181 : 0.093,
      vusNeeded: 10_009,
      vusNeededAsMeasured: saturated ? undefined : 10_750,
      advisedVus: saturated ? 10_009 : 10_750,
      deliveredRatio,
      isDelivered: deliveredRatio === 0.99,
      saturated,
    })),
  ),
);
