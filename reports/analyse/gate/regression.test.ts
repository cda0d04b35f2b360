import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analysedReference, foreignRun, referenceSummary } from '../../../testing/reference-runs.ts';
import { tries } from '../../../testing/tries.ts';
import type { AnalysedRun } from '../../model/analysed.ts';
import type { RunRecord } from '../../model/record.ts';
import { baselineFile, baselineOf } from '../baseline.ts';
import { gate } from './judge.ts';
import { regressionRows } from './regression.ts';

interface Figures {
  readonly perSec?: number;
  readonly medMs?: number;
  readonly p95Ms?: number;
  readonly failedRatio?: number;
}

/** A run with other figures. */
function serving(
  { perSec = 100, medMs = 100, p95Ms = 200, failedRatio = 0 }: Figures,
  record: Partial<RunRecord> = {},
): AnalysedRun {
  const run = analysedReference('get-balance', record);
  const { total } = run.measured;
  const durationMs = { ...total.durationMs, med: medMs, p95: p95Ms };
  const own = { ...total, requestsPerSec: perSec, failedRatio, failedRequests: failedRatio * 1000 };
  return { ...run, measured: { ...run.measured, total: { ...own, durationMs, successDurationMs: durationMs } } };
}

type Some = readonly [AnalysedRun, ...AnalysedRun[]];

const rows = (before: Some, after: Some, tolerance = 0.1) =>
  regressionRows(after, { all: [baselineOf(before)], tolerance }).map(({ figure, outcome }) => `${figure} ${outcome}`);

describe('one run against few', () => {
  test('is undecided, however near or far, and says how many runs are missing', () => {
    for (const perSec of [100, 91, 50]) {
      const found = regressionRows([serving({ perSec, p95Ms: 500, failedRatio: 0.2 })], {
        all: [baselineOf([serving({}), serving({})])],
        tolerance: 0.1,
      });
      expect(found.map(({ figure, outcome }) => `${figure} ${outcome}`)).toEqual(
        ['med', 'tps', 'p95', 'failed'].map((figure) => `${figure} inconclusive`),
      );
      for (const { reason } of found) expect(reason).toEqual({ kind: 'few-runs', runs: 2, needed: 10 });
    }
  });

  // Equal runs called a regression were one in six; a median twice as high is one in five hundred at most.
  test('is a regression where the median doubled', () => {
    expect(rows([serving({})], [serving({ medMs: 199 })])).toContain('med inconclusive');
    expect(rows([serving({})], [serving({ medMs: 200 })])).toContain('med regressed');
  });
});

describe('one run against ten', () => {
  const [first, ...others] = Array.from({ length: 10 }, (_, at) => serving({ perSec: 96 + at }));
  const ten = [first as AnalysedRun, ...others] as const;

  test('passes within the tolerance, with its limit and margin', () => {
    const found = regressionRows([serving({ perSec: 91, p95Ms: 219, failedRatio: 0.004 })], {
      all: [baselineOf(ten)],
      tolerance: 0.1,
    });
    expect(found.map(({ outcome }) => outcome)).toEqual(['pass', 'pass', 'pass', 'pass']);
    expect(found[1]).toMatchObject({ actual: 91, comparison: '>=', limit: expect.closeTo(90.45), unit: 'per-sec' });
    expect(found[2]).toMatchObject({ actual: 219, comparison: '<=', limit: expect.closeTo(220), unit: 'ms' });
  });

  test('beyond it is a regression: slower, later, or with more failures', () => {
    expect(rows(ten, [serving({ perSec: 89 })])).toContain('tps regressed');
    expect(rows(ten, [serving({ p95Ms: 221 })])).toContain('p95 regressed');
    expect(rows(ten, [serving({ failedRatio: 0.006 })])).toContain('failed regressed');
    expect(rows(ten, [serving({ perSec: 89 })], 0.2)).toContain('tps pass');
  });

  // A failure ratio of 1 per mille is ten times one of 0.1 per mille, and nothing to speak of.
  test('compares failures by difference, never by ratio', () => {
    const few = ten.map(() => serving({ failedRatio: 0.0001 }));
    expect(rows([serving({ failedRatio: 0.0001 }), ...few], [serving({ failedRatio: 0.001 })])).toContain(
      'failed pass',
    );
  });
});

describe('several runs', () => {
  const before = [serving({ perSec: 98 }), serving({ perSec: 100 }), serving({ perSec: 130 })] as const;

  test('that lie apart from the baseline are a regression', () => {
    expect(rows(before, [serving({ perSec: 70 }), serving({ perSec: 75 })])).toContain('tps regressed');
  });

  test('that overlap with it are undecided', () => {
    expect(rows(before, [serving({ perSec: 70 }), serving({ perSec: 99 })])).toContain('tps inconclusive');
  });

  test('never regress by being better', () => {
    const side = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(side, fc.double({ min: 1, max: 10, noNaN: true }), (values, factor) => {
        const of = (times: number) => values.map((perSec) => serving({ perSec: perSec * times }));
        const [first, ...others] = of(1);
        const [better, ...more] = of(factor);
        if (!first || !better) return;
        const expected = values.length === 1 ? 'tps inconclusive' : 'tps pass';
        expect(rows([first, ...others], [better, ...more])).toContain(expected);
      }),
      { numRuns: tries(100) },
    );
  });
});

describe('without something to compare with', () => {
  const baseline = baselineOf([serving({})]);

  test('there is no baseline, and the row says why', () => {
    const of = (run: AnalysedRun, all = [baseline]) => regressionRows([run], { all, tolerance: 0.1 });
    expect(of(serving({}), [])).toMatchObject([{ outcome: 'no-baseline', reason: { kind: 'no-baseline' } }]);
    expect(of(analysedReference('place-order'))).toMatchObject([{ reason: { kind: 'no-baseline' } }]);
    expect(of(serving({}, { k6: { version: '1.0.0', from: 'PATH' } }))).toMatchObject([
      { outcome: 'no-baseline', reason: { kind: 'other-conditions', conditions: ['k6'] } },
    ]);
    const foreign = { ...foreignRun(referenceSummary('get-balance')), api: 'get-balance' as const };
    expect(of(foreign)).toMatchObject([{ outcome: 'no-baseline', reason: { kind: 'no-record' } }]);
  });

  test('another lock of the shop is what may have changed, and is compared', () => {
    const shop = (lock: string) => ({ target: { baseUrl: 'http://127.0.0.1:1', shop: { lock } } });
    expect(rows([serving({}, shop('none'))], [serving({}, shop('distributed'))])).toHaveLength(4);
  });
});

describe('the gate', () => {
  test('has one set of rows for all runs of an API, at the last of them', () => {
    const runs = [serving({}), serving({}), analysedReference('place-order')];
    const result = gate(runs, undefined, { all: [baselineOf([serving({})])], tolerance: 0.1 });
    const parts = result.runs.map(({ rows: own }) => own.filter(({ part }) => part === 'regression').length);
    expect(parts).toEqual([0, 4, 1]);
  });

  test('weighs a regression above what is undecided, and that above having nothing to compare with', () => {
    const baselines = { all: [baselineOf([serving({})])], tolerance: 0.1 };
    const verdict = (figures: Figures) => gate([serving(figures)], undefined, baselines).verdict;
    expect(verdict({})).toBe('inconclusive');
    expect(verdict({ medMs: 250 })).toBe('regressed');
    expect(gate([serving({})], undefined, { all: [], tolerance: 0.1 }).verdict).toBe('no-baseline');
  });
});

test('files of baselines are named after what they are of', () => {
  const name = (record: Partial<RunRecord>) => baselineFile(baselineOf([analysedReference('get-balance', record)]));
  expect(name({})).toBe('get-balance.seed.json');
  expect(name({ profile: { name: 'smoke', scale: 0.5, durationScale: 2, minDelivered: 0 } })).toBe(
    'get-balance.smoke.x0.5.t2.json',
  );
  expect(baselineFile({ name: '../my flow', conditions: {} })).toBe('..-my-flow.json');
});

test('a run of which every request failed never passes, also where no goal speaks of failures', () => {
  const run = foreignRun(referenceSummary('get-balance'));
  const { total } = run.measured;
  const failing = {
    ...run,
    measured: {
      ...run.measured,
      total: { ...total, failedRatio: 1, failedRequests: total.requests ?? 0 },
      thresholds: [{ metric: 'http_req_duration', expression: 'p(95)<60000', passed: true }],
    },
  };
  expect(gate([failing]).verdict).toBe('slo-fail');
});
