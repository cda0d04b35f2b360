import { describe, expect, test } from 'vitest';
import { closedPlan, levelsRun, measuredSeconds, openPlan, runOf } from '../../testing/reference-seconds.ts';
import type { Run } from '../model/run.ts';
import { throughputAt } from './scalability.ts';
import {
  flatStep,
  goalThroughput,
  isDelivered,
  isPlannedOfLevels,
  levelsOf,
  mostCarried,
  mostPerSec,
  saturationPoint,
  stepsOf,
} from './scaling.ts';

const LEVELS = [10, 20, 40, 80, 160, 320, 640, 1280];

/** Throughput that a function of the users gives, and the response time that goes with it. */
const byLaw = (levels: readonly number[], perSec: (vus: number) => number): Run =>
  levelsRun(levels, 8, (level) => ({
    perSec: Math.round(perSec(level)),
    responseMs: () => Math.max(5, (level / perSec(level)) * 1000 - 1000),
  }));

const withGoal = (run: Run, p95Ms: number): Run => ({
  ...run,
  measured: {
    ...run.measured,
    thresholds: [{ metric: 'http_req_duration{expected_response:true}', expression: `p(95)<=${p95Ms}`, passed: false }],
  },
});

const usl = (vus: number) => throughputAt({ lambda: 1, sigma: 0.004, kappa: 2e-6, r2: 1 }, vus);

describe('the saturation point', () => {
  test('of a curve over eight levels: σ and κ within 5 %', () => {
    const point = saturationPoint(byLaw(LEVELS, usl));
    expect(point?.curve.r2).toBeGreaterThan(0.99);
    expect(Math.abs((point?.curve.sigma ?? 0) / 0.004 - 1)).toBeLessThan(0.05);
    expect(Math.abs((point?.curve.kappa ?? 0) / 2e-6 - 1)).toBeLessThan(0.05);
    expect(point).toMatchObject({ levels: 8, minVus: 10, maxVus: 1280, capacityVus: 640, fallenPerSec: undefined });
  });

  test('of a hard limit lies where the limit is met', () => {
    const point = saturationPoint(byLaw(LEVELS, (vus) => Math.min(vus, 300)));
    expect(point?.capacityPerSec).toBeCloseTo(300, 0);
    expect(point?.kneeVus).toBeGreaterThan(290);
    expect(point?.kneeVus).toBeLessThan(310);
  });

  test('tells where throughput had fallen', () => {
    const falling = saturationPoint(
      byLaw(LEVELS, (vus) => throughputAt({ lambda: 1, sigma: 0.002, kappa: 1e-5, r2: 1 }, vus)),
    );
    expect(falling?.fallenPerSec).toBeLessThan((falling?.capacityPerSec ?? 0) * 0.9);
  });

  test.each([
    ['two levels, which fit any knee', [10, 1280], usl],
    ['four levels', [10, 40, 160, 1280], usl],
    ['a small range', [100, 150, 200, 250, 300, 350], (vus: number) => Math.min(vus, 180)],
    ['growth in proportion', LEVELS.slice(0, 6), (vus: number) => vus],
    ['throughput without any order', LEVELS, (vus: number) => (vus % 3 === 1 ? 50 : 200)],
  ] as const)('is not told from %s', (_what, levels, perSec) => {
    expect(saturationPoint(byLaw([...levels], perSec))).toBeUndefined();
  });
});

describe('the most that a test of levels carried', () => {
  test('is told where no curve tells a saturation point: of four levels, and where throughput grew to the last', () => {
    const four = byLaw([50, 100, 300, 600], (vus) => Math.min(vus, 120));
    expect(saturationPoint(four)).toBeUndefined();
    expect(mostCarried(four)).toMatchObject({ model: 'closed', isGrowing: false });
    expect(mostCarried(four)?.perSec).toBeCloseTo(120, 0);
    expect(mostCarried(byLaw(LEVELS.slice(0, 6), (vus) => vus))).toMatchObject({ level: 320, isGrowing: true });
  });

  test('is that of the saturation point where there is one, and of no run with fewer levels', () => {
    const run = byLaw(LEVELS, usl);
    const point = saturationPoint(run);
    expect(mostCarried(run)).toStrictEqual({
      ...{ model: 'closed', level: point?.capacityVus, perSec: point?.capacityPerSec },
      isGrowing: false,
    });
    expect(mostCarried(byLaw([50, 100, 300], (vus) => vus))).toBeUndefined();
  });
});

test('a plan of four levels and more is one of levels, a peak and a way back is none', () => {
  const planned = (...levels: readonly number[]) => ({
    planned: [
      closedPlan(
        'a',
        levels.flatMap((level): [number, number][] => [
          [1, level],
          [5, level],
        ]),
      ),
    ],
  });
  expect(isPlannedOfLevels(planned(10, 20, 40, 80))).toBe(true);
  expect(isPlannedOfLevels(planned(10, 80, 10))).toBe(false);
  expect(isPlannedOfLevels({ planned: [...planned(10, 20, 40, 80).planned, openPlan('b', [[5, 10]])] })).toBe(false);
});

test('capacity is what was served, not what was refused', () => {
  const run = levelsRun([5, 10, 20, 40, 80, 160], 10, (level) => ({
    perSec: level < 80 ? Math.min(level * 10, 300) : 500,
    failed: level < 80 ? 0 : 250,
    responseMs: () => 20,
  }));
  expect(mostPerSec(run)).toBeCloseTo(300, 0);
  const point = saturationPoint(run);
  if (point) expect([Math.round(point.capacityPerSec), point.capacityVus]).toStrictEqual([300, 40]);
});

describe('steps from level to level', () => {
  test('efficiency is growth of throughput over growth of users', () => {
    const steps = stepsOf(byLaw([10, 20, 40], (vus) => ({ 10: 10, 20: 20, 40: 30 })[vus] ?? 0));
    expect(steps).toHaveLength(2);
    expect(steps[0]?.efficiency).toBeCloseTo(1, 1);
    expect(steps[1]?.efficiency).toBeCloseTo(0.75, 1);
  });

  test('users that do not grow by half are no step', () => {
    expect(stepsOf(byLaw([100, 140, 100], (vus) => vus))).toStrictEqual([]);
  });

  test('throughput that stands still is the limit of the server', () => {
    const flat = flatStep(byLaw([50, 100, 300, 600], (vus) => Math.min(vus, 100)));
    expect(flat?.low.requestsPerSec).toBeCloseTo(100, 0);
    expect(flat?.high.requestsPerSec).toBeCloseTo(100, 0);
    expect(flatStep(byLaw([50, 100, 200], (vus) => vus))).toBeUndefined();
  });

  test('the most throughput is that of the best level', () => {
    expect(mostPerSec(byLaw([50, 100, 300], (vus) => Math.min(vus, 120)))).toBeCloseTo(120, 0);
  });
});

describe('throughput within the goal for p95', () => {
  const run = byLaw([50, 100, 200, 400], (vus) => Math.min(vus * 0.9, 150));

  test('is that of the last level that met it', () => {
    const goal = goalThroughput(withGoal(run, 500));
    expect([goal?.limitMs, goal?.met?.level, goal?.missed?.level]).toStrictEqual([500, 200, 400]);
  });

  test('is unknown above, where all met it, and unknown at all, where none did', () => {
    expect(goalThroughput(withGoal(run, 60_000))).toMatchObject({ met: { level: 400 }, missed: undefined });
    expect(goalThroughput(withGoal(run, 1))).toMatchObject({ met: undefined, missed: { level: 50 } });
  });

  test('needs a goal, and more than one level', () => {
    expect(goalThroughput(run)).toBeUndefined();
    expect(
      goalThroughput(
        withGoal(
          byLaw([50], (vus) => vus),
          500,
        ),
      ),
    ).toBeUndefined();
  });

  test('a level that failed did not meet it, however fast the rest was', () => {
    const failing = levelsRun([50, 100, 200], 10, (level) => ({
      perSec: level,
      failed: level === 200 ? 30 : 0,
      responseMs: () => 20,
    }));
    const goal = goalThroughput(withGoal(failing, 500));
    expect([goal?.met?.level, goal?.missed?.level]).toStrictEqual([100, 200]);
    expect(goal?.missed?.figures.failedRatio).toBeCloseTo(0.15, 6);
  });

  test('a level without an answer, or with a handful, is none to judge', () => {
    const sparse = levelsRun([1, 50, 100], 10, (level) => ({
      perSec: level,
      responseMs: () => (level === 1 ? 900 : 20),
    }));
    expect(goalThroughput(withGoal(sparse, 500))).toMatchObject({ met: { level: 100 }, missed: undefined });
    const silent = levelsRun([50, 100, 200], 10, (level) => ({
      perSec: level === 100 ? 0 : level,
      responseMs: () => 20,
    }));
    expect(goalThroughput(withGoal(silent, 500))).toMatchObject({ met: { level: 200 }, missed: undefined });
  });

  test('of two goals the stricter one decides', () => {
    const measured = withGoal(run, 60_000).measured;
    const thresholds = [...measured.thresholds, ...withGoal(run, 500).measured.thresholds];
    expect(goalThroughput({ ...run, measured: { ...measured, thresholds } })?.limitMs).toBe(500);
  });

  test('a rate that was not reached did not meet it', () => {
    const plan = openPlan('a', [
      [0, 50],
      [10, 50],
      [0, 100],
      [10, 100],
    ]);
    const seconds = Array.from({ length: 20 }, (_, at) => ({
      scenario: 'a',
      vus: 5,
      perSec: at < 10 ? 50 : 60,
      dropped: at < 10 ? 0 : 40,
      responseMs: () => 20,
    }));
    const goal = goalThroughput(withGoal(runOf(measuredSeconds(seconds), [plan]), 500));
    expect([goal?.met?.level, goal?.missed?.level]).toStrictEqual([50, 100]);
    expect(goal?.missed && isDelivered(goal.missed)).toBe(false);
  });

  test('a goal for all requests says nothing of the successful ones where some failed', () => {
    const failing = levelsRun([50, 100], 10, () => ({ perSec: 50, failed: 1, responseMs: () => 20 }));
    const thresholds = [{ metric: 'http_req_duration', expression: 'p(95)<500', passed: true }];
    expect(goalThroughput({ ...failing, measured: { ...failing.measured, thresholds } })).toBeUndefined();
  });
});

describe('levels of two scenarios', () => {
  const levels = (name: string, startSec: number, plateaus: readonly number[]) => ({
    ...closedPlan(
      name,
      plateaus.flatMap((level): [number, number][] => [
        [0, level],
        [10, level],
      ]),
    ),
    startMs: startSec * 1000,
  });
  const seconds = (scenario: string, plateaus: readonly number[], perUser: number) =>
    plateaus.flatMap((level) =>
      Array.from({ length: 10 }, () => ({
        scenario,
        vus: level,
        perSec: Math.round(level * perUser),
        responseMs: () => 20,
      })),
    );
  const run = runOf(measuredSeconds([...seconds('cheap', [10, 20, 40], 2), ...seconds('dear', [80, 160], 0.5)]), [
    levels('cheap', 0, [10, 20, 40]),
    levels('dear', 30, [80, 160]),
  ]);

  test('steps on which another scenario ran, too, are none', () => {
    const both = Array.from({ length: 20 }, (_, at) => [
      { scenario: 'a', vus: at < 10 ? 10 : 20, perSec: at < 10 ? 10 : 20, responseMs: () => 20 },
      ...(at < 10 ? [{ scenario: 'b', vus: 4, perSec: 200, responseMs: () => 5 }] : []),
    ]);
    const run = runOf(measuredSeconds(both), [
      levels('a', 0, [10, 20]),
      openPlan('b', [
        [0, 200],
        [10, 200],
      ]),
    ]);
    expect(stepsOf(run)).toStrictEqual([]);
  });

  test('are not one curve', () => {
    expect(levelsOf(run, 'closed').map(({ level }) => level)).toStrictEqual([10, 20, 40]);
    expect(saturationPoint(run)).toBeUndefined();
  });
});

describe('users that nobody saw at work', () => {
  test('make no step and no curve', () => {
    const run = levelsRun([10, 20, 40, 80, 160], 10, (level) => ({ vus: 0, perSec: level, responseMs: () => 20 }));
    expect(stepsOf(run)).toStrictEqual([]);
    expect(flatStep(run)).toBeUndefined();
    expect(saturationPoint(run)).toBeUndefined();
  });
});
