import { describe, expect, test } from 'vitest';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { closedPlan, measuredSeconds, openPlan, runOf } from '../../../testing/reference-seconds.ts';
import { gauge, withMeasured } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import type { Run } from '../../model/run.ts';
import { deliveredLoad } from '../delivered-load.ts';
import { loadNotDelivered } from './load-not-delivered.ts';

test("fires for the reference's peak, of which 16 171 of 185 050 iterations ran", () => {
  expect(loadNotDelivered(referenceRun('get-balance'))).toStrictEqual([
    {
      id: 'load-not-delivered',
      severity: 'critical',
      confidence: 'measured',
      scope: 'peak_test',
      figures: {
        scenario: 'peak_test',
        model: 'open',
        planned: 185_050,
        delivered: 16_171,
        ratio: 16_171 / 185_050,
        neededRatio: 0.95,
        peakRate: 5000,
        failedRatio: 0,
        derived: false,
        ceiling: true,
      },
    },
  ]);
});

describe('at the limit of 95 %', () => {
  /** A run of one arrival-rate scenario that delivered this many of 100 iterations. */
  const delivering = (iterations: number): Run => {
    const run = referenceRun('get-balance');
    return {
      ...run,
      planned: [
        {
          name: 'peak_test',
          executor: 'constant-arrival-rate',
          model: 'open',
          startMs: 0,
          durationMs: 1000,
          ramps: [{ durationMs: 1000, from: 100, to: 100 }],
          preAllocatedVus: 1,
          maxVus: 1,
        },
      ],
      measured: { ...run.measured, scenarios: { peak_test: { iterations } } },
    };
  };

  test('is silent from there on', () => {
    expect([loadNotDelivered(delivering(95)), loadNotDelivered(delivering(100))]).toStrictEqual([[], []]);
  });

  test('fires below', () => {
    expect(loadNotDelivered(delivering(94))).toMatchObject([{ figures: { ratio: 0.94 } }]);
  });

  test('fires where nothing ran at all', () => {
    expect(loadNotDelivered(delivering(0))).toMatchObject([{ figures: { delivered: 0, ratio: 0 } }]);
  });
});

test('fires for closed load that its users could not keep up, in VU-time and without a rate', () => {
  const run = referenceRun('get-balance');
  const load = { iterations: 100, iterationDurationMs: { avg: 8000 } };
  const measured = { ...run.measured, scenarios: { load_test: load, peak_test: { iterations: 185_050 } } };
  expect(loadNotDelivered({ ...run, measured })).toMatchObject([
    {
      figures: {
        scenario: 'load_test',
        model: 'closed',
        planned: 160_000_000,
        delivered: 800_000,
        ratio: 0.005,
        peakRate: undefined,
      },
    },
  ]);
});

describe('closed load whose users all ran', () => {
  /** Iterations of microseconds: half of the users' time lies between them. */
  const looping = (vus: number): Run =>
    withMeasured(
      runOf(measuredSeconds([]), [
        closedPlan('a', [
          [0, 10],
          [10, 10],
        ]),
      ]),
      {
        total: { iterations: 1_000_000, iterationDurationMs: { avg: 0.05 } },
        metrics: [gauge('vus', vus)],
      },
    );

  test('is delivered, however short its iterations were', () => {
    expect(loadNotDelivered(looping(10))).toStrictEqual([]);
    expect(deliveredLoad(looping(10))).toMatchObject([{ ratio: 1, reachedVus: 10 }]);
    expect(loadNotDelivered(looping(5))).toMatchObject([{ figures: { ratio: 0.5 } }]);
  });

  test('beside open load is told by a level that it held alone', () => {
    const second = (scenario: string, vus: number, perSec: number) => ({ scenario, vus, perSec, responseMs: () => 1 });
    const seconds = [...Array(10).fill(second('a', 10, 10)), ...Array(10).fill(second('b', 3, 20))];
    const planned = [
      closedPlan('a', [
        [0, 20],
        [10, 20],
      ]),
      {
        ...openPlan('b', [
          [0, 20],
          [10, 20],
        ]),
        startMs: 10_000,
      },
    ];
    // Only half of its users were at work, and k6 counted as many.
    expect(loadNotDelivered(runOf(measuredSeconds(seconds), planned))).toMatchObject([{ scope: 'a' }]);
    const counted = seconds.map((one, at) => (at < 10 ? { ...one, vus: 10, counted: 20 } : one));
    expect(loadNotDelivered(runOf(measuredSeconds(counted), planned))).toStrictEqual([]);
  });
});

test('needs no split by scenario for the only open one', () => {
  const run = referenceRun('get-balance');
  expect(loadNotDelivered({ ...run, measured: { ...run.measured, scenarios: {} } })).toMatchObject([
    { scope: 'peak_test', figures: { delivered: 16_171, derived: true } },
  ]);
});

test('says whether the VUs of the scenario could have delivered its plan', () => {
  const run = referenceRun('get-balance');
  const planned = run.planned.map((plan) => (plan.model === 'open' ? { ...plan, maxVus: 12_500 } : plan));
  expect(loadNotDelivered({ ...run, planned })).toMatchObject([{ figures: { ceiling: false } }]);
});

test('is silent where the output does not tell how much was delivered, or nobody knows the plan', () => {
  const run = referenceRun('get-balance', { interrupted: true });
  expect(loadNotDelivered({ ...run, measured: { ...run.measured, scenarios: {} } })).toStrictEqual([]);
  expect(loadNotDelivered({ ...run, planned: [] })).toStrictEqual([]);
});

toldInWords('load-not-delivered', [
  {
    scenario: 'peak_test',
    model: 'open',
    planned: 185_050,
    delivered: 3999,
    ratio: 0.0216,
    neededRatio: 0.95,
    peakRate: 5000,
    failedRatio: 0,
    derived: true,
    ceiling: true,
  },
  {
    scenario: 'peak_test',
    model: 'open',
    planned: 185_050,
    delivered: 3999,
    ratio: 0.0216,
    neededRatio: 0.95,
    peakRate: 5000,
    failedRatio: 0,
    derived: false,
    ceiling: true,
  },
  {
    scenario: 'load_test',
    model: 'closed',
    planned: 16e7,
    delivered: 8e7,
    ratio: 0.5,
    neededRatio: 0.95,
    peakRate: undefined,
    failedRatio: 0.1,
    derived: false,
    ceiling: false,
  },
  {
    scenario: 'x',
    model: 'iterations',
    planned: 100,
    delivered: 5,
    ratio: 0.05,
    neededRatio: 0.95,
    peakRate: undefined,
    failedRatio: undefined,
    derived: false,
    ceiling: false,
  },
]);
