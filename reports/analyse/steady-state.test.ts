import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closedPlan, measuredSeconds, runOf } from '../../testing/reference-seconds.ts';
import { steadyFrom, steadyState } from './steady-state.ts';

/** The same noise every time. */
const noise = (at: number) => Math.sin(at * 12.9898) * 0.02;

describe('MSER-5', () => {
  test('leaves out a start-up of known length, to within two batches', () => {
    for (const length of [10, 25, 40]) {
      const values = Array.from(
        { length: 120 },
        (_, at) => (at < length ? 500 - at * (400 / length) : 100) * (1 + noise(at)),
      );
      const from = steadyFrom(values) ?? Number.NaN;
      expect(Math.abs(from - length), `${length}: ${from}`).toBeLessThanOrEqual(10);
    }
  });

  test('leaves out nothing of what is steady from the start', () => {
    expect(steadyFrom(Array.from({ length: 100 }, (_, at) => 50 + (at % 2)))).toBe(0);
  });

  test('does not call steady what changes beyond the half', () => {
    expect(
      steadyFrom(Array.from({ length: 100 }, (_, at) => (at < 75 ? 10 + at * 10 : 800) * (1 + noise(at)))),
    ).toBeUndefined();
  });

  test('needs thirty values', () => {
    expect(steadyFrom(Array.from({ length: 29 }, () => 1))).toBeUndefined();
  });

  test('never leaves out more than half', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e4, noNaN: true }), { minLength: 30, maxLength: 200 }),
        (values) => {
          const from = steadyFrom(values);
          if (from !== undefined) expect(from).toBeLessThanOrEqual(values.length / 2 + 5);
        },
      ),
    );
  });
});

describe('the steady part of a run', () => {
  const seconds = Array.from({ length: 80 }, (_, at) => ({
    perSec: 20,
    vus: 20,
    responseMs: () => (at < 15 ? 900 - at * 50 : 100 + (at % 3)),
  }));

  test('is worked out where nobody knows the plan', () => {
    const steady = steadyState(runOf(measuredSeconds(seconds)));
    expect(steady?.figures?.from).toBeGreaterThanOrEqual(10);
    expect(steady?.figures?.from).toBeLessThanOrEqual(25);
    expect(steady?.figures?.requestsPerSec).toBeCloseTo(20, 0);
  });

  test('is left to the plateaus where there is a plan', () => {
    expect(steadyState(runOf(measuredSeconds(seconds), [closedPlan('load_test', [[80, 20]])]))).toBeUndefined();
  });
});
