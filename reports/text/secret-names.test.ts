import { expect, test } from 'vitest';
import { isSecretName } from './secret-names.ts';

test.each([
  ...[
    'Authorization',
    'Cookie',
    'Set-Cookie',
    'Proxy-Authorization',
    'Proxy-Connection',
    'X-Key',
    'X-Api-Key',
    'X-ApiKey',
  ],
  ...['apiKey', 'API_KEY', 'APIKEY', 'ACCESS_TOKEN', 'accessToken', 'refreshtoken', 'CLIENT_SECRET', 'DB_PASSWORD'],
  ...['PASSWD', 'MYSQL_PWD_PASS', 'X-Auth', 'X-Auth-Token', 'x-csrf-token', 'X-XSRF-TOKEN', 'SESSIONID', 'JSESSIONID'],
  ...['AWS_CREDENTIALS', 'X-Pin', 'PIN', 'passphrase', 'AUTH'],
])('%s is the name of a secret', (name) => {
  expect(isSecretName(name)).toBe(true);
});

test.each([
  ...['X-Env', 'Accept', 'Content-Type', 'X-Shipping', 'X-Author', 'Accept-Language', 'X-Request-Id', 'User-Agent'],
  ...['KEYBOARD', 'PINNED', 'X-Monkey', 'SPINNER', 'COMPASS', 'BASE_URL', 'X-Tenant', 'X-Forwarded-For', 'PASSENGERS'],
])('%s is not', (name) => {
  expect(isSecretName(name)).toBe(false);
});
