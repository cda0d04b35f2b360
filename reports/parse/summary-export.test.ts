import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { referenceSummary, type Summary, type SummaryGroup } from '../../testing/reference-runs.ts';
import { BuhaError } from '../model/error.ts';
import type { Measurement } from '../model/measurement.ts';
import { parseSummaryExport } from './summary-export.ts';

const parse = (summary: unknown): Measurement => parseSummaryExport(JSON.stringify(summary), 'summary.json');

const noChecks: SummaryGroup = { name: '', checks: {}, groups: {} };
const withMetrics = (metrics: Summary['metrics']): Measurement => parse({ root_group: noChecks, metrics });

describe('traps of the format', () => {
  test('a threshold that is true has FAILED', () => {
    const { thresholds } = withMetrics({
      http_req_failed: { passes: 3, fails: 97, value: 0.03, thresholds: { 'rate<0.01': true } },
      http_req_duration: { avg: 1, 'p(95)': 2, count: 100, thresholds: { 'p(95)<500': false } },
    });
    expect(thresholds).toStrictEqual([
      { metric: 'http_req_duration', expression: 'p(95)<500', passed: true, samples: 100 },
      { metric: 'http_req_failed', expression: 'rate<0.01', passed: false, samples: 100 },
    ]);
  });

  test('http_req_failed counts a failure as a pass, since its true means failed', () => {
    const { total } = withMetrics({ http_req_failed: { passes: 3, fails: 97, value: 0.03 } });
    expect(total).toMatchObject({ failedRequests: 3, failedRatio: 0.03 });
  });

  test("a rate's ratio is called value here and rate everywhere else", () => {
    const { metrics } = withMetrics({ checks: { passes: 1, fails: 3, value: 0.25 } });
    expect(metrics).toStrictEqual([{ name: 'checks', kind: 'rate', values: { passes: 1, fails: 3, rate: 0.25 } }]);
  });

  test('a rate without a ratio has none; it is not NaN', () => {
    const { metrics, total } = withMetrics({ http_req_failed: { passes: 0, fails: 4 } });
    expect(metrics[0]?.values).toStrictEqual({ passes: 0, fails: 4 });
    expect(total.failedRatio).toBeUndefined();
  });

  test('dropped_iterations is left out when nothing was dropped: that is 0, not unknown', () => {
    const { total } = withMetrics({ iterations: { count: 10, rate: 1 } });
    expect(total).toMatchObject({ droppedIterations: 0 });
  });

  test('where not even iterations are known, dropped iterations are unknown', () => {
    expect(withMetrics({ http_reqs: { count: 10, rate: 1 } }).total.droppedIterations).toBeUndefined();
  });
});

describe('a metric without samples measured nothing', () => {
  test('its zeros are no response times', () => {
    const { total } = withMetrics({ http_req_duration: { avg: 0, min: 0, med: 0, max: 0, 'p(95)': 0, count: 0 } });
    expect(total.durationMs).toBeUndefined();
  });

  test('its zero is no failure rate', () => {
    const { total } = withMetrics({ http_req_failed: { passes: 0, fails: 0, value: 0 } });
    expect(total.failedRatio).toBeUndefined();
  });

  test('a threshold on it is known to rest on nothing', () => {
    const { thresholds } = withMetrics({
      http_req_duration: { avg: 0, 'p(95)': 0, count: 0, thresholds: { 'p(95)<500': false } },
      http_req_failed: { passes: 0, fails: 0, value: 0, thresholds: { 'rate<0.01': false } },
    });
    expect(thresholds.map(({ samples }) => samples)).toStrictEqual([0, 0]);
  });

  test('without a count among the trend statistics, nobody can tell', () => {
    const { thresholds, total } = withMetrics({
      http_req_duration: { avg: 5, 'p(95)': 9, thresholds: { 'p(95)<500': false } },
    });
    expect(thresholds[0]?.samples).toBeUndefined();
    expect(total.durationMs).toStrictEqual({ avg: 5, p95: 9 });
  });
});

test('the reference: every figure of the total finds its field and its unit', () => {
  const { total, runMs, checks } = parse(referenceSummary('get-balance'));
  expect(runMs).toBeCloseTo(91_679.12, 1);
  expect(checks).toStrictEqual([{ name: 'getBalance status is 200', passed: 91_531, failed: 0 }]);
  expect(total).toMatchObject({
    requests: 91_531,
    iterations: 91_531,
    droppedIterations: 168_879,
    checksPassed: 91_531,
    checksFailed: 0,
    failedRequests: 0,
    failedRatio: 0,
    durationMs: { avg: 155.91, min: 1.76, med: 35.36, max: 1570, p90: 460.2, p95: 720.98, count: 91_531 },
    successDurationMs: { avg: 155.91, p95: 720.98 },
    iterationDurationMs: { avg: 2150, min: 2000 },
    blockedMs: { avg: 0.0219 },
  });
  expect(total.requestsPerSec).toBeCloseTo(998.384223, 6);
});

test('scenarios are told apart by their sub-metrics, and other filters make no scenario', () => {
  const { scenarios } = parse(referenceSummary('place-order'));
  expect(Object.keys(scenarios).toSorted()).toStrictEqual(['load_test', 'peak_test']);
  expect(scenarios.peak_test).toMatchObject({ iterations: 3999, droppedIterations: 181_051 });
  expect(scenarios.load_test).toMatchObject({ iterations: 13_640, droppedIterations: 0 });
});

test('checks of groups are counted with those outside, in whatever depth and language', () => {
  const check = (name: string, passes: number, fails: number) => ({ [name]: { name, passes, fails } });
  const inner: SummaryGroup = { name: '안쪽', checks: check('재고가 "충분"하다', 4, 1), groups: {} };
  const outer: SummaryGroup = { name: 'outer', checks: check("it's `ok` | <b>", 3, 0), groups: { 안쪽: inner } };
  const root: SummaryGroup = { name: '', checks: check('상태 코드는 200', 2, 0), groups: { outer } };
  expect(parse({ root_group: root, metrics: {} }).checks).toStrictEqual([
    { name: '상태 코드는 200', passed: 2, failed: 0 },
    { name: "it's `ok` | <b>", group: '::outer', passed: 3, failed: 0 },
    { name: '재고가 "충분"하다', group: '::outer::안쪽', passed: 4, failed: 1 },
  ]);
});

test('custom metrics of all four kinds are told apart by their statistics, whatever their names suggest', () => {
  const { metrics, total } = withMetrics({
    checks_x: { count: 7, rate: 0.7 },
    http_reqs_seen: { passes: 1, fails: 1, value: 0.5 },
    iterations_left: { value: 3, min: 1, max: 9 },
    waiting_time: { avg: 2, min: 1, med: 2, max: 3, 'p(90)': 3, 'p(95)': 3 },
    only_quantiles: { 'p(99)': 4 },
  });
  expect(Object.fromEntries(metrics.map(({ name, kind }) => [name, kind]))).toStrictEqual({
    checks_x: 'counter',
    http_reqs_seen: 'rate',
    iterations_left: 'gauge',
    waiting_time: 'trend',
    only_quantiles: 'trend',
  });
  // None of them leaks into k6's own metrics.
  expect([total.checksPassed, total.requests, total.iterations]).toStrictEqual([undefined, undefined, undefined]);
});

test('the order in which k6 writes its metrics changes nothing', () => {
  const summary = referenceSummary('get-product');
  const expected = parse(summary);
  const entries = Object.entries(summary.metrics);
  fc.assert(
    fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), (shuffled) => {
      expect(parse({ ...summary, metrics: Object.fromEntries(shuffled) })).toStrictEqual(expected);
    }),
    { numRuns: 50 },
  );
});

test('groups and fields that this project does not know are left alone', () => {
  const { root_group, metrics } = referenceSummary('get-balance');
  const known = parse({ root_group, metrics });
  expect(parse({ root_group: { ...root_group, id: 'd41d8', path: '' }, metrics, extra: [1] })).toStrictEqual(known);
});

describe('what is no summary is refused, and the error names the field', () => {
  test.each([
    ['an empty object', {}, 'metrics'],
    ['no metrics', { root_group: noChecks }, 'metrics'],
    ['run.json', { schemaVersion: 1, name: 'x' }, 'metrics'],
    ["handleSummary's form", { root_group: noChecks, metrics: { a: { type: 'rate', values: {} } } }, 'metrics.a.type'],
    ['a text among figures', { root_group: noChecks, metrics: { vus: { value: '3' } } }, 'metrics.vus.value'],
    [
      'a check without counts',
      { root_group: { ...noChecks, checks: { c: { name: 'c' } } }, metrics: {} },
      'root_group.checks.c.passes',
    ],
    ['a list', [], 'metrics'],
  ])('%s', (_what, value, field) => {
    let fault: unknown;
    try {
      parse(value);
    } catch (thrown) {
      fault = thrown;
    }
    if (!(fault instanceof BuhaError)) throw fault;
    expect(fault.code).toBe('not-k6-summary');
    expect(fault.facts).toMatchObject({ file: 'summary.json', field });
  });
});
