import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { API_IDS } from '../../testing/own-project.ts';
import { plannedBy, planOf } from '../../testing/reference-plans.ts';
import type { ExpectedIteration } from '../model/forecast.ts';
import type { PlannedRate, PlannedScenario, Ramp } from '../model/plan.ts';
import { byLoad, expectedIteration, forecastLoad, vusFor } from './load-forecast.ts';

const lasting = (iterationMs: number): ExpectedIteration => ({
  iterationMs,
  thinkMs: undefined,
  latencyMs: undefined,
  requests: 1,
});

const openPlan = (ramps: readonly Ramp[], maxVus: number): PlannedRate => ({
  name: 'open',
  executor: 'ramping-arrival-rate',
  model: 'open',
  startMs: 0,
  durationMs: ramps.reduce((sum, { durationMs }) => sum + durationMs, 0),
  ramps,
  preAllocatedVus: 1,
  maxVus,
});

const only = (planned: PlannedScenario, iteration: ExpectedIteration | undefined) => {
  const [scenario] = forecastLoad([planned], iteration).scenarios;
  if (!scenario) throw new Error('a plan has its forecast');
  return scenario;
};

describe('the seed profile on a server that answers at once', () => {
  test('balance inquiry: 250/s of 5 000/s, 9.3 % of 185 050 iterations, 10 000 VUs needed', () => {
    const [load, peak] = planOf('get-balance').forecast.scenarios;
    expect(peak).toMatchObject({ planned: 185_050, ceilingPerSec: 250, vusNeeded: 10_000 });
    // 2.42 s on the first ramp up to 250/s, then 67.58 s of it.
    const rampSec = (10 * 240) / 990;
    expect(peak?.deliverable).toBeCloseTo((rampSec * (10 + 250)) / 2 + (70 - rampSec) * 250, 6);
    expect(peak?.deliverableRatio).toBeCloseTo(0.093, 4);
    expect(load).toMatchObject({ planned: 160_000_000, iterations: 80_000, deliverable: undefined });
  });

  test('balance inquiry, by stage', () => {
    const [load, peak] = planOf('get-balance').forecast.scenarios;
    expect(peak?.stages.map(({ fromMs, toMs }) => [fromMs, toMs])).toStrictEqual([
      [0, 10_000],
      [10_000, 30_000],
      [30_000, 60_000],
      [60_000, 70_000],
    ]);
    expect(peak?.stages.map(({ planned, vusNeeded }) => [planned, vusNeeded])).toStrictEqual([
      [5050, 2000],
      [60_000, 10_000],
      [90_000, 10_000],
      [30_000, 10_000],
    ]);
    expect(peak?.stages.map(({ deliverable }) => Math.round(deliverable ?? 0))).toStrictEqual([2209, 5000, 7500, 2500]);
    expect(load?.stages.map(({ planned, iterations }) => [planned / 1000, iterations])).toStrictEqual([
      [5000, 2500],
      [30_000, 15_000],
      [20_000, 10_000],
      [90_000, 45_000],
      [15_000, 7500],
    ]);
  });

  test.each(API_IDS.filter((id) => id !== 'get-balance'))(
    '%s, with 1 s of think time: 500/s, a tenth of the peak',
    (api) => {
      const [, peak] = planOf(api).forecast.scenarios;
      expect(peak).toMatchObject({ ceilingPerSec: 500, vusNeeded: 5000 });
      const rampSec = (10 * 490) / 990;
      expect(peak?.deliverable).toBeCloseTo((rampSec * (10 + 500)) / 2 + (70 - rampSec) * 500, 6);
      expect(peak?.deliverableRatio).toBeCloseTo(0.183, 3);
    },
  );

  // METHODS.md works these out with the fastest response of each run of the reference.
  test.each([
    ['get-balance', 1.8, 249.8, 0.093, 10_009],
    ['recharge-balance', 8.08, 496.0, 0.181, 5041],
    ['place-order', 11.47, 494.3, 0.181, 5058],
    ['get-product', 1.26, 499.4, 0.182, 5007],
  ] as const)('%s with responses of %d ms', (api, latencyMs, ceiling, ratio, vus) => {
    const [, peak] = planOf(api, 'seed', latencyMs).forecast.scenarios;
    expect(peak?.ceilingPerSec).toBeCloseTo(ceiling, 1);
    expect(peak?.deliverableRatio).toBeCloseTo(ratio, 2);
    expect(peak?.vusNeeded).toBe(vus);
  });

  test('requests of the whole plan, and those that can be sent', () => {
    const { requests, peakRequestsPerSec, vus, lengthMs } = planOf('get-balance').forecast;
    expect(requests?.planned).toBe(80_000 + 185_050);
    expect(requests?.deliverable).toBeCloseTo(80_000 + 17_209.09, 1);
    // 3 000 users every 2 s, and the ceiling beside them.
    expect([peakRequestsPerSec, vus, lengthMs]).toStrictEqual([1750, 3500, 90_000]);
  });

  test('scenarios that follow each other do not add up', () => {
    expect(planOf('get-balance', 'sequential').forecast).toMatchObject({ peakRequestsPerSec: 1500, vus: 3000 });
  });

  test('peak-full can deliver all of it', () => {
    const [peak] = planOf('get-balance', 'peak-full').forecast.scenarios;
    expect(peak).toMatchObject({ deliverableRatio: 1, vusNeeded: 10_000 });
  });
});

const level = fc.integer({ min: 0, max: 2000 });
const ramp = fc.record({ durationMs: fc.integer({ min: 1, max: 60_000 }), from: level, to: level });
const ramps = fc.array(ramp, { minLength: 1, maxLength: 5 });
const maxVus = fc.integer({ min: 1, max: 3000 });
const iterationMs = fc.integer({ min: 1, max: 10_000 });

describe('what can be delivered', () => {
  test('is the integral of min(rate, ceiling): against the trapezoid rule', () => {
    fc.assert(
      fc.property(ramps, maxVus, iterationMs, (pieces, vus, ms) => {
        const ceiling = (vus / ms) * 1000;
        const steps = 20_000;
        const numeric = pieces.reduce((sum, { durationMs, from, to }) => {
          const at = (step: number) => Math.min(from + ((to - from) * step) / steps, ceiling);
          let area = 0;
          for (let step = 0; step < steps; step += 1) area += (at(step) + at(step + 1)) / 2;
          return sum + (area * durationMs) / steps / 1000;
        }, 0);
        const { deliverable } = only(openPlan(pieces, vus), lasting(ms));
        expect(deliverable).toBeDefined();
        // The rule is off only in the one step of each ramp in which the ceiling is crossed, by less than its rectangle.
        const off = pieces.reduce(
          (sum, { durationMs, from, to }) => sum + (Math.abs(to - from) * durationMs) / 1000 / steps ** 2,
          0,
        );
        const difference = Math.abs((deliverable ?? Number.NaN) - numeric);
        expect(difference).toBeLessThanOrEqual(off + 1e-9 * numeric);
      }),
      { numRuns: 60 },
    );
  });

  test('is no more than planned, all of it where there are VUs enough, and its stages add up', () => {
    fc.assert(
      fc.property(ramps, maxVus, iterationMs, (pieces, vus, ms) => {
        const { deliverable = Number.NaN, planned, vusNeeded = 0, stages } = only(openPlan(pieces, vus), lasting(ms));
        expect(deliverable).toBeLessThanOrEqual(planned * (1 + 1e-12));
        if (vusNeeded <= vus) expect(deliverable).toBeCloseTo(planned, 6);
        const sum = stages.reduce((all, stage) => all + (stage.deliverable ?? Number.NaN), 0);
        expect(sum).toBeCloseTo(deliverable, 6);
        expect(stages.reduce((all, stage) => all + stage.planned, 0)).toBeCloseTo(planned, 6);
      }),
    );
  });

  test('falls with slower responses, and never rises', () => {
    fc.assert(
      fc.property(ramps, maxVus, iterationMs, fc.integer({ min: 0, max: 5000 }), (pieces, vus, ms, more) => {
        const [fast, slow] = [lasting(ms), lasting(ms + more)].map((one) => only(openPlan(pieces, vus), one));
        expect(slow?.deliverable).toBeLessThanOrEqual((fast?.deliverable ?? 0) * (1 + 1e-12));
      }),
    );
  });
});

describe('VUs for a rate', () => {
  test.each([
    [5000, 2000, 10_000],
    // Binary fractions: 5 000 · 1.1 is 5 500.000 000 000 001.
    [5000, 1100, 5500],
    [0.1, 1000, 1],
    [0, 1000, 0],
    [66.666_666_666_666_67, 1200, 80],
    [10, 101, 2],
  ])('%d/s of %d ms take %d', (perSec, ms, vus) => {
    expect(vusFor(perSec, ms)).toBe(vus);
  });

  test('suffice, and one fewer would not', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e5, noNaN: true }), iterationMs, (perSec, ms) => {
        const vus = vusFor(perSec, ms);
        const needed = (perSec * ms) / 1000;
        expect(vus).toBeGreaterThanOrEqual(needed * (1 - 1e-8));
        expect(vus - 1).toBeLessThan(needed);
      }),
    );
  });
});

describe('loads without a rate', () => {
  const counted = (vus: number, iterations: number, durationMs: number): PlannedScenario => ({
    name: 'counted',
    executor: 'shared-iterations',
    model: 'iterations',
    startMs: 0,
    durationMs,
    iterations,
    vus,
  });

  test('iterations that their time limit cuts off', () => {
    expect(only(counted(3, 1000, 30_000), lasting(2000))).toMatchObject({ deliverable: 45, deliverableRatio: 0.045 });
    expect(only(counted(3, 40, 30_000), lasting(2000))).toMatchObject({ deliverable: 40, deliverableRatio: 1 });
  });

  test('nothing is said of what depends on an iteration that nobody knows', () => {
    const { requests, peakRequestsPerSec, scenarios } = forecastLoad(plannedBy('get-balance', 'seed'), undefined);
    expect([requests, peakRequestsPerSec]).toStrictEqual([undefined, undefined]);
    for (const one of scenarios) {
      expect([one.ceilingPerSec, one.vusNeeded, one.deliverable, one.deliverableRatio]).toStrictEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
    }
    expect(scenarios.map(({ planned, iterations }) => [planned, iterations])).toStrictEqual([
      [160_000_000, undefined],
      [185_050, 185_050],
    ]);
  });

  test('an iteration that takes no time has no ceiling', () => {
    const scenario = only(openPlan([{ durationMs: 1000, from: 10, to: 10 }], 1), lasting(0));
    expect([scenario.ceilingPerSec, scenario.deliverable]).toStrictEqual([undefined, undefined]);
  });
});

test('an iteration of several requests waits for each of them', () => {
  expect(expectedIteration({ thinkMs: 4000, requests: 3 }, 200)).toStrictEqual({
    iterationMs: 4600,
    thinkMs: 4000,
    latencyMs: 200,
    requests: 3,
  });
});

test('scripts are put together where their load is the same', () => {
  const groups = (profile: string) => byLoad(API_IDS.map((api) => planOf(api, profile))).map((group) => group.length);
  expect(groups('seed')).toStrictEqual([4]);
  // As many VUs as each needs: the balance inquiry rests longer.
  expect(groups('peak-full')).toStrictEqual([1, 3]);
});
