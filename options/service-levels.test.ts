import { expect, test } from 'vitest';
import { API_IDS, ownApi, PROJECT } from '../testing/own-project.ts';
import { serviceLevel, splitMetrics, thresholds } from './service-levels.ts';

test('inquiries answer within 1 s at p95, writes within 3 s, and at most 1 % fail', () => {
  expect(
    Object.fromEntries(API_IDS.map((id) => [id, serviceLevel(PROJECT.serviceLevels, id, ownApi(id))])),
  ).toStrictEqual({
    'get-balance': { p95Ms: 1000, failedRatio: 0.01 },
    'recharge-balance': { p95Ms: 3000, failedRatio: 0.01 },
    'place-order': { p95Ms: 3000, failedRatio: 0.01 },
    'get-product': { p95Ms: 1000, failedRatio: 0.01 },
  });
});

test('latency is judged on successful requests only: a refused connection lasts 0 ms', () => {
  expect(thresholds(serviceLevel(PROJECT.serviceLevels, 'place-order', ownApi('place-order')), [])).toStrictEqual({
    'http_req_duration{expected_response:true}': ['p(95)<=3000'],
    http_req_failed: ['rate<=0.01'],
  });
});

test('a flow over several APIs has no service level, only the split', () => {
  expect(thresholds(undefined, [])).toStrictEqual({});
});

test('seven sub-metrics of each scenario make a summary that can be split; they judge nothing', () => {
  const names = [
    'http_req_duration',
    'http_reqs',
    'http_req_failed',
    'iterations',
    'iteration_duration',
    'dropped_iterations',
    'checks',
  ];
  expect(splitMetrics()).toStrictEqual(names);
  expect(thresholds(undefined, ['load_test', 'peak_test'])).toStrictEqual(
    Object.fromEntries(
      ['load_test', 'peak_test'].flatMap((scenario) => names.map((name) => [`${name}{scenario:${scenario}}`, []])),
    ),
  );
});

test('no threshold names vus by scenario: the metric has no scenario tag and would read 0', () => {
  const named = API_IDS.flatMap((id) =>
    Object.keys(thresholds(serviceLevel(PROJECT.serviceLevels, id, ownApi(id)), ['load_test'])),
  );
  expect(named.filter((metric) => metric.startsWith('vus'))).toStrictEqual([]);
});

test("an API's own level comes before that of its kind; who promises nothing has none", () => {
  const read = ownApi('get-balance');
  const own = { p95Ms: 200, failedRatio: 0 };
  expect(serviceLevel({ ...PROJECT.serviceLevels, 'get-balance': own }, 'get-balance', read)).toBe(own);
  expect(serviceLevel({}, 'get-balance', read)).toBeUndefined();
});
