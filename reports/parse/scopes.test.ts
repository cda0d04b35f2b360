import { describe, expect, test } from 'vitest';
import type { Metric } from '../model/measurement.ts';
import { judgedSamples, runLengthMs, scopesOf } from './scopes.ts';

const counter = (name: string, count: number, rate: number): Metric => ({
  name,
  kind: 'counter',
  values: { count, rate },
});

test('the length of the run is a count divided by its rate, taken where rounding costs least', () => {
  // 3 per 0.03 s would be 100 s; the larger count has the more exact rate.
  expect(runLengthMs([counter('a', 3, 0.03), counter('b', 91_531, 998.384223)])).toBeCloseTo(91_679.12, 1);
});

test('without a rate above zero nobody knows how long it ran', () => {
  expect(runLengthMs([])).toBeUndefined();
  expect(runLengthMs([counter('dropped_iterations', 0, 0)])).toBeUndefined();
  expect(runLengthMs([{ name: 'x', kind: 'gauge', values: { count: 5, rate: 5 } }])).toBeUndefined();
});

test('a run of requests that all failed has no response time of a success, with or without a count', () => {
  const failed: Metric = { name: 'http_req_failed', kind: 'rate', values: { passes: 5, fails: 0, rate: 1 } };
  const name = 'http_req_duration{expected_response:true}';
  const zeros = { avg: 0, min: 0, med: 0, max: 0, 'p(90)': 0, 'p(95)': 0 };
  // k6's default trend statistics have no count to tell that these zeros were never measured.
  expect(scopesOf([failed, { name, kind: 'trend', values: zeros }]).total.successDurationMs).toBeUndefined();
  expect(
    scopesOf([failed, { name, kind: 'trend', values: { ...zeros, count: 0 } }]).total.successDurationMs,
  ).toBeUndefined();
});

test('a filter of two tags belongs to no scenario', () => {
  const { scenarios, total } = scopesOf([
    counter('http_reqs{scenario:a,status:200}', 5, 1),
    counter('http_reqs{scenario:a}', 9, 2),
  ]);
  expect(Object.keys(scenarios)).toStrictEqual(['a']);
  expect(scenarios.a?.requests).toBe(9);
  expect(total.requests).toBeUndefined();
});

test('requests of a scenario are counted by whichever metric of it the output holds', () => {
  const of = (metric: Metric) => scopesOf([counter('http_reqs', 400, 40), metric]).scenarios.a;
  const failed: Metric = {
    name: 'http_req_failed{scenario:a}',
    kind: 'rate',
    values: { passes: 10, fails: 90, rate: 0.1 },
  };
  expect(of(failed)).toMatchObject({ requests: 100, requestsPerSec: 10, failedRatio: 0.1 });
  const times: Metric = { name: 'http_req_duration{scenario:a}', kind: 'trend', values: { med: 5, count: 100 } };
  expect(of(times)).toMatchObject({ requests: 100, requestsPerSec: 10 });
  // k6's default statistics of a trend have no count.
  expect(of({ ...times, values: { med: 5 } })).toMatchObject({ requests: undefined, requestsPerSec: undefined });
});

test('the successes of a scenario have their own latency, whichever way round the filter is written', () => {
  const trend = (name: string, med: number): Metric => ({ name, kind: 'trend', values: { med } });
  for (const filter of ['scenario:a,expected_response:true', 'expected_response:true, scenario:a']) {
    const { scenarios, total } = scopesOf([
      trend('http_req_duration{scenario:a}', 5),
      trend(`http_req_duration{${filter}}`, 9),
      trend('http_req_duration{scenario:a,expected_response:false}', 1),
      trend('http_req_duration{expected_response:true}', 7),
    ]);
    expect(scenarios).toMatchObject({ a: { durationMs: { med: 5 }, successDurationMs: { med: 9 } } });
    expect(total.successDurationMs).toStrictEqual({ med: 7 });
  }
});

describe('zeros without a count', () => {
  const zeros = { min: 0, avg: 0, med: 0, max: 0, 'p(90)': 0, 'p(95)': 0 };
  const metric = (name: string, values: Metric['values'], kind: Metric['kind'] = 'trend'): Metric => ({
    name,
    kind,
    values,
  });
  const failed = (passes: number, fails: number, filter = '') =>
    metric(`http_req_failed${filter}`, { passes, fails, rate: passes / (passes + fails || 1) }, 'rate');
  const response = metric('http_req_duration', zeros);
  const ofScenario = metric('http_req_duration{scenario:a}', zeros);

  test('are the durations of requests that were sent and refused', () => {
    expect(scopesOf([response, failed(5, 0)]).total.durationMs).toMatchObject({ max: 0 });
    expect(scopesOf([response, metric('http_reqs', { count: 5, rate: 1 }, 'counter')]).total.durationMs).toBeDefined();
  });

  test('measure nothing where no request was sent, or nobody knows of one', () => {
    expect(scopesOf([ofScenario, failed(0, 0, '{scenario:a}')]).scenarios.a?.durationMs).toBeUndefined();
    expect(scopesOf([ofScenario]).scenarios.a?.durationMs).toBeUndefined();
    expect(scopesOf([metric('iteration_duration', zeros)]).total.iterationDurationMs).toBeUndefined();
  });

  test('a figure above zero is one, whatever is known besides', () => {
    const values = { ...zeros, max: 3 };
    expect(scopesOf([metric('http_req_duration{scenario:a}', values)]).scenarios.a?.durationMs?.max).toBe(3);
  });

  test('a threshold on them was judged on nothing, if no request of the run failed', () => {
    expect(judgedSamples(ofScenario, [ofScenario, failed(0, 9)])).toBe(0);
    expect(judgedSamples(ofScenario, [ofScenario, failed(1, 8)])).toBeUndefined();
    expect(judgedSamples(ofScenario, [ofScenario])).toBeUndefined();
    // k6 counts every request, and leaves the count out where there was none.
    expect(judgedSamples(ofScenario, [ofScenario, metric('iterations', { count: 9, rate: 1 }, 'counter')])).toBe(0);
    expect(judgedSamples(ofScenario, [ofScenario, failed(0, 0)])).toBe(0);
    expect(judgedSamples(metric('iteration_duration{scenario:a}', zeros), [])).toBe(0);
    expect(judgedSamples(metric('http_req_tls_handshaking', zeros), [failed(0, 9)])).toBeUndefined();
    expect(judgedSamples(metric('http_req_duration', { ...zeros, count: 7 }), [failed(0, 9)])).toBe(7);
    expect(judgedSamples(metric('http_req_duration', { ...zeros, max: 1 }), [failed(0, 9)])).toBeUndefined();
  });
});

test('the share of failures is that of the counts, where a printed percentage was cut off', () => {
  const failed = (values: Record<string, number>) =>
    scopesOf([{ name: 'http_req_failed', kind: 'rate', values }]).total.failedRatio;
  expect(failed({ rate: 0.0009, passes: 99, fails: 99_901 })).toBe(99 / 100_000);
  expect(failed({ rate: 0.0009 })).toBe(0.0009);
});

test('quantiles of one’s own keep their names, and ranges of them, too', () => {
  const trend = (values: Metric['values'], ranges?: Metric['ranges']): Metric => ({
    name: 'http_req_duration',
    kind: 'trend',
    values,
    ...(ranges && { ranges }),
  });
  const own = { 'p(75)': 20, 'p(99.99)': 90, 'p(0)': 1 };
  expect(scopesOf([trend({ ...own, 'p(95)': 40, max: 91 })]).total.durationMs).toStrictEqual({
    p95: 40,
    max: 91,
    quantiles: own,
  });
  expect(scopesOf([trend({ max: 91 }, { 'p(75)': [20, 30] })]).total.durationMs).toStrictEqual({
    max: 91,
    ranges: { 'p(75)': [20, 30] },
  });
  expect(scopesOf([trend({ 'p(95)': 40 })]).total.durationMs).not.toHaveProperty('quantiles');
});

test('a statistic that is called like what every object has is none of a trend', () => {
  const values = { avg: 1, constructor: 2, hasOwnProperty: 3, toString: 4, __proto__: 5 };
  const { total } = scopesOf([{ name: 'http_req_duration', kind: 'trend', values }]);
  expect(total.durationMs).toStrictEqual({ avg: 1 });
});
