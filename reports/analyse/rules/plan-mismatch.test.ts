import { expect, test } from 'vitest';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { gauge, withMeasured } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import type { PlanConflict } from '../../model/finding-figures.ts';
import { planMismatch } from './plan-mismatch.ts';

const run = referenceRun('get-balance');
const busier = withMeasured(run, { metrics: [gauge('vus_max', 4000)] });

test('fires with every contradiction, and with where the plan is from', () => {
  expect(planMismatch(busier)).toStrictEqual([
    {
      id: 'plan-mismatch',
      severity: 'critical',
      confidence: 'measured',
      scope: 'total',
      figures: {
        source: 'record',
        profile: undefined,
        conflicts: [{ kind: 'vus-above', planned: 3500, measured: 4000 }],
      },
    },
  ]);
  const unrecorded = { ...busier, record: undefined };
  expect(planMismatch(unrecorded)).toMatchObject([{ figures: { source: 'profile', profile: 'seed' } }]);
  const { profile: _, ...unnamed } = unrecorded;
  expect(planMismatch(unnamed)).toMatchObject([{ figures: { source: 'options', profile: undefined } }]);
});

test('is silent where the plan fits, and where nobody knows it', () => {
  expect(planMismatch(run)).toStrictEqual([]);
  expect(planMismatch({ ...busier, planned: [] })).toStrictEqual([]);
});

const conflicts: readonly PlanConflict[] = [
  { kind: 'vus-above', planned: 130, measured: 3500 },
  { kind: 'vus-below', planned: 3000, measured: 50 },
  { kind: 'dropped', dropped: 168_879 },
  { kind: 'too-long', runMs: 91_679, mostMs: 41_000 },
  { kind: 'too-short', runMs: 91_679, plannedMs: 3_600_000 },
  { kind: 'too-many', scenario: 'total', planned: 185_050, measured: 260_410 },
  { kind: 'too-many', scenario: 'peak_test', planned: 185_050, measured: 260_410 },
  { kind: 'too-few', scenario: 'total', planned: 185_050, measured: 10 },
  { kind: 'too-few', scenario: 'peak_test', planned: 185_050, measured: 10 },
  { kind: 'too-much-time', scenario: 'load_test', heldMs: 1_080_000_000, mostMs: 1_250_000, vus: 10 },
];

toldInWords('plan-mismatch', [
  ...conflicts.map((conflict) => ({ source: 'record' as const, profile: undefined, conflicts: [conflict] })),
  { source: 'profile', profile: 'smoke', conflicts },
  { source: 'options', profile: undefined, conflicts },
]);
