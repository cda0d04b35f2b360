import { describe, expect, test } from 'vitest';
import { generatedRun, IDLE } from '../../testing/late-generator.ts';
import { runOfKinds } from '../../testing/reference-kinds.ts';
import { analysedReference, foreignRun, referenceRun, referenceSummary } from '../../testing/reference-runs.ts';
import { levelsRun, openPlan } from '../../testing/reference-seconds.ts';
import { gauge, withMeasured, withTotal } from '../../testing/test-runs.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { Finding } from '../model/finding.ts';
import type { GateRow } from '../model/gate.ts';
import { analyse } from './analyse.ts';
import { MOST_NEXT_STEPS, nextSteps } from './next-steps.ts';
import { type Step, stepGroups } from './step.ts';

const APIS = ['get-balance', 'recharge-balance', 'place-order', 'get-product'] as const;
const kinds = (...runs: AnalysedRun[]) => nextSteps(runs).map(({ kind }) => kind);
const stepOf = <Kind extends Step['kind']>(runs: readonly AnalysedRun[], kind: Kind) =>
  nextSteps(runs).find((step): step is Extract<Step, { kind: Kind }> => step.kind === kind);

/** So many orders of all failed, and k6 marked its thresholds by that. */
const failingOrder = (failedRatio: number) => {
  const run = referenceRun('place-order');
  const { thresholds } = run.measured;
  return analyse(
    withMeasured(withTotal(run, { failedRequests: Math.round(17_639 * failedRatio), failedRatio }), {
      thresholds: thresholds.map((one) =>
        one.metric === 'http_req_failed' ? { ...one, passed: failedRatio <= 0.01 } : one,
      ),
    }),
  );
};

const order = analysedReference('place-order');
const inquiry = analysedReference('get-balance');
/** Load that was delivered, quick and without failures. */
const calm = (() => {
  const run = withTotal(referenceRun('get-balance'), { droppedIterations: 0 });
  return analyse({ ...run, planned: [] });
})();

describe('a slow request', () => {
  const missing = (metric: string) => {
    const run = runOfKinds([
      { name: 'home', count: 300, ms: 15 },
      { name: 'search', count: 300, ms: 400 },
    ]);
    const thresholds = [{ metric, expression: 'p(95)<5', passed: false }];
    return analyse({ ...withMeasured(run, { ...run.measured, thresholds }), project: undefined });
  };

  test('is why goals were missed that it can be why of, and no other request’s', () => {
    const of = (metric: string) => stepOf([missing(metric)], 'slow-request')?.name;
    expect(of('http_req_duration')).toBe('search');
    expect(of('http_req_duration{name:search}')).toBe('search');
    expect(of('http_req_duration{name:home}')).toBeUndefined();
  });
});

describe('what to do next', () => {
  test('the reference: its cause, metrics, the same again, the peak, the limit', () => {
    expect(kinds(...APIS.map((api) => analysedReference(api)))).toStrictEqual([
      'keys',
      'server-metrics',
      'retest',
      'peak',
      'limit',
    ]);
  });

  test('of a script whose users were all busy: whether twice as many bring more', () => {
    const plan = openPlan(
      'a',
      [
        [0, 100],
        [30, 100],
      ],
      20,
    );
    const times = { min: 5, med: 240, avg: 250, p90: 300 };
    const total = {
      ...{ requests: 1_200, requestsPerSec: 40, iterations: 1_200, iterationsPerSec: 40, droppedIterations: 1_800 },
      ...{ failedRequests: 0, failedRatio: 0, durationMs: times, successDurationMs: times },
      iterationDurationMs: { avg: 252, med: 242, p90: 302 },
    };
    const own = {
      ...referenceRun('get-balance'),
      api: undefined,
      thinkMs: undefined,
      record: undefined,
      planned: [plan],
    };
    const run = analyse(
      withMeasured(own, { total, scenarios: { a: total }, metrics: [gauge('vus_max', 20)], runMs: 30_000 }),
    );
    expect(stepOf([run], 'more-vus')).toMatchObject({ scenario: 'a', vus: 40 });
    // Levels that prove the limit leave nothing to ask.
    const found = run.findings.map((finding) =>
      finding.id === 'server-saturated' ? { ...finding, figures: { ...finding.figures, levels: {} } } : finding,
    ) as AnalysedRun['findings'];
    expect(stepOf([{ ...run, findings: found }], 'more-vus')).toBeUndefined();
  });

  test('at most five rows, and nothing of nothing', () => {
    const steps = nextSteps(APIS.map((api) => analysedReference(api)));
    expect(stepGroups(steps).length).toBeLessThanOrEqual(MOST_NEXT_STEPS);
    expect(nextSteps([])).toStrictEqual([]);
  });

  test('what is to be mended of the same runs before they run again is one row', () => {
    const failing = failingOrder(0.06);
    const checked = analyse(withMeasured(failing, { checks: [{ name: 'body', group: '', passed: 50, failed: 50 }] }));
    const rows = stepGroups(nextSteps([checked])).map((group) => group.map(({ kind }) => kind));
    expect(rows[0]).toStrictEqual(['failures', 'checks']);
    expect(new Set(rows.flat()).size).toBe(rows.flat().length);
    // Another run has its own command.
    const of = stepGroups(nextSteps([failing, calm, analyse(withMeasured(calm, checked.measured))]));
    expect(of.every((group) => new Set(group.map((step) => ('runs' in step ? step.runs.length : 1))).size === 1)).toBe(
      true,
    );
  });

  test('an experiment of the write of which only one cause fits: an order may also wait for its product', () => {
    const recharge = analysedReference('recharge-balance');
    expect(stepOf([order, recharge], 'keys')).toMatchObject({
      runs: [recharge, order],
      keys: 4,
      moreKeys: 40,
      keyKind: 'users',
    });
    expect(stepOf([order], 'keys')).toMatchObject({ runs: [order] });
    expect(stepOf([inquiry], 'keys')).toBeUndefined();
  });

  test('server metrics of a saturated system of one’s own; not of the built-in shop, nor where they are known', () => {
    const onShop = analysedReference('place-order', { target: { shop: { lock: 'distributed' } } });
    expect([kinds(order), kinds(onShop), kinds(inquiry)].map((all) => all.includes('server-metrics'))).toStrictEqual([
      true,
      false,
      false,
    ]);
    const known = { ...order, serverMetrics: [{ name: 'cpu', points: [] } as never] };
    expect(kinds(known)).not.toContain('server-metrics');
  });

  test('failures come first, and a run that failed is not also tested again', () => {
    const failing = failingOrder(0.06);
    expect(kinds(failing)[0]).toBe('failures');
    expect(kinds(failing)).not.toContain('retest');
    // A p95 that was missed as well is judged by the same step.
    const isOfP95 = (row: GateRow) => row.part === 'service-level' && row.unit === 'ms';
    expect(stepOf([failing], 'failures')?.rows.map((row) => [isOfP95(row), row.unit])).toStrictEqual([
      [false, 'ratio'],
      [true, 'ms'],
    ]);
  });

  test('failures that a limit of the rate refuses are looked for where it is, of one run', () => {
    const throttled = (count: number): AnalysedRun => ({
      ...failingOrder(0.06),
      findings: [
        ...failingOrder(0.06).findings,
        {
          ...{ id: 'throttled', severity: 'warning', confidence: 'measured', scope: 'total' },
          figures: { status: 429, count, limitPerSec: 120, levels: undefined },
        } as Finding,
      ],
    });
    expect(stepOf([throttled(1_000)], 'failures')?.limit).toStrictEqual({ status: 429, perSec: 120 });
    // Few of them, or several runs.
    expect(stepOf([throttled(50)], 'failures')?.limit).toBeUndefined();
    expect(stepOf([throttled(1_000), failingOrder(0.06)], 'failures')?.limit).toBeUndefined();
  });

  test('what a goal allows to fail is nothing to mend: then the p95 that was missed is tested again', () => {
    expect(kinds(failingOrder(0.005))).not.toContain('failures');
    expect(kinds(failingOrder(0.005))).toContain('retest');
  });

  test('checks that failed as often as requests did are mended with these', () => {
    const failing = failingOrder(0.06);
    const failed = failing.measured.total.failedRequests ?? 0;
    const checked = (own: number) =>
      kinds(
        analyse(withMeasured(failing, { checks: [{ name: 'body', group: '', passed: 17_639 - own, failed: own }] })),
      );
    expect(checked(failed)).not.toContain('checks');
    expect(checked(failed - 1)).toContain('checks');
  });

  test('of a test of levels that came to no limit: higher ones', () => {
    const levels = analyse(levelsRun([10, 20, 40, 80], 8, (level) => ({ perSec: level, responseMs: () => 20 })));
    const passed = { ...levels, verdict: { ...calm.verdict, reservations: [] } };
    expect(stepOf([passed], 'higher')).toMatchObject({ times: 4 });
    expect(kinds(calm)).not.toContain('higher');
  });

  test('of a load generator that was late, whatever the verdict: one that is not, before anything of the server', () => {
    const run = generatedRun({ recorded: () => ({ ...IDLE, cpuCores: 1.998 }) });
    const judged = (limitMs: number) =>
      analyse(
        withMeasured(run, {
          thresholds: [{ metric: 'http_req_duration', expression: `p(95)<${limitMs}`, passed: limitMs > 15 }],
        }),
      );
    const [passed, invalid] = [judged(100), judged(10)];
    expect([passed, invalid].map(({ verdict }) => verdict.kind)).toStrictEqual(['pass', 'invalid']);
    expect([kinds(passed), kinds(invalid)]).toStrictEqual([['on-time'], ['on-time']]);
    expect(kinds(analyse(run))).toStrictEqual(['on-time', 'goals']);
    expect(stepOf([invalid], 'on-time')?.rows).toMatchObject([{ outcome: 'slo-fail', unit: 'ms' }]);
  });

  test('a failed check has a step of its own, for a run of the catalogue only where more fail than is allowed', () => {
    const checked = (failed: number) =>
      analyse(
        withMeasured(referenceRun('get-balance'), {
          checks: [{ name: 'body', group: '::buy', passed: 1000 - failed, failed }],
        }),
      );
    expect(stepOf([checked(50)], 'checks')).toMatchObject({
      of: [{ allowed: 0.01, checks: [{ check: 'buy › body' }] }],
    });
    expect([checked(5), checked(0)].flatMap((run) => kinds(run))).not.toContain('checks');
    const foreign = foreignRun(referenceSummary('get-balance'));
    const never = analyse(withMeasured(foreign, { checks: [{ name: 'body', group: '', passed: 0, failed: 3 }] }));
    expect(stepOf([never], 'checks')).toMatchObject({ of: [{ allowed: 0, checks: [{ check: 'body', ratio: 1 }] }] });
  });

  test('of what a limit of users kept from being a measurement, that limit is raised, and nothing said twice', () => {
    const plan = openPlan(
      'a',
      [
        [0, 100],
        [30, 100],
      ],
      20,
    );
    const times = { min: 5, med: 240, avg: 250, p90: 300 };
    const total = {
      ...{ requests: 2_000, requestsPerSec: 66.6, iterations: 2_000, iterationsPerSec: 66.6, droppedIterations: 1_000 },
      ...{ failedRequests: 0, failedRatio: 0, durationMs: times, successDurationMs: times },
      iterationDurationMs: { min: 250, avg: 252, med: 250, p90: 260 },
    };
    const { profile: _, ...rest } = referenceRun('get-balance');
    const own = { ...rest, api: undefined, thinkMs: 245, record: undefined, planned: [plan] };
    const run = analyse(
      withMeasured(own, { total, scenarios: { a: total }, metrics: [gauge('vus_max', 20)], runMs: 30_000 }),
    );
    expect(run.verdict.kind).toBe('invalid');
    expect(kinds(run)).toContain('peak');
    expect(kinds(run)).not.toContain('again');
  });

  test('no more users where the machine that made the load was busy: it is run again, elsewhere or with less', () => {
    const invalid = analysedReference('get-balance', { exit: { code: 107, meaning: 'script-exception' } });
    const row = { part: 'validity', check: 'delivered', scenario: 'peak_test', outcome: 'invalid' } as const;
    const reason = { kind: 'not-delivered', cause: 'generator-cpu', dropped: 9 } as const;
    const busy = { ...invalid, api: undefined, findings: [] };
    const rows = [{ ...(invalid.verdict.rows[0] as GateRow), ...row, reason } as GateRow];
    expect(kinds(busy)).toContain('more-vus');
    expect(kinds({ ...busy, verdict: { ...busy.verdict, rows } })).toStrictEqual(['on-time']);
  });

  test('what is no measurement is run again', () => {
    const invalid = analysedReference('get-balance', { exit: { code: 107, meaning: 'script-exception' } });
    expect(kinds(invalid)[0]).toBe('again');
    expect(kinds(inquiry)).not.toContain('again');
  });

  test('what too few samples cannot decide is run for as much longer as it takes', () => {
    const row = calm.verdict.rows.find(({ part }) => part === 'service-level');
    if (!row) throw new Error('no goal');
    const reason = { kind: 'few-samples', samples: 40, needed: 200 } as const;
    const verdict = {
      ...calm.verdict,
      kind: 'undecided',
      rows: [{ ...row, outcome: 'inconclusive', reason }],
    } as const;
    const short = { ...calm, verdict };
    expect(stepOf([short], 'longer')).toMatchObject({ times: 5 });
    expect(kinds(short)).not.toContain('again');
    // A goal that was missed besides leaves the others as undecided as before: one run serves both.
    const failing = failingOrder(0.06);
    const rows = [...failing.verdict.rows, { ...row, outcome: 'undecidable', reason } as const];
    const groups = stepGroups(nextSteps([{ ...failing, verdict: { ...failing.verdict, rows } }]));
    expect(groups.map((own) => own.map(({ kind }) => kind))).toContainEqual(['failures', 'longer']);
    expect(kinds(calm)).not.toContain('longer');
  });

  test('a peak behind a limit of VUs: at once where no limit of the system showed, after its mend where one did', () => {
    expect(stepOf([inquiry], 'peak')).toMatchObject({ scenario: 'peak_test', isAfter: false, peakRate: 5000 });
    expect(stepOf([order], 'peak')).toMatchObject({ isAfter: true });
    expect(stepOf([order, inquiry], 'peak')).toMatchObject({ runs: [{ api: 'get-balance' }], isAfter: false });
    expect(stepOf([inquiry], 'peak')?.vusNeeded).toBeGreaterThan(10_000);
    expect(kinds(calm)).not.toContain('peak');
  });

  test('what a peak takes of the machine is by what k6 took in this run', () => {
    const run = analysedReference('get-balance', { target: { shop: { lock: 'distributed' } } });
    const { record } = run;
    if (!record) throw new Error('no record');
    const taking = (k6CpuSec: number) => {
      const own = { ...run, record: { ...record, k6CpuSec } };
      return stepOf([own], 'peak')?.warnings.find((warning) => warning.id === 'cores')?.needed ?? 0;
    };
    // 91,531 requests; the peak sends 5,000 each second.
    expect(taking(91_531 * 0.001)).toBeCloseTo(5);
    expect(taking(91_531 * 0.002)).toBeCloseTo(10);
  });

  test('the limit of a system that showed none is looked for with twice the users that it carried', () => {
    expect(stepOf([inquiry], 'limit')).toMatchObject({ vus: 7000, shown: [{ isMean: true }] });
  });

  test('goals where there are none', () => {
    const without = analyse(withMeasured(foreignRun(referenceSummary('get-balance')), { thresholds: [] }));
    expect(kinds(without)).toContain('goals');
    expect(kinds(calm)).not.toContain('goals');
  });

  test('samples where only a summary is left; what buha runs again keeps its own', () => {
    expect(kinds(foreignRun(referenceSummary('get-balance')))).toContain('samples');
    expect(kinds(order)).not.toContain('samples');
  });

  test('samples first where nothing tells how requests failed', () => {
    const total = { failedRequests: 900, failedRatio: 0.01 };
    const failing = analyse(
      withMeasured(withTotal(foreignRun(referenceSummary('get-balance')), total), { thresholds: [] }),
    );
    expect(kinds(failing).slice(0, 2)).toStrictEqual(['samples', 'failures']);
  });

  test('a baseline of what passed without reservation, and of nothing else', () => {
    expect(kinds(calm)).toContain('baseline');
    expect([kinds(calm, order), kinds(inquiry)].flat()).not.toContain('baseline');
  });

  test('no baseline of a run of which iterations were dropped, though it passed and nobody knows why', () => {
    const dropping = (droppedIterations: number): AnalysedRun => ({
      ...calm,
      measured: { ...calm.measured, total: { ...calm.measured.total, droppedIterations } },
    });
    expect(kinds(dropping(2))).toContain('baseline');
    expect(kinds(dropping(500))).not.toContain('baseline');
  });

  test('no baseline of a measurement that something disturbed, though it passed', () => {
    const disturbed = (id: 'other-runs' | 'slow-vu-start' | 'clock-back') =>
      kinds({ ...calm, findings: [...calm.findings, { id, figures: {} } as Finding] });
    expect([disturbed('other-runs'), disturbed('slow-vu-start'), disturbed('clock-back')].flat()).not.toContain(
      'baseline',
    );
  });
});
