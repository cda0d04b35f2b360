import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analysedReference } from '../../testing/reference-runs.ts';
import { levelsRun } from '../../testing/reference-seconds.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import { analyse } from './analyse.ts';
import { judgeExperiment } from './experiment.ts';
import { limiterOf } from './saturation.ts';

const saturated = analysedReference('recharge-balance');
const idle = analysedReference('get-balance');

const serving = (run: AnalysedRun, perSec: number): AnalysedRun => ({
  ...run,
  measured: { ...run.measured, total: { ...run.measured.total, requestsPerSec: perSec } },
});

/** Runs with 4 and 400 users that served so many requests per second. */
const judge = (run: AnalysedRun, small: readonly number[], large: readonly number[], lockMs?: number) =>
  judgeExperiment(
    'users',
    [
      ...large.map((perSec) => ({ value: 400, run: serving(run, perSec) })),
      ...small.map((perSec) => ({ value: 4, run: serving(run, perSec) })),
    ],
    lockMs,
  );

test('the runs that these tests rest on: a server that was saturated, and one that was not', () => {
  expect(limiterOf(serving(saturated, 318))?.by).toBe('server');
  expect(limiterOf(serving(idle, 998))?.by).not.toBe('server');
});

describe('locks by row of test data', () => {
  test('are supported where more rows bring more throughput', () => {
    const found = judge(saturated, [310, 318, 320], [600, 640, 620]);
    expect(found).toMatchObject({ verdict: 'supported', reason: 'grew' });
    expect(found.gain).toBeCloseTo((600 * 640 * 620) ** (1 / 3) / (310 * 318 * 320) ** (1 / 3) - 1);
    expect(found.variants.map(({ value }) => value)).toEqual([4, 400]);
  });

  test('are refuted where a saturated server serves no more', () => {
    expect(judge(saturated, [310, 318, 320], [311, 319, 330])).toMatchObject({ verdict: 'refuted', reason: 'flat' });
    expect(judge(saturated, [310, 318, 320], [250, 260, 255])).toMatchObject({ verdict: 'refuted', reason: 'flat' });
    // The interval reaches beyond a tenth: nothing is refuted.
    expect(judge(saturated, [310, 318, 320], [300, 319, 360])).toMatchObject({
      verdict: 'undecided',
      reason: 'spread',
    });
  });

  test('are refuted where few rows carried more than they allow', () => {
    // 4 rows and 12.58 ms allow 318/s.
    const carried = judge(idle, [528, 529, 530], [528, 530, 531], 12.58);
    expect(carried).toMatchObject({ verdict: 'refuted', reason: 'carried-more' });
    expect(judge(idle, [330, 529, 530], [528, 530, 531], 12.58)).toMatchObject({ verdict: 'undecided' });
  });

  test('stay undecided where nothing was saturated', () => {
    const [few, more] = [judge(idle, [17, 18, 17], [18, 19, 18], 12.58), judge(idle, [528, 529, 530], [530, 531, 532])];
    expect([few, more]).toMatchObject([{ reason: 'not-saturated' }, { reason: 'not-saturated' }]);
  });

  test('are supported by a gain beyond chance without saturation, too', () => {
    expect(judge(idle, [528, 529, 530], [800, 810, 805])).toMatchObject({ verdict: 'supported', reason: 'grew' });
  });

  test('stay undecided where the gain lies within the spread, or runs are few', () => {
    expect(judge(saturated, [300, 318, 400], [390, 420, 430])).toMatchObject({
      verdict: 'undecided',
      reason: 'spread',
    });
    expect(judge(saturated, [318], [640])).toMatchObject({ verdict: 'undecided', reason: 'few-runs' });
    expect(judge(saturated, [318, 319], [640, 641])).toMatchObject({ verdict: 'undecided', reason: 'few-runs' });
  });

  test('stay undecided where only one value left runs', () => {
    expect(judge(saturated, [310, 318, 320], [])).toMatchObject({ verdict: 'undecided', reason: 'few-runs' });
    expect(judge(saturated, [], [310, 318, 320])).toMatchObject({ verdict: 'undecided', reason: 'few-runs' });
  });

  test('stay undecided where a run is no measurement', () => {
    const broken = { ...saturated, verdict: { ...saturated.verdict, kind: 'invalid' as const } };
    const { total } = saturated.measured;
    const failing = { ...saturated, measured: { ...saturated.measured, total: { ...total, failedRatio: 0.2 } } };
    for (const run of [broken, failing]) {
      expect(judge(run, [310, 318, 314], [600, 640, 620])).toMatchObject({
        verdict: 'undecided',
        reason: 'invalid-run',
      });
    }
  });

  test('are never supported by less throughput, nor refuted by a clear gain', () => {
    const side = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 3, maxLength: 5 });
    fc.assert(
      fc.property(side, side, (small, large) => {
        const { verdict } = judge(saturated, small, large);
        if (Math.max(...large) <= Math.min(...small)) expect(verdict).not.toBe('supported');
        if (Math.min(...large) > 1.2 * Math.max(...small)) expect(verdict).not.toBe('refuted');
      }),
    );
  });
});

describe('a claim of chance', () => {
  /** Standard normal values from a linear congruence, by Box and Muller. */
  const normals = (seed: number) => {
    let state = seed;
    const next = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    return () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
  };
  const supported = (cv: number, gain: number, runs: number, seed: number) => {
    const next = normals(seed);
    const round = (mean: number) => Array.from({ length: runs }, () => mean * Math.exp(cv * next()));
    const tables = 300;
    const found = Array.from({ length: tables }, () => judge(saturated, round(300), round(300 * gain)).verdict);
    const share = (verdict: string) => found.filter((one) => one === verdict).length / tables;
    return { supported: share('supported'), refuted: share('refuted') };
  };

  test('is made in at most one of forty equal experiments, and a gain by half is found', () => {
    expect(supported(0.05, 1, 3, 11).supported).toBeLessThanOrEqual(0.04);
    expect(supported(0.17, 1, 3, 12).supported).toBeLessThanOrEqual(0.04);
    expect(supported(0.05, 1.5, 3, 13).supported).toBeGreaterThan(0.95);
  });

  test('a gain of a fifth is hardly ever refuted', () => {
    expect(supported(0.05, 1.2, 3, 14).refuted).toBeLessThanOrEqual(0.04);
  });
});

describe('more virtual users', () => {
  const ofVus = (run: AnalysedRun, small: readonly number[], large: readonly number[]) =>
    judgeExperiment(
      'vus',
      [
        ...small.map((perSec) => ({ value: 100, run: serving(run, perSec) })),
        ...large.map((perSec) => ({ value: 200, run: serving(run, perSec) })),
      ],
      12.58,
    );

  test('that bring more show a system below its limit, and that bring none one at it', () => {
    expect(ofVus(idle, [90, 91, 92], [180, 182, 181])).toMatchObject({
      verdict: 'supported',
      allowedPerSec: undefined,
    });
    // Nobody needs to see it saturated: it stood still while users doubled.
    expect(ofVus(idle, [300, 301, 299], [302, 300, 301])).toMatchObject({ verdict: 'refuted', reason: 'flat' });
  });
});

test('runs are compared on the highest level that they kept up', () => {
  const of = (most: number): AnalysedRun =>
    analyse(levelsRun([50, 100, 400], 10, (level) => ({ perSec: Math.min(level, most), responseMs: () => 10 })));
  const found = judgeExperiment(
    'users',
    [120, 121, 122, 240, 241, 242].map((most, at) => ({ value: at < 3 ? 4 : 40, run: of(most) })),
    undefined,
  );
  expect(found.variants.map(({ perSec }) => Math.round(perSec?.mean ?? 0))).toStrictEqual([121, 241]);
});
