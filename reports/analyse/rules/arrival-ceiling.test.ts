import { expect, test } from 'vitest';
import type { Run } from '../../model/run.ts';
import { referenceRun } from '../../reference-runs.ts';
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
      figures: { scenario: 'peak_test', maxVus: 500, peakRate: 5000, vusNeeded: 5040 },
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
