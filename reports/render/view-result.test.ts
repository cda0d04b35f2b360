import { describe, expect, test } from 'vitest';
import { foreignRun, referenceRun, referenceSummary } from '../../testing/reference-runs.ts';
import { withMeasured, withTotal } from '../../testing/test-runs.ts';
import { analyse } from '../analyse/analyse.ts';
import type { Check } from '../model/measurement.ts';
import type { Run } from '../model/run.ts';
import { reportView } from './view.ts';

const PAID: Check = { name: 'paid', group: '::cart::pay', passed: 81, failed: 15 };
const NEVER: Check = { name: 'is long', group: '', passed: 0, failed: 7 };

const viewOf = (run: Run) => reportView([analyse(run)], { language: 'en' });
const foreign = (checks: Check[]) => withMeasured(foreignRun(referenceSummary('get-balance')), { checks });
const resultOf = (run: Run) => viewOf(run).apis[0]?.result.result ?? '';

describe('checks that failed', () => {
  test('stand in the result by name, with their group and how often, and in a step', () => {
    const view = viewOf(foreign([PAID, NEVER]));
    expect(view.apis[0]?.result.result).toContain('Checks failed: `cart › pay › paid` (15 of 96, 15.6%).');
    expect(view.apis[0]?.result.result).toContain('`is long`');
    // Each is told once.
    expect(view.apis[0]?.result.result.match(/is long/g)).toHaveLength(1);
    const [first] = view.steps;
    expect(first?.task).toMatch(/`is long`, `cart › pay › paid`/);
    expect(first?.criterion).toBe('No check fails');
  });

  test('of a run of the catalogue are held against what is allowed of them', () => {
    const view = viewOf(withMeasured(referenceRun('get-balance'), { checks: [PAID] }));
    expect(view.steps[0]?.criterion).toBe('1% or less of each check fails');
  });

  test('are not named where none failed', () => {
    const run = foreign([{ name: 'paid', group: '', passed: 96, failed: 0 }]);
    expect(resultOf(run)).not.toMatch(/Checks failed/);
    expect(viewOf(run).steps.map(({ task }) => task)).not.toContainEqual(expect.stringMatching(/check/));
  });
});

describe('what a step is decided by', () => {
  /** The reference with so many failures; its inquiry meets its goal for p95, its order misses it. */
  const withFailures = (api: 'get-balance' | 'place-order', failedRatio: number): Run => {
    const run = referenceRun(api);
    return withMeasured(withTotal(run, { failedRequests: Math.round(10_000 * failedRatio), failedRatio }), {
      thresholds: run.measured.thresholds.map((one) =>
        one.metric === 'http_req_failed' ? { ...one, passed: failedRatio <= 0.01 } : one,
      ),
    });
  };
  const criteriaOf = (run: Run) => viewOf(run).steps.map(({ criterion }) => criterion);

  test('the p95 where that was missed, the failures where those were, both where both', () => {
    expect(criteriaOf(withFailures('get-balance', 0.06))[0]).toBe('Error rate ≤ 1%');
    expect(criteriaOf(withFailures('place-order', 0.06))[0]).toBe('p95 ≤ 3s, error rate ≤ 1%');
    expect(criteriaOf(withFailures('place-order', 0))).toContain('p95 ≤ 3s, error rate ≤ 1%');
  });

  test('a measurement that does not hold is judged by what it missed all the same', () => {
    const invalid = (api: 'get-balance' | 'place-order') =>
      criteriaOf(referenceRun(api, { exit: { code: 107, meaning: 'script-exception' } }))[0];
    expect([invalid('get-balance'), invalid('place-order')]).toStrictEqual([
      'The verdict is neither invalid nor undecided',
      'The verdict is neither invalid nor undecided, p95 ≤ 3s',
    ]);
  });
});

test('a scenario of one request is one row with it', () => {
  const run = referenceRun('get-balance');
  const { load_test: load, peak_test: peak } = run.measured.scenarios;
  if (!load || !peak) throw new Error('no scenarios');
  const { iterations: _, iterationsPerSec: __, ...request } = load;
  const half = { ...peak, requests: (peak.requests ?? 0) / 2, requestsPerSec: (peak.requestsPerSec ?? 0) / 2 };
  const [api] = viewOf(withMeasured(run, { endpoints: { all: request, 'GET /a': half, 'GET /b': half } })).apis;
  const names = api?.result.table.rows.map(({ cells: [name] }) => name);
  expect(names).toHaveLength(5);
  expect(names?.[1]).toMatch(/`load_test` .*= `all`$/);
  expect(names?.slice(-2)).toStrictEqual(['`GET /a`', '`GET /b`']);
});
