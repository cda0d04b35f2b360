import { describe, expect, test } from 'vitest';
import { closedPlan, measuredSeconds, openPlan, runOf, type Second } from '../../testing/reference-seconds.ts';
import { drainWindow, loadWindow, planOriginMs, plateausOf, stagesOf } from './stages.ts';

const steady = (perSec: number, vus: number, ms: number, more: Partial<Second> = {}): Second => ({
  perSec,
  vus,
  responseMs: () => ms,
  ...more,
});
const times = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value);

/** 10 s with 20 users, a ramp of 4 s, 10 s with 40 users, and 3 s in which what is left finishes. */
const seconds = [
  ...times(10, steady(20, 20, 30)),
  ...times(4, steady(30, 30, 40)),
  ...times(10, steady(40, 40, 50, { failed: 4 })),
  ...times(3, steady(5, 5, 50)),
];
const plan = closedPlan('load_test', [
  [0, 20],
  [10, 20],
  [4, 40],
  [10, 40],
]);
const run = runOf(measuredSeconds(seconds), [plan]);

describe('each stage has its own figures', () => {
  test('of its own seconds', () => {
    const found = stagesOf(run).map(({ seconds: own, figures, isPlateau, isAlone }) => ({
      own: own && [own.from, own.to],
      perSec: figures?.requestsPerSec,
      p95: figures?.p95Ms,
      failed: figures?.failedRatio,
      isPlateau,
      isAlone,
    }));
    expect(found).toStrictEqual([
      // Too short to tell anything.
      { own: undefined, perSec: undefined, p95: undefined, failed: undefined, isPlateau: true, isAlone: true },
      { own: [0, 10], perSec: 20, p95: 30, failed: 0, isPlateau: true, isAlone: true },
      { own: [10, 14], perSec: 30, p95: 40, failed: 0, isPlateau: false, isAlone: true },
      { own: [14, 24], perSec: 40, p95: 50, failed: 0.1, isPlateau: true, isAlone: true },
    ]);
  });

  test('users at work are those that the level plans', () => {
    const plateaus = plateausOf(run);
    expect(plateaus.map(({ stage }) => stage.ramp.to)).toStrictEqual([20, 40]);
    for (const [at, level] of [20, 40].entries()) expect(plateaus[at]?.figures.busyVus).toBeCloseTo(level, -1);
  });

  test('the load, and what finished after it', () => {
    expect(loadWindow(run)).toMatchObject({ from: 0, to: 24, requests: 200 + 120 + 400 });
    expect(drainWindow(run)).toMatchObject({ from: 24, to: 27, requests: 15 });
  });

  test('of a run that was cut off the second in which it ended is no part of the load, and nothing is its drain', () => {
    if (plan.model === 'iterations') throw new Error('a plan of ramps');
    const longer = { ...plan, ramps: [...plan.ramps, ...plan.ramps, ...plan.ramps] };
    const cut = (runMs: number) => runOf({ ...run.measured, runMs }, [{ ...longer, durationMs: plan.durationMs * 3 }]);
    expect(loadWindow(cut(26_300))).toMatchObject({ from: 0, to: 26 });
    expect(drainWindow(cut(26_300))).toBeUndefined();
    expect(loadWindow(cut(27_000))).toMatchObject({ from: 0, to: 27 });
  });

  test('nothing without raw samples', () => {
    const { timeline: _, ...summary } = run.measured;
    const without = runOf(summary, [plan]);
    expect([stagesOf(without), loadWindow(without), drainWindow(without)]).toStrictEqual([[], undefined, undefined]);
  });
});

describe('where the plan begins', () => {
  test('a ramp from no users starts the first one only when one is planned', () => {
    // One user after 2 s: the time line begins with it.
    const slow = runOf(measuredSeconds(times(10, steady(5, 3, 20))), [
      closedPlan('load_test', [
        [0, 0],
        [6, 3],
        [6, 3],
      ]),
    ]);
    const { timeline } = slow.measured;
    expect(timeline && planOriginMs(slow, timeline)).toBeCloseTo(-2000, -2);
    expect(stagesOf(slow).at(-1)?.seconds).toStrictEqual({ from: 4, to: 10 });
  });

  test('setup() comes before it', () => {
    const setup = times(5, steady(2, 1, 100, { scenario: '' }));
    const later = runOf(measuredSeconds([...setup, ...seconds]), [plan]);
    expect(stagesOf(later)[1]?.seconds).toStrictEqual({ from: 5, to: 15 });
  });

  test('an arrival rate starts where the first iteration is due', () => {
    const open = runOf(measuredSeconds(times(8, steady(10, 1, 20))), [
      openPlan('load_test', [
        [0, 0],
        [8, 2],
      ]),
    ]);
    const { timeline } = open.measured;
    // ∫ t/4 dt = 1 at t = √8 s.
    expect(timeline && planOriginMs(open, timeline)).toBeCloseTo(-Math.sqrt(8) * 1000, -2);
  });
});

test('levels beside another scenario are not held alone', () => {
  const both = seconds.map((second) => [second, { ...second, scenario: 'peak_test' }]);
  const mixed = runOf(measuredSeconds(both), [
    plan,
    openPlan('peak_test', [
      [0, 20],
      [24, 20],
    ]),
  ]);
  expect(stagesOf(mixed).filter(({ seconds: own, isAlone }) => own && isAlone)).toStrictEqual([]);
  expect(plateausOf(mixed)).toStrictEqual([]);
});

test('a stage of which the run saw less than half says nothing', () => {
  const cut = runOf(measuredSeconds(seconds.slice(0, 18)), [plan]);
  expect(stagesOf(cut).map(({ figures }) => figures?.requestsPerSec)).toStrictEqual([undefined, 20, 30, undefined]);
});
