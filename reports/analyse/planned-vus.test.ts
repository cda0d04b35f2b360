import { describe, expect, test } from 'vitest';
import { closedPlan, countPlan, openPlan } from '../../testing/plans.ts';
import { referenceRun } from '../../testing/reference-runs.ts';
import { plannedVus } from './planned-vus.ts';

describe('virtual users that a plan may hold at once', () => {
  const ramp = { durationMs: 1000, from: 0, to: 10 };
  const open = { ...openPlan([ramp]), maxVus: 5 };

  test('are 3 000 and 500 for the reference', () => {
    expect(plannedVus(referenceRun('get-balance').planned)).toBe(3500);
  });

  test('add up only where scenarios overlap', () => {
    const down = closedPlan([ramp, { durationMs: 1000, from: 10, to: 0 }]);
    expect(plannedVus([down, { ...open, startMs: 5000 }])).toBe(10);
    // At 1.5 s five of the ten are left.
    expect(plannedVus([down, { ...open, startMs: 1500 }])).toBe(10);
    expect(
      plannedVus([
        { ...down, ramps: [ramp] },
        { ...open, startMs: 500 },
      ]),
    ).toBe(15);
  });

  test('are those of an iteration count, and the higher end where ramps meet', () => {
    expect(plannedVus([countPlan])).toBe(10);
    expect(plannedVus([closedPlan([{ durationMs: 0, from: 0, to: 7 }])])).toBe(7);
    expect(plannedVus([])).toBe(0);
  });
});
