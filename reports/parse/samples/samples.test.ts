import { describe, expect, test } from 'vitest';
import { type ReferenceSample, RUN_START_MS, referenceSamples, request } from '../../../testing/reference-samples.ts';
import { measuredOf } from './measured.ts';
import { SampleStore } from './sample-store.ts';
import type { SampleTags } from './tag-sets.ts';

function measure(samples: readonly ReferenceSample[], kinds: Parameters<SampleStore['describe']>[] = []) {
  const all = new SampleStore();
  for (const { metric, atMs, value, tags } of samples) all.add(metric, RUN_START_MS + atMs, value, tags);
  for (const [metric, type] of kinds) all.describe(metric, type);
  return measuredOf(all);
}

const series = (metric: string, values: readonly number[], tags: SampleTags = {}): ReferenceSample[] =>
  values.map((value, at) => ({ metric, atMs: at * 100, value, tags }));

const valuesOf = ({ metrics }: ReturnType<typeof measure>, name: string) =>
  metrics.find((metric) => metric.name === name)?.values;

describe("statistics are k6's", () => {
  test('a trend: quantiles between two samples are interpolated', () => {
    const values = valuesOf(measure(series('http_req_waiting', [50, 10, 30, 20, 40])), 'http_req_waiting');
    expect(values).toMatchObject({ count: 5, min: 10, avg: 30, med: 30, max: 50 });
    expect(values?.['p(90)']).toBeCloseTo(46, 12);
    expect(values?.['p(95)']).toBeCloseTo(48, 12);
    expect(values?.['p(99)']).toBeCloseTo(49.6, 12);
    expect(values?.['p(99.9)']).toBeCloseTo(49.96, 12);
  });

  test('a counter adds its values up, per second of the whole run', () => {
    const measured = measure(series('data_sent', [100, 50, 350]));
    expect(measured.runMs).toBe(200);
    expect(valuesOf(measured, 'data_sent')).toStrictEqual({ count: 500, rate: 2500 });
  });

  test('a rate passes with any value but 0', () => {
    expect(valuesOf(measure(series('checks', [1, 0, 0, 2])), 'checks')).toStrictEqual({
      rate: 0.5,
      passes: 2,
      fails: 2,
    });
  });

  test('a gauge keeps what was said last, by time and not by line', () => {
    const samples = series('vus', [3, 9, 1, 5]);
    expect(valuesOf(measure(samples), 'vus')).toStrictEqual({ value: 5, min: 1, max: 9 });
    expect(valuesOf(measure(samples.toReversed()), 'vus')).toStrictEqual({ value: 5, min: 1, max: 9 });
  });

  test('values below zero are values', () => {
    expect(valuesOf(measure(series('drift', [-3, -1])), 'drift')).toMatchObject({ min: -3, max: -1, avg: -2 });
  });

  test('a type that was stated wins over the table, and an unknown metric is a trend', () => {
    const samples = [...series('basket', [2, 4]), ...series('vus', [1, 3])];
    const [basket, vus] = measure(samples).metrics;
    expect([basket, vus?.kind]).toMatchObject([{ name: 'basket', kind: 'trend' }, 'gauge']);
    expect(basket).not.toHaveProperty('contains');
    expect(measure(samples, [['basket', { kind: 'counter', contains: 'data' }]]).metrics[0]).toMatchObject({
      kind: 'counter',
      contains: 'data',
      values: { count: 6 },
    });
  });

  test('more samples than the first columns hold', () => {
    const values = Array.from({ length: 5000 }, (_, at) => at);
    const measured = measure(series('http_req_waiting', values, { scenario: 'a' }));
    expect(valuesOf(measured, 'http_req_waiting{scenario:a}')).toMatchObject({ count: 5000, avg: 2499.5, max: 4999 });
  });
});

describe('the length of the run', () => {
  test('begins with the first request or iteration, not with its end', () => {
    expect(measure([...request(500, 200, {}), ...request(900, 50, {})]).runMs).toBe(600);
    const iteration = { metric: 'iteration_duration', atMs: 900, value: 850, tags: {} };
    expect(measure([...request(500, 200, {}), iteration]).runMs).toBe(850);
  });

  test("a script's own trend does not tell when anything began", () => {
    expect(measure([...request(500, 100, {}), { metric: 'price', atMs: 450, value: 9_999, tags: {} }]).runMs).toBe(100);
  });

  test('nobody knows it from one moment, so there is no rate either', () => {
    const measured = measure(series('iterations', [1]));
    expect(measured.runMs).toBeUndefined();
    expect(measured.total).toMatchObject({ iterations: 1, iterationsPerSec: undefined });
  });
});

describe('the made run', () => {
  const measured = measure(referenceSamples());

  test('totals hold everything, setup included', () => {
    expect(measured.total).toMatchObject({
      requests: 41,
      iterations: 40,
      failedRequests: 4,
      checksPassed: 36,
      checksFailed: 4,
    });
    expect(measured.total.droppedIterations).toBe(0);
    expect(measured.total.failedRatio).toBeCloseTo(4 / 41, 15);
    // From the start of setup's request to the last count of VUs.
    expect(measured.runMs).toBe(1078 - 10);
  });

  test('scenarios hold their own', () => {
    expect(Object.keys(measured.scenarios).toSorted()).toStrictEqual(['load_test', 'peak_test']);
    expect(measured.scenarios.peak_test).toMatchObject({ requests: 10, iterations: 10, failedRequests: 0 });
    expect(measured.scenarios.load_test).toMatchObject({ requests: 30, iterations: 30, failedRequests: 4 });
    expect(measured.scenarios.peak_test?.durationMs).toMatchObject({ count: 10, min: 10, max: 46 });
  });

  test('the latency of successes is known for the run, its scenarios and its endpoints', () => {
    expect(measured.total.successDurationMs?.count).toBe(37);
    expect(measured.scenarios.load_test?.successDurationMs?.count).toBe(26);
    expect(measured.scenarios.load_test?.durationMs?.count).toBe(30);
    expect(measured.endpoints?.['POST /orders']?.successDurationMs?.count).toBe(36);
  });

  test('endpoints are the name tags that the load requested: what setup() sent is apart', () => {
    expect(Object.keys(measured.endpoints ?? {})).toStrictEqual(['POST /orders']);
    expect(measured.endpoints?.['POST /orders']).toMatchObject({ requests: 40, failedRequests: 4 });
    expect(measured.endpoints?.['POST /orders']?.iterations).toBeUndefined();
  });

  test('setup is told apart, though it counts in the total', () => {
    expect(measured.setup).toMatchObject({ requests: 1, failedRequests: 0 });
    expect(measured.setup?.durationMs).toMatchObject({ count: 1, max: 30 });
  });

  test('answers are counted by scenario, name, status and error code', () => {
    expect(measured.responses).toHaveLength(4);
    expect(measured.responses).toContainEqual({
      scenario: 'load_test',
      name: 'POST /orders',
      status: 503,
      errorCode: 1503,
      expected: false,
      count: 4,
      // From the start of setup's request.
      firstMs: 165,
      lastMs: 915,
    });
    expect(measured.responses).toContainEqual({
      scenario: undefined,
      name: 'GET /token',
      status: 200,
      errorCode: undefined,
      expected: true,
      count: 1,
      firstMs: 30,
      lastMs: 30,
    });
  });

  test('every metric of a request is known by scenario, name and status', () => {
    const broken = measured.answered?.find(({ status }) => status === 503);
    expect(broken).toMatchObject({
      scenario: 'load_test',
      name: 'POST /orders',
      scope: { requests: 4, failedRatio: 1 },
    });
    expect(broken?.scope.durationMs).toMatchObject({ count: 4, min: 13, max: 43 });
    expect(broken?.scope.blockedMs).toMatchObject({ count: 4, max: 0 });
    expect(measured.answered?.map(({ scenario, status }) => [scenario, status])).toStrictEqual([
      ['load_test', 200],
      ['load_test', 503],
      ['peak_test', 200],
      [undefined, 200],
    ]);
  });

  test('no verdict is made up for thresholds', () => {
    expect(measured.thresholds).toStrictEqual([]);
  });
});

describe('what was not recorded stays unknown', () => {
  test('without group tags, setup is what was sent outside every scenario', () => {
    const ungrouped = referenceSamples().map(({ tags: { group: _, ...tags }, ...sample }) => ({ ...sample, tags }));
    expect(measure(ungrouped).setup).toMatchObject({ requests: 1 });
    const atNoScenario = ungrouped.map(({ tags: { scenario: _, ...tags }, ...sample }) => ({ ...sample, tags }));
    expect(measure(atNoScenario).setup).toBeUndefined();
  });

  test("a script's own group named setup, and the count of VUs, are no setup", () => {
    const own = request(10, 5, { group: '::setup', scenario: 'load_test', name: 'a' });
    expect(measure([...own, ...series('vus', [1, 2])]).setup).toBeUndefined();
    const ungrouped = request(10, 5, { scenario: 'load_test' });
    expect(measure([...ungrouped, ...series('vus', [1, 2])]).setup).toBeUndefined();
  });

  test('groups within setup are setup, other groups with such a beginning are not', () => {
    const inner = { group: '::setup::login' };
    expect(measure([...request(10, 5, inner), ...request(20, 5, { group: '::setups' })]).setup?.requests).toBe(1);
  });

  test('without status tags nothing is known of answers', () => {
    expect(measure(request(10, 5, { name: 'a' })).responses).toBeUndefined();
  });

  test('no success, no latency of successes', () => {
    const { total } = measure(request(10, 0, { status: '0', error_code: '1212', expected_response: 'false' }));
    expect(total.durationMs?.max).toBe(0);
    expect(total.successDurationMs).toBeUndefined();
  });

  test("a script's own metric with a name tag makes no endpoint", () => {
    const own = series('price', [1], { name: 'apple' });
    expect(Object.keys(measure([...own, ...request(10, 5, { name: 'GET /' })]).endpoints ?? {})).toStrictEqual([
      'GET /',
    ]);
    expect(measure(own).endpoints).toBeUndefined();
  });

  const named = (nameOf: (at: number) => string) =>
    Array.from({ length: 10_000 }, (_, at) => ({
      metric: 'http_reqs',
      atMs: at,
      value: 1,
      tags: { name: nameOf(at), status: '200', expected_response: 'true' },
    }));

  test('addresses with ids are one name, and it is known of how many', () => {
    const { endpoints = {}, foldedAddresses, responses } = measure(named((at) => `http://shop/${at}?user=${at}`));
    expect([Object.keys(endpoints), foldedAddresses]).toStrictEqual([['http://shop/{id}?user={id}'], 10_000]);
    expect(responses).toMatchObject([{ name: 'http://shop/{id}?user={id}', count: 10_000 }]);
    expect(measure(named(() => 'http://shop/')).foldedAddresses).toBeUndefined();
  });

  test('ten thousand names of the script: no table of them', () => {
    const urls = named((at) => `item ${at}`);
    expect(Object.keys(measure(urls.slice(1)).endpoints ?? {})).toHaveLength(9_999);
    const { endpoints, responses, total } = measure(urls);
    expect([endpoints, responses, total.requests]).toStrictEqual([undefined, undefined, 10_000]);
  });
});

test('checks stand in the order in which they were first made', () => {
  const check = (name: string, atMs: number) => ({ metric: 'checks', atMs, value: 1, tags: { check: name } });
  const { checks } = measure([check('third', 30), check('first', 10), check('second', 20), check('first', 40)]);
  expect(checks.map(({ name, passed }) => [name, passed])).toStrictEqual([
    ['first', 2],
    ['second', 1],
    ['third', 1],
  ]);
});

test('names of JavaScript are names like any other', () => {
  const { endpoints, scenarios } = measure(request(10, 5, { name: '__proto__', scenario: 'constructor' }));
  expect(Object.keys(endpoints ?? {})).toStrictEqual(['__proto__']);
  expect(scenarios.constructor).toMatchObject({ requests: 1 });
});

describe('hosts', () => {
  const sent = (name: string, count: number, more: SampleTags = {}, metric = 'http_reqs') =>
    series(
      metric,
      Array.from({ length: count }, () => 1),
      { scenario: 'default', ...more, ...(name && { name }) },
    );

  test('are those of names that k6 made of URLs, by their requests; those of setup() are left out', () => {
    const samples = [
      ...sent('http://a.example/1', 2),
      ...sent('http://a.example/2', 3),
      ...sent('GET /named', 2),
      ...sent('ws://b.example/chat', 1, {}, 'ws_sessions'),
      ...sent('http://auth.example/login', 9, { scenario: '', group: '::setup' }),
    ];
    expect(measure(samples).hosts).toEqual([
      { host: 'a.example', requests: 5 },
      { host: undefined, requests: 2 },
      { host: 'b.example', requests: 1 },
    ]);
  });

  test('of gRPC and browsers stand in the tag url, which says nothing more of what HTTP sent', () => {
    const samples = [
      ...sent('/echo.Echo/Say', 2, { url: '127.0.0.1:50051/echo.Echo/Say' }, 'grpc_req_duration'),
      ...sent('', 1, { url: 'https://shop.example/a?b=c' }, 'browser_http_req_duration'),
      // As k6's browser writes it: the name is the address.
      ...sent('https://shop.example/b', 1, { url: 'https://shop.example/b' }, 'browser_http_req_duration'),
      ...sent('', 1, { url: 'data:image/png;base64,AA' }, 'browser_http_req_duration'),
      ...sent('GET /named', 1, { url: 'GET /named' }),
    ];
    expect(measure(samples).hosts).toEqual([
      { host: '127.0.0.1:50051', requests: 2 },
      { host: 'shop.example', requests: 2 },
      { host: undefined, requests: 1 },
    ]);
  });

  test('are not known where a script named all that it sent', () => {
    expect(measure([...sent('GET /named', 2), ...sent('', 2, {}, 'ws_sessions')]).hosts).toBeUndefined();
  });
});
