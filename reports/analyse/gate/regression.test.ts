import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analysedReference, foreignRun, referenceSummary } from '../../../testing/reference-runs.ts';
import { tries } from '../../../testing/tries.ts';
import type { AnalysedRun } from '../../model/analysed.ts';
import type { RunRecord } from '../../model/record.ts';
import { baselineFile, baselineOf } from '../baseline.ts';
import { gate } from './judge.ts';
import { type Baselines, regressionRows } from './regression.ts';

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

const rowsOf = (runs: Some, baselines: Baselines) => regressionRows([runs], baselines).flat();

const rows = (before: Some, after: Some, tolerance = 0.1) =>
  rowsOf(after, { all: [baselineOf(before)], tolerance }).map(({ figure, outcome }) => `${figure} ${outcome}`);

describe('one run against few', () => {
  test('is undecided, however near or far, and says how many runs are missing', () => {
    for (const perSec of [100, 91, 50]) {
      const found = rowsOf([serving({ perSec, p95Ms: 500, failedRatio: 0.2 })], {
        all: [baselineOf([serving({}), serving({})])],
        tolerance: 0.1,
      });
      expect(found.map(({ figure, outcome }) => `${figure} ${outcome}`)).toEqual(
        ['med', 'p95', 'tps', 'failed'].map((figure) => `${figure} inconclusive`),
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

/** Runs of so many days, two a day. */
const day = (at: number): Partial<RunRecord> => ({
  startedAt: `2026-11-${String(at).padStart(2, '0')}T10:00:00.000+09:00`,
});

const overDays = (count: number, figures: (at: number) => Figures): Some => {
  const [first, ...others] = Array.from({ length: 10 }, (_, at) => serving(figures(at), day(1 + (at % count))));
  return [first as AnalysedRun, ...others];
};

describe('one run against ten', () => {
  const ten = overDays(5, (at) => ({ perSec: 99 + (at % 5) / 2, medMs: 99 + (at % 5) / 2, p95Ms: 199 + (at % 5) / 2 }));

  test('passes where its interval keeps within the tolerance, with its limit and margin', () => {
    const found = rowsOf([serving({ perSec: 97, p95Ms: 202, failedRatio: 0.004 })], {
      all: [baselineOf(ten)],
      tolerance: 0.1,
    });
    expect(found.map(({ outcome }) => outcome)).toEqual(['pass', 'pass', 'pass', 'pass']);
    expect(found[1]).toMatchObject({ actual: 202, comparison: '<=', limit: expect.closeTo(220, 0), unit: 'ms' });
    expect(found[2]).toMatchObject({ actual: 97, comparison: '>=', limit: expect.closeTo(90, 0), unit: 'per-sec' });
  });

  test('beyond it is a regression: slower, later, or with more failures', () => {
    expect(rows(ten, [serving({ perSec: 85 })])).toContain('tps regressed');
    expect(rows(ten, [serving({ p95Ms: 230 })])).toContain('p95 regressed');
    expect(rows(ten, [serving({ failedRatio: 0.006 })])).toContain('failed regressed');
    expect(rows(ten, [serving({ perSec: 85 })], 0.25)).toContain('tps pass');
  });

  test('that is certainly worse by less passes, and says so', () => {
    const found = rowsOf([serving({ p95Ms: 216 })], { all: [baselineOf(ten)], tolerance: 0.1 });
    expect(found.find(({ figure }) => figure === 'p95')).toMatchObject({
      outcome: 'pass',
      reason: { kind: 'smaller-loss' },
    });
  });

  test('of few days is undecided: what days differ by is unknown', () => {
    const found = rowsOf([serving({ p95Ms: 300 })], { all: [baselineOf(overDays(4, () => ({})))], tolerance: 0.1 });
    for (const { reason } of found) expect(reason).toEqual({ kind: 'few-sessions', sessions: 4, needed: 5 });
  });

  test('is judged by what days differ by, not by what runs of one day do', () => {
    const apart = overDays(5, (at) => ({ p95Ms: 200 * (1 + ((at % 5) - 2) / 10) }));
    expect(rows(apart, [serving({ p95Ms: 240 })])).toContain('p95 inconclusive');
  });

  // A time of some ms is slower by chance, by what clocks and schedulers differ by.
  test('never regresses by a few ms, however many per cent they are', () => {
    const short = overDays(5, (at) => ({ medMs: 4 + (at % 5) / 100 }));
    expect(rows(short, [serving({ medMs: 4.7 })])).toContain('med pass');
    expect(rows(short, [serving({ medMs: 5.5 })])).toContain('med regressed');
  });

  // A failure ratio of 1 per mille is ten times one of 0.1 per mille, and nothing to speak of.
  test('compares failures by difference, never by ratio', () => {
    const few = overDays(5, () => ({ failedRatio: 0.0001 }));
    expect(rows(few, [serving({ failedRatio: 0.001 })])).toContain('failed pass');
  });
});

describe('what nobody can compare', () => {
  const few = serving({});
  const withTotal = (total: Partial<AnalysedRun['measured']['total']>): AnalysedRun => ({
    ...few,
    measured: { ...few.measured, total: { ...few.measured.total, ...total } },
  });
  const rowOf = (before: AnalysedRun, after: AnalysedRun) =>
    rowsOf([after], { all: [baselineOf([before])], tolerance: 0.1 }).find(({ figure }) => figure === 'med');

  test('is undecided: too few requests, or times that a side does not tell', () => {
    const short = { med: 100, count: 4 };
    const brief = withTotal({ requests: 4, failedRequests: 0, durationMs: short, successDurationMs: short });
    const reason = { kind: 'times-uncompared', samples: 4, needed: 20 };
    expect(rowOf(few, brief)).toMatchObject({ outcome: 'inconclusive', reason });
    const untold = withTotal({ failedRatio: 0.1, durationMs: undefined, successDurationMs: undefined });
    for (const pair of [[few, untold] as const, [untold, few] as const, [brief, few] as const])
      expect(rowOf(...pair)).toMatchObject({
        outcome: 'inconclusive',
        reason: { kind: 'times-uncompared', samples: undefined },
      });
  });
});

describe('several runs', () => {
  const before = [serving({ perSec: 98 }), serving({ perSec: 100 }), serving({ perSec: 102 })] as const;

  test('that are certainly worse by more than the tolerance are a regression', () => {
    expect(rows(before, [serving({ perSec: 70 }), serving({ perSec: 72 }), serving({ perSec: 71 })])).toContain(
      'tps regressed',
    );
  });

  test('that scatter are undecided, with how many would decide', () => {
    const scattered = [serving({ perSec: 70 }), serving({ perSec: 99 }), serving({ perSec: 120 })] as const;
    const found = rowsOf(scattered, { all: [baselineOf(before)], tolerance: 0.1 });
    const { outcome, reason } = found.find(({ figure }) => figure === 'tps') ?? {};
    expect([outcome, reason?.kind]).toEqual(['inconclusive', 'undecided-change']);
    const [low, high] = reason?.kind === 'undecided-change' ? (reason.needed ?? []) : [];
    expect(low).toBeGreaterThan(3);
    expect(high).toBeGreaterThan(low ?? 0);
  });

  // A gate that finds less the more runs it is given gets switched off.
  test('find a true fifth, with ten runs as with five', () => {
    const side = (count: number, factor: number) =>
      Array.from({ length: count }, (_, at) =>
        serving({ p95Ms: 200 * factor * (1 + ((at % 5) - 2) / 25) }),
      ) as unknown as Some;
    for (const count of [5, 10, 20]) expect(rows(side(count, 1), side(count, 1.2))).toContain('p95 regressed');
  });

  test('never regress by being better', () => {
    const side = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(side, fc.double({ min: 1, max: 10, noNaN: true }), (values, factor) => {
        const of = (times: number) => values.map((perSec) => serving({ perSec: perSec * times }));
        const [first, ...others] = of(1);
        const [better, ...more] = of(factor);
        if (!first || !better) return;
        expect(rows([first, ...others], [better, ...more])).not.toContain('tps regressed');
      }),
      { numRuns: tries(100) },
    );
  });
});

test('all APIs of a call are one table: each further one asks more of every other', () => {
  const order = (medMs: number) => ({ ...serving({ medMs }), api: 'place-order' as const });
  const weak = [
    [100, 103, 97],
    [107.9, 111.1, 104.7],
  ].map((values) => values.map((medMs) => serving({ medMs })));
  const others = [
    [100, 140, 80],
    [120, 90, 110],
  ].map((values) => values.map(order));
  const [before, after, orders, ordersAfter] = [...weak, ...others] as unknown as [Some, Some, Some, Some];
  const baselines = { all: [baselineOf(before), baselineOf(orders)], tolerance: 0.05 };
  const outcome = (found: readonly { figure: unknown; outcome: string }[] = []) =>
    found.find(({ figure }) => figure === 'med')?.outcome;
  expect(outcome(regressionRows([after], baselines)[0])).toBe('regressed');
  expect(outcome(regressionRows([after, ordersAfter], baselines)[0])).toBe('inconclusive');
});

describe('without something to compare with', () => {
  const baseline = baselineOf([serving({})]);

  test('there is no baseline, and the row says why', () => {
    const of = (run: AnalysedRun, all = [baseline]) => rowsOf([run], { all, tolerance: 0.1 });
    expect(of(serving({}), [])).toMatchObject([{ outcome: 'no-baseline', reason: { kind: 'no-baseline' } }]);
    expect(of(analysedReference('place-order'))).toMatchObject([{ reason: { kind: 'no-baseline' } }]);
    expect(of(serving({}, { target: { baseUrl: 'https://other.example.com' } }))).toMatchObject([
      { outcome: 'no-baseline', reason: { kind: 'other-conditions', conditions: ['target'] } },
    ]);
    const foreign = { ...foreignRun(referenceSummary('get-balance')), api: 'get-balance' as const };
    expect(of(foreign)).toMatchObject([{ outcome: 'no-baseline', reason: { kind: 'no-record' } }]);
  });

  test('a new k6 or machine since is compared, and a regression is then undecided: they may be why', () => {
    const k6 = { k6: { version: '1.0.0', from: 'PATH' } };
    const [a, b, c] = [98, 100, 102].map((perSec) => serving({ perSec }));
    const [d, e, f] = [70, 71, 72].map((perSec) => serving({ perSec }, k6));
    const before = [a, b, c] as unknown as Some;
    const found = rowsOf([d, e, f] as unknown as Some, { all: [baselineOf(before)], tolerance: 0.1 });
    expect(found.find(({ figure }) => figure === 'tps')).toMatchObject({
      ...{ outcome: 'inconclusive', reason: { kind: 'changed-conditions', conditions: ['k6'] } },
    });
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
  expect(baselineFile({ name: '../my flow', conditions: {} })).toMatch(/^\.\.-my-flow\.[\da-f]{8}\.json$/);
  const files = ['my flow', 'my-flow', 'my/flow'].map((of) => baselineFile({ name: of, conditions: {} }));
  expect(new Set(files).size).toBe(3);
  // A script's own load has no name, and may be longer than a file's.
  const load = (rate: number) => `scenarios ${JSON.stringify({ a: { rate, stages: Array(50).fill({ target: 1 }) } })}`;
  const [one, other] = [1, 2].map((rate) =>
    baselineFile({ name: '주문'.repeat(60), conditions: { profile: load(rate) } }),
  );
  expect(one).not.toBe(other);
  expect(new TextEncoder().encode(one).length).toBeLessThan(200);
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
