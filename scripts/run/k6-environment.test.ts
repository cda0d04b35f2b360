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

test('what changes the load is withheld; addresses of outputs and buha’s own variables are no matter for a warning', () => {
  const env = { K6_VUS: '1', K6_DURATION: '1s', K6_BIN: '/k6', K6_MIRROR: 'x', K6_CLOUD_TOKEN: 't', PATH: '/bin' };
  expect(withheldVariables(env)).toEqual(['K6_DURATION', 'K6_VUS']);
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
