import { describe, expect, test } from 'vitest';
import {
  analysedReference,
  foreignRun,
  recordOf,
  referenceRun,
  referenceSummary,
  runOf,
} from '../../testing/reference-runs.ts';
import { gauge, withMeasured } from '../../testing/test-runs.ts';
import type { GateRow } from '../model/gate.ts';
import { analyse } from './analyse.ts';
import { isDropTold, isUnderPlan, untestedIn } from './untested.ts';

const causes = (...runs: Parameters<typeof untestedIn>[0]) =>
  untestedIn(runs).map(({ scenario, cause }) => `${scenario}: ${cause}`);

test('delivered from 95 % on', () => {
  expect([0.949, 0.95, 1.02].map(isUnderPlan)).toStrictEqual([true, false, false]);
});

describe('why not all of a scenario ran', () => {
  test('the script’s own limit, where nearly all that it allows ran', () => {
    const [one] = untestedIn([analysedReference('get-balance')]);
    expect(one).toMatchObject({ scenario: 'peak_test', cause: 'ceiling', peakRate: 5000, ceiling: { maxVus: 500 } });
    expect(one?.ceiling?.vusNeeded).toBeGreaterThan(10_000);
    expect(one?.ratio).toBeCloseTo(0.0874, 3);
  });

  test('the server, where far less ran than that', () => {
    expect(causes(analysedReference('place-order'), analysedReference('recharge-balance'))).toStrictEqual([
      'peak_test: server',
      'peak_test: server',
    ]);
  });

  test('what the verdict says, where no finding tells it: both name one cause', () => {
    const run = analysedReference('get-balance');
    const [first] = run.verdict.rows;
    if (!first) throw new Error('no rows');
    const reason = { kind: 'not-delivered', cause: 'server', dropped: 9 } as const;
    const row = { ...first, part: 'validity', check: 'delivered', scenario: 'peak_test', outcome: 'slo-fail', reason };
    const judged = {
      ...run,
      findings: [],
      verdict: { ...run.verdict, kind: 'slo-fail' as const, rows: [row as GateRow] },
    };
    expect(causes(judged)).toStrictEqual(['peak_test: server']);
    expect(causes({ ...judged, verdict: { ...judged.verdict, rows: [] } })).toStrictEqual(['peak_test: unknown']);
    expect([isDropTold(judged, 'peak_test'), isDropTold(judged, 'load_test')]).toStrictEqual([true, false]);
  });

  test('the script’s limit at the length that iterations had, where nothing else kept the load back', () => {
    const run = referenceRun('get-product');
    const planned = run.planned.map((plan) => (plan.model === 'open' ? { ...plan, maxVus: 5_500 } : plan));
    const started = withMeasured({ ...run, planned }, { metrics: [gauge('vus_max', 8_500)] });
    expect(untestedIn([analyse(started)])).toMatchObject([{ cause: 'ceiling', ceiling: { basis: 'measured' } }]);
  });

  test('that it was ended', () => {
    const summary = referenceSummary('place-order');
    // The same figures within half the time.
    for (const values of Object.values(summary.metrics)) {
      if (typeof values.rate === 'number') values.rate *= 2;
    }
    const exit = { code: 105, meaning: 'interrupted' } as const;
    const causesOf = (changes: Parameters<typeof recordOf>[1]) =>
      causes(analyse(runOf('place-order', summary, recordOf('place-order', { exit, ...changes }))));
    expect(causesOf({ interrupted: true })).toContain('peak_test: interrupted');
    expect(causesOf({ endedBy: { cause: 'give-up', second: 3 } })).toContain('peak_test: interrupted');
    // After the whole plan it no longer took anything away.
    expect(causes(analysedReference('place-order', { interrupted: true }))).toContain('peak_test: server');
  });

  test('nothing where all ran, and where no plan is known', () => {
    expect(causes(analyse({ ...referenceRun('get-balance'), planned: [] }))).toStrictEqual([]);
    expect(causes(foreignRun(referenceSummary('get-balance')))).toStrictEqual([]);
    expect(untestedIn([])).toStrictEqual([]);
  });

  test('most of it the limit, where a little less ran than that', () => {
    expect(causes(analysedReference('get-product'))).toStrictEqual(['peak_test: below-ceiling']);
  });

  test('unknown where neither limit nor saturation explains it', () => {
    const run = analysedReference('get-product');
    const free = run.findings.filter(({ id }) => id !== 'arrival-ceiling');
    expect(causes({ ...run, findings: free })).toStrictEqual(['peak_test: unknown']);
  });
});
