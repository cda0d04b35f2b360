import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closedPlan, countPlan, openPlan } from '../../testing/plans.ts';
import {
  foreignRun,
  PEAK_PLAN,
  type ReferenceApi,
  recordOf,
  referenceRun,
  referenceSummary,
  runOf,
} from '../../testing/reference-runs.ts';
import type { Ramp } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import { deliveredLoad } from './delivered-load.ts';
import { peakLevel, plannedAmount, plannedLengthMs, scopeOfScenario } from './planned-load.ts';

const byName = (run: Run, name: string) => {
  const found = deliveredLoad(run).find(({ plan }) => plan.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};

describe('the reference, worked through', () => {
  test('peak_test plans 5 050 + 60 000 + 90 000 + 30 000 iterations, load_test 160 000 VU·s', () => {
    const [load, peak] = referenceRun('get-balance').planned;
    if (peak?.model !== 'open' || load?.model !== 'closed') throw new Error('the plan changed its kind');
    expect(peak.ramps.map((ramp) => plannedAmount(openPlan([ramp])))).toStrictEqual([5050, 60_000, 90_000, 30_000]);
    expect(plannedAmount(peak)).toBe(PEAK_PLAN);
    expect(plannedAmount(load)).toBe(160_000 * 1000);
    expect([peakLevel(load), peakLevel(peak)]).toStrictEqual([3000, 5000]);
    expect(plannedLengthMs([load, peak])).toBe(90_000);
  });

  test.each<[ReferenceApi, number, string]>([
    ['get-balance', 16_171, '8.74'],
    ['recharge-balance', 6628, '3.58'],
    ['place-order', 3999, '2.16'],
    ['get-product', 29_577, '15.98'],
  ])('%s: peak_test delivered %d of 185 050 iterations, %s %', (api, delivered, percent) => {
    const peak = byName(referenceRun(api), 'peak_test');
    expect(peak).toMatchObject({ plannedAmount: 185_050, deliveredAmount: delivered, dropped: 185_050 - delivered });
    expect(((peak.ratio ?? 0) * 100).toFixed(2)).toBe(percent);
  });

  test('delivered VU-time is the length of all finished iterations', () => {
    const load = byName(referenceRun('get-balance'), 'load_test');
    expect(load.deliveredAmount).toBe((91_531 - 16_171) * 2150);
    expect(load.ratio).toBeCloseTo(162_024 / 160_000, 6);
  });
});

describe('the delivered share', () => {
  test('of a single scenario needs no split', () => {
    const run = referenceRun('get-balance');
    const alone = { ...run, planned: run.planned.slice(1), measured: { ...run.measured, scenarios: {} } };
    expect(byName(alone, 'peak_test').deliveredAmount).toBe(91_531);
  });

  test('of a plan of iterations counts those that finished', () => {
    const run = { ...referenceRun('get-balance'), planned: [{ ...countPlan, iterations: 183_062 }] };
    expect(byName(run, 'counted')).toMatchObject({ plannedAmount: 183_062, deliveredAmount: 91_531, ratio: 0.5 });
  });

  test('is nothing, not unknown, where no iteration finished', () => {
    const run = referenceRun('get-balance');
    const scenarios = { ...run.measured.scenarios, load_test: { iterations: 0, droppedIterations: 0 } };
    const hung = { ...run, measured: { ...run.measured, scenarios } };
    expect(byName(hung, 'load_test')).toMatchObject({ deliveredAmount: 0, ratio: 0 });
  });

  test('is unknown for output without a plan', () => {
    expect(deliveredLoad(foreignRun(referenceSummary('get-balance')))).toStrictEqual([]);
  });
});

describe('a run that was cut short', () => {
  const summary = referenceSummary('get-balance');
  // Every counter's rate doubles: the same figures within half the time, 45.84 s.
  for (const values of Object.values(summary.metrics)) {
    if (typeof values.rate === 'number') values.rate *= 2;
  }
  const cut = (changes: Parameters<typeof recordOf>[1]) =>
    runOf('get-balance', summary, recordOf('get-balance', changes));
  /** The plan up to 45.84 s: two ramps of the peak, and 15.84 s of the third, which falls by 133.3 a second. */
  const t = 91_531 / 998.384223 / 2 - 30;
  const peakUpTo = 5050 + 60_000 + t * 5000 - (t * t * (4000 / 30)) / 2;

  test('by Ctrl-C is compared with its whole plan, and with the plan up to there', () => {
    const run = cut({ interrupted: true, exit: { code: 105, meaning: 'interrupted' } });
    expect(byName(run, 'peak_test').plannedAmount).toBeCloseTo(peakUpTo, 0);
    expect(byName(run, 'peak_test').keptRatio).toBeCloseTo(16_171 / peakUpTo, 4);
    expect(byName(run, 'peak_test').ratio).toBeCloseTo(16_171 / 185_050, 4);
    // 10 s of ramp, 30 s at 1 000, and 5.84 s of the ramp by 200 a second.
    const u = t - 10;
    expect(byName(run, 'load_test').plannedAmount / 1000).toBeCloseTo(5000 + 30_000 + u * 1000 + u * u * 100, 0);
  });

  test('counts whole iterations, and knows the plan to its end', () => {
    const run = cut({ interrupted: true, exit: { code: 105, meaning: 'interrupted' } });
    const { plannedAmount: planned, wholeAmount } = byName(run, 'peak_test');
    expect([Number.isInteger(planned), wholeAmount]).toStrictEqual([true, 185_050]);
    expect(byName(run, 'load_test').wholeAmount).toBe(160_000_000);
    expect(byName(referenceRun('get-balance'), 'peak_test').wholeAmount).toBeUndefined();
  });

  test.each([
    [99, 'thresholds-crossed'],
    [103, 'stopped-by-api'],
    [105, 'interrupted'],
    [108, 'script-aborted'],
  ] as const)('by something else (k6 exits %d) is so, too', (code, meaning) => {
    expect(byName(cut({ exit: { code, meaning } }), 'peak_test').plannedAmount).toBeCloseTo(peakUpTo, 0);
  });

  test('a run that only crossed its thresholds is compared with its whole plan', () => {
    const run = referenceRun('get-balance', { exit: { code: 99, meaning: 'thresholds-crossed' } });
    expect(byName(run, 'peak_test').plannedAmount).toBe(185_050);
  });

  test('before a scenario began leaves that scenario without a plan, not with a share of nothing', () => {
    const run = referenceRun('get-balance', { interrupted: true });
    const later = { ...run, planned: run.planned.map((plan) => ({ ...plan, startMs: 200_000 })) };
    expect(deliveredLoad(later).map(({ plannedAmount: planned, ratio }) => [planned, ratio])).toStrictEqual([
      [0, undefined],
      [0, undefined],
    ]);
  });
});

describe('plannedAmount', () => {
  const ramps = fc
    .tuple(
      fc.nat(100),
      fc.array(fc.record({ durationMs: fc.integer({ min: 0, max: 5000 }), to: fc.nat(100) }), {
        minLength: 1,
        maxLength: 5,
      }),
    )
    .map(([start, steps]) => {
      let from = start;
      return steps.map(({ durationMs, to }): Ramp => {
        const ramp = { durationMs, from, to };
        from = to;
        return ramp;
      });
    });
  const level = fc.double({ min: 0, max: 120, noNaN: true });
  const time = fc.double({ min: 0, max: 30_000, noNaN: true });

  /** Midpoint sums, fine enough that only the corner at the cap costs anything. */
  function integrated(pieces: readonly Ramp[], cap: number, untilMs: number): { area: number; error: number } {
    const steps = 400;
    let [area, error, begin] = [0, 1e-6, 0];
    for (const { durationMs, from, to } of pieces) {
      const length = Math.min(durationMs, Math.max(0, untilMs - begin));
      const width = length / steps;
      for (let step = 0; step < steps && length > 0; step += 1) {
        area += Math.min(cap, from + ((to - from) * (step + 0.5) * width) / durationMs) * width;
      }
      error += (durationMs * Math.abs(to - from)) / steps ** 2;
      begin += durationMs;
    }
    return { area, error };
  }

  test('is the area under the plan, below the cap and up to the end', () => {
    fc.assert(
      fc.property(ramps, level, time, fc.nat(5000), (pieces, cap, elapsed, start) => {
        const { area, error } = integrated(pieces, cap, elapsed - start);
        expect(Math.abs(plannedAmount(closedPlan(pieces, start), cap, elapsed) - area)).toBeLessThanOrEqual(error);
        // Open load counts per second where closed load counts milliseconds of VUs.
        expect(Math.abs(plannedAmount(openPlan(pieces, start), cap, elapsed) - area / 1000)).toBeLessThanOrEqual(error);
      }),
    );
  });

  test('never shrinks when the cap rises or the run lasts longer', () => {
    fc.assert(
      fc.property(ramps, level, level, time, time, (pieces, a, b, s, t) => {
        const plan = closedPlan(pieces);
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const [short, long] = [Math.min(s, t), Math.max(s, t)];
        const tolerance = 1e-6;
        expect(plannedAmount(plan, low, t)).toBeLessThanOrEqual(plannedAmount(plan, high, t) + tolerance);
        expect(plannedAmount(plan, a, short)).toBeLessThanOrEqual(plannedAmount(plan, a, long) + tolerance);
        expect(plannedAmount(plan, a, long)).toBeLessThanOrEqual(plannedAmount(plan, a) + tolerance);
      }),
    );
  });

  test('without a cap and an end is the whole area, whatever the start', () => {
    const pieces = [{ durationMs: 2000, from: 0, to: 10 }];
    expect([plannedAmount(closedPlan(pieces, 500)), plannedAmount(openPlan(pieces, 500))]).toStrictEqual([10_000, 10]);
  });

  test('of iterations is their number; they have no level', () => {
    expect([plannedAmount(countPlan), peakLevel(countPlan)]).toStrictEqual([100, undefined]);
  });
});

test('figures of a scenario are its own, never something that every object has', () => {
  const run = referenceRun('get-balance');
  expect(scopeOfScenario(run, 'peak_test')?.iterations).toBe(16_171);
  // A scenario of k6 may be called so.
  expect(scopeOfScenario(run, 'constructor')).toBeUndefined();
});
