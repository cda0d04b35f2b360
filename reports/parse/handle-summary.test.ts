import { describe, expect, test } from 'vitest';
import { BuhaError } from '../model/error.ts';
import { parseHandleSummary } from './handle-summary.ts';

interface Group {
  name: string;
  checks: { name: string; passes: number; fails: number }[];
  groups: Group[];
}

const root: Group = { name: '', checks: [], groups: [] };

const data = (metrics: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  root_group: root,
  metrics,
  state: { isStdOutTTY: true, isStdErrTTY: true, testRunDurationMs: 4000 },
  options: { summaryTrendStats: ['avg'], summaryTimeUnit: 's', noColor: false },
  ...more,
});

const read = (metrics: Record<string, unknown>, more?: Record<string, unknown>) =>
  parseHandleSummary(data(metrics, more), 'data.json');

const reqs = { type: 'counter', contains: 'default', values: { count: 20, rate: 5 } };
const failed = { type: 'rate', contains: 'default', values: { passes: 0, fails: 20, rate: 0 } };

test('summaryTimeUnit changes how k6 prints, not what it hands over: times are ms', () => {
  const { total } = read({
    http_req_duration: { type: 'trend', contains: 'time', values: { avg: 155.91, max: 1570 } },
  });
  expect(total.durationMs).toStrictEqual({ avg: 155.91, max: 1570 });
});

test('a threshold that is ok has passed, the reverse of --summary-export', () => {
  const thresholds = { 'rate<0.1': { ok: true }, 'rate<0.001': { ok: false } };
  expect(read({ http_req_failed: { ...failed, thresholds } }).thresholds).toStrictEqual([
    { metric: 'http_req_failed', expression: 'rate<0.1', passed: true, samples: 20 },
    { metric: 'http_req_failed', expression: 'rate<0.001', passed: false, samples: 20 },
  ]);
});

test('checks are lists in groups of any depth, in the order of the script', () => {
  const check = (name: string) => ({ name, path: `::${name}`, id: 'x', passes: 3, fails: 1 });
  const inner: Group = { name: '안쪽', checks: [check('재고가 "충분"하다')], groups: [] };
  const outer: Group = { name: 'outer', checks: [check('a | b')], groups: [inner] };
  const { checks } = read({}, { root_group: { ...root, checks: [check('top')], groups: [outer] } });
  expect(checks).toStrictEqual([
    { name: 'top', passed: 3, failed: 1 },
    { name: 'a | b', group: '::outer', passed: 3, failed: 1 },
    { name: '재고가 "충분"하다', group: '::outer::안쪽', passed: 3, failed: 1 },
  ]);
});

test('what a metric is and holds is told, not guessed', () => {
  const { metrics } = read({
    checks_x: reqs,
    left: { type: 'gauge', contains: 'data', values: { value: 3, min: 1, max: 9 } },
    // A script may ask for one statistic only, which alone tells no kind.
    waited: { type: 'trend', values: { count: 4 } },
  });
  expect(metrics).toStrictEqual([
    { name: 'checks_x', kind: 'counter', contains: 'default', values: { count: 20, rate: 5 } },
    { name: 'left', kind: 'gauge', contains: 'data', values: { value: 3, min: 1, max: 9 } },
    { name: 'waited', kind: 'trend', values: { count: 4 } },
  ]);
});

test('the length of the run is what k6 says, else a count divided by its rate', () => {
  expect(read({ http_reqs: reqs }, { state: { testRunDurationMs: 4100 } }).runMs).toBe(4100);
  expect(read({ http_reqs: reqs }, { state: {} }).runMs).toBe(4000);
  expect(read({ http_reqs: reqs }, { state: undefined }).runMs).toBe(4000);
  expect(read({}, { state: {} }).runMs).toBeUndefined();
});

test('what setup() returned is not kept', () => {
  const whole = read({ http_reqs: reqs }, { setup_data: { token: 'SECRET', nested: ['SECRET'] } });
  expect(JSON.stringify(whole)).not.toContain('SECRET');
});

describe('zeros of a trend without a count', () => {
  const zeros = { type: 'trend', contains: 'time', values: { avg: 0, min: 0, med: 0, max: 0, 'p(95)': 0 } };
  const judged = { ...zeros, thresholds: { 'p(95)<500': { ok: true } } };

  test('rest on no sample where no request failed: a response takes longer than 0 ms', () => {
    const { thresholds } = read({ http_req_failed: failed, 'http_req_duration{status:404}': judged });
    expect(thresholds[0]?.samples).toBe(0);
  });

  test('may be refused connections where requests failed', () => {
    const some = { ...failed, values: { passes: 1, fails: 19, rate: 0.05 } };
    const { thresholds } = read({ http_req_failed: some, 'http_req_duration{scenario:a}': judged });
    expect(thresholds[0]?.samples).toBeUndefined();
  });

  test('are measured where the requests are counted, and nothing where they are not', () => {
    const { total, scenarios } = read({
      http_reqs: reqs,
      http_req_duration: zeros,
      'http_reqs{scenario:a}': { ...reqs, values: { count: 0, rate: 0 } },
      'http_req_duration{scenario:a}': zeros,
    });
    expect(total.durationMs).toStrictEqual({ avg: 0, min: 0, med: 0, max: 0, p95: 0 });
    expect(scenarios.a).toMatchObject({ requests: 0, durationMs: undefined });
  });
});

test.each<[string, unknown, string]>([
  ['no groups', { metrics: {} }, 'root_group'],
  ['a metric of no kind', data({ a: { values: {} } }), 'metrics.a.type'],
  ['a figure that is a text', data({ a: { ...reqs, values: { count: '20' } } }), 'metrics.a.values.count'],
  ['a threshold without ok', data({ a: { ...reqs, thresholds: { 'count>1': true } } }), 'metrics.a.thresholds'],
  ['a negative length', data({}, { state: { testRunDurationMs: -1 } }), 'state.testRunDurationMs'],
])('%s is refused, and the error names the field', (_what, value, field) => {
  try {
    parseHandleSummary(value, 'data.json');
  } catch (fault) {
    if (!(fault instanceof BuhaError)) throw fault;
    expect(fault).toMatchObject({ code: 'not-k6-summary', facts: { file: 'data.json' } });
    expect(fault.facts).toMatchObject({ field: expect.stringContaining(field) });
    return;
  }
  throw new Error('it was read');
});
