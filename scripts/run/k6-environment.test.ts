import { expect, test } from 'vitest';
import { k6Environment, withheldVariables } from './k6-environment.ts';
import { parseTarget } from './target.ts';

const SCRIPT = {
  target: parseTarget('http://loader:pw@127.0.0.1:8080/api/'),
  headers: { 'X-Key': 'k' },
  usersFile: '/tmp/users.json',
  productsFile: undefined,
  load: { profile: 'smoke', scale: 0.5, durationScale: 2 },
} as const;

test('what buha sets itself is withheld, and a load from wired scenarios; all else is the user’s', () => {
  const env = {
    ...{
      K6_VUS: '1',
      K6_DURATION: '1s',
      K6_STAGES: '1s:1',
      K6_ITERATIONS: '1',
      K6_RPS: '1',
      K6_OUT: 'json',
      K6_CONFIG: 'x',
    },
    ...{ K6_BIN: '/k6', K6_MIRROR: 'x', K6_CLOUD_TOKEN: 't', PATH: '/bin', K6_X: 'own', K6_USER_AGENT: 'me' },
  };
  expect(withheldVariables(env, false)).toEqual(['K6_CONFIG', 'K6_OUT']);
  expect(withheldVariables(env, true)).toEqual([
    ...['K6_CONFIG', 'K6_DURATION', 'K6_ITERATIONS', 'K6_OUT', 'K6_RPS', 'K6_STAGES', 'K6_VUS'],
  ]);
});

test.each([
  ...['K6_TLS_CIPHER_SUITES', 'K6_BROWSER_HEADLESS', 'K6_SECRET_SOURCE', 'K6_TAGS', 'K6_USER_AGENT', 'K6_X'],
  ...['K6_AUTO_EXTENSION_RESOLUTION', 'K6_PROMETHEUS_RW_SERVER_URL', 'K6_CSV_SAVE_INTERVAL', 'K6_NO_THRESHOLDS'],
])('%s reaches k6', (name) => {
  expect(k6Environment({ [name]: 'true' }, SCRIPT)[name]).toBe('true');
  expect(withheldVariables({ [name]: 'true' }, true)).toEqual([]);
});

test('k6 gets the user’s environment, the settings, and nothing that overrules them', () => {
  const env = {
    PATH: '/bin',
    K6_VUS: '1',
    K6_BIN: '/k6',
    K6_PROMETHEUS_RW_SERVER_URL: 'http://metrics',
    BASE_URL: 'http://loader:pw@127.0.0.1:8080',
    BUHA_HEADERS: 'X-Old: 1',
    BUHA_PROFILE: 'soak',
    BUHA_LANG: 'en',
  };
  expect(k6Environment(env, SCRIPT)).toEqual({
    PATH: '/bin',
    K6_PROMETHEUS_RW_SERVER_URL: 'http://metrics',
    K6_AUTO_EXTENSION_RESOLUTION: 'false',
    BASE_URL: 'http://127.0.0.1:8080/api',
    BUHA_HEADERS: JSON.stringify({ Authorization: `Basic ${btoa('loader:pw')}`, 'X-Key': 'k' }),
    BUHA_USERS: '/tmp/users.json',
    BUHA_PRODUCTS: undefined,
    BUHA_PROFILE: 'smoke',
    BUHA_SCALE: '0.5',
    BUHA_DURATION_SCALE: '2',
  });
});
