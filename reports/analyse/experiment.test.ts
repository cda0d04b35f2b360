import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analysedReference } from '../../testing/reference-runs.ts';
import type { AnalysedRun } from '../model/analysed.ts';
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
    expect(found.gain).toBeCloseTo(620 / 318 - 1);
    expect(found.variants.map(({ value }) => value)).toEqual([4, 400]);
  });

  test('are refuted where a saturated server serves no more', () => {
    expect(judge(saturated, [310, 318, 320], [311, 319, 330])).toMatchObject({ verdict: 'refuted', reason: 'flat' });
    expect(judge(saturated, [310, 318], [250, 260])).toMatchObject({ verdict: 'refuted', reason: 'flat' });
  });

  test('are refuted where few rows carried more than they allow', () => {
    // 4 rows and 12.58 ms allow 318/s.
    expect(judge(idle, [528, 529], [528, 530], 12.58)).toMatchObject({ verdict: 'refuted', reason: 'carried-more' });
    expect(judge(idle, [330, 529], [528, 530], 12.58)).toMatchObject({ verdict: 'undecided' });
  });

  test('stay undecided where nothing was saturated', () => {
    expect(judge(idle, [17, 18], [18, 19], 12.58)).toMatchObject({ verdict: 'undecided', reason: 'not-saturated' });
    expect(judge(idle, [528, 529], [800, 810])).toMatchObject({ verdict: 'undecided', reason: 'not-saturated' });
  });

  test('stay undecided where the gain lies within the spread, or one run is all', () => {
    expect(judge(saturated, [300, 318, 400], [390, 420, 430])).toMatchObject({
      verdict: 'undecided',
      reason: 'spread',
    });
    expect(judge(saturated, [318], [640])).toMatchObject({ verdict: 'undecided', reason: 'single-run' });
  });

  test('stay undecided where only one value left runs', () => {
    expect(judge(saturated, [310, 318, 320], [])).toMatchObject({ verdict: 'undecided', reason: 'single-run' });
    expect(judge(saturated, [], [310, 318, 320])).toMatchObject({ verdict: 'undecided', reason: 'single-run' });
  });

  test('stay undecided where a run is no measurement', () => {
    const broken = { ...saturated, verdict: { ...saturated.verdict, kind: 'invalid' as const } };
    const { total } = saturated.measured;
    const failing = { ...saturated, measured: { ...saturated.measured, total: { ...total, failedRatio: 0.2 } } };
    for (const run of [broken, failing]) {
      expect(judge(run, [310, 318], [600, 640])).toMatchObject({ verdict: 'undecided', reason: 'invalid-run' });
    }
  });

  test('are never supported by less throughput, nor refuted by a clear gain', () => {
    const side = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(side, side, (small, large) => {
        const { verdict } = judge(saturated, small, large);
        if (Math.max(...large) <= Math.max(...small)) expect(verdict).not.toBe('supported');
        if (Math.min(...large) > 1.2 * Math.max(...small)) expect(verdict).toBe('supported');
      }),
    );
  });
});
