import { describe, expect, test } from 'vitest';
import { closedPlan, countPlan } from '../../../testing/plans.ts';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { withMeasured } from '../../../testing/test-runs.ts';
import type { PlannedScenario } from '../../model/plan.ts';
import { isCutByThreshold } from './cut-short.ts';

const run = referenceRun('get-balance');

/** A run of 30 s, with a threshold that may end it. */
function ended(planned: readonly PlannedScenario[], { passed = false, abortOnFail = true } = {}) {
  const options = { thresholds: { checks: [{ threshold: 'rate>0.9', abortOnFail }] } };
  const thresholds = [{ metric: 'checks', expression: 'rate>0.9', passed }];
  return isCutByThreshold(withMeasured({ ...run, planned, options }, { runMs: 30_000, thresholds }));
}

describe('a run that a crossed threshold ended', () => {
  const minute = [closedPlan([{ from: 1, to: 1, durationMs: 60_000 }])];

  test.each([
    ['is shorter than its plan', minute],
    ['or counts iterations, of which its caller found some missing', [countPlan]],
  ])('%s', (_, planned) => {
    expect(ended(planned)).toBe(true);
    expect(ended(planned, { passed: true })).toBe(false);
    expect(ended(planned, { abortOnFail: false })).toBe(false);
  });

  test('is not one that went on to its end, or without a plan', () => {
    expect(ended([closedPlan([{ from: 1, to: 1, durationMs: 30_000 }])])).toBe(false);
    expect(ended([])).toBe(false);
  });
});
