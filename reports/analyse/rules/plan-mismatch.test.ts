import { expect, test } from 'vitest';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { gauge, withMeasured } from '../../../testing/test-runs.ts';
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
