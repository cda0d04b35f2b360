import { describe, expect, test } from 'vitest';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import type { Run } from '../../model/run.ts';
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
