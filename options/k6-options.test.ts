import { expect, test } from 'vitest';
import { API_IDS, ownApi, PROJECT } from '../testing/own-project.ts';
import { type ApiId, thinkTimeMs } from './apis.ts';
import { k6Options } from './k6-options.ts';
import { loadScenarios, profileNames } from './profiles.ts';
import { serviceLevel, splitMetrics, thresholds } from './service-levels.ts';

const apis = (...ids: ApiId[]) => Object.fromEntries(ids.map((id) => [id, ownApi(id)]));

const seed = { profile: 'seed', scale: 1, durationScale: 1 } as const;

test.each(API_IDS)("%s: its own load, service level and tag, and p(99) and count beside k6's default trends", (api) => {
  expect(k6Options(api, apis(api), seed, PROJECT)).toStrictEqual({
    scenarios: loadScenarios(seed, thinkTimeMs(ownApi(api)), PROJECT),
    thresholds: thresholds(serviceLevel(PROJECT.serviceLevels, api, ownApi(api)), ['load_test', 'peak_test']),
    tags: { api },
    summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)', 'p(99)', 'p(99.9)', 'count'],
    discardResponseBodies: true,
    ext: { buha: { apis: [api] } },
  });
});

test.each(profileNames(PROJECT))('%s: every scenario gets its seven sub-metrics', (profile) => {
  const { scenarios, thresholds: named } = k6Options('get-balance', apis('get-balance'), { ...seed, profile }, PROJECT);
  const split = Object.keys(named).filter((metric) => metric.includes('{scenario:'));
  expect(split.toSorted()).toStrictEqual(
    Object.keys(scenarios)
      .flatMap((name) => splitMetrics().map((metric) => `${metric}{scenario:${name}}`))
      .toSorted(),
  );
});

test('a flow thinks as long as its steps together, so peak-full gets more VUs', () => {
  const {
    scenarios,
    thresholds: named,
    tags,
  } = k6Options('shopping', apis('get-balance', 'place-order'), { ...seed, profile: 'peak-full' }, PROJECT);
  expect(scenarios.peak_test).toMatchObject({ maxVUs: 5000 * (3 + 0.5) });
  expect(tags).toStrictEqual({ api: 'shopping' });
  // Its p95 would mix the steps, so no service level is promised for it.
  expect(Object.values(named).flat()).toStrictEqual([]);
});

test('options of one run share nothing with those of the next', () => {
  const first = k6Options('get-balance', apis('get-balance'), seed, PROJECT);
  first.summaryTrendStats.push('p(1)');
  first.thresholds.http_req_failed?.push('rate<1');
  expect(k6Options('get-balance', apis('get-balance'), seed, PROJECT)).toMatchObject({
    summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)', 'p(99)', 'p(99.9)', 'count'],
    thresholds: { http_req_failed: ['rate<=0.01'] },
  });
});
