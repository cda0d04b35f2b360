import { expect, test } from 'vitest';
import { withoutCredentials, withoutCredentialsIn } from './credentials.ts';

test.each([
  ['http://bob:pw123456@host/x', 'http://***@host/x'],
  ['https://bob@host:8080', 'https://***@host:8080'],
  ['http://bob:p/w@x@host/a', 'http://***@host/a'],
  ['htp://bob:pw@ho st', 'htp://***@ho st'],
  ['postgres://app:x@db/shop', 'postgres://***@db/shop'],
  // As a path is told of it.
  ['http:/bob:pw@host/20261129', 'http:/***@host/20261129'],
  ['bob:pw123456@host', '***@host'],
  ['/x?token=abc123&page=2', '/x?token=***&page=2'],
  ['--api-token=abc', '--api-token=***'],
  ['DB_PASSWORD=hunter2', 'DB_PASSWORD=***'],
])('%s is told as %s', (given, told) => {
  expect(withoutCredentials(given)).toBe(told);
});

test.each([
  'results/20261123-140311-all',
  'C:\\Users\\me@work\\x.json',
  'http://host:8080/users/me@work',
  'p95=200ms',
  'http_req_duration{name:GET /a}',
  '/srv/a:b/c@d.json',
  'token_timeout=5s',
])('%s is told as it is', (given) => {
  expect(withoutCredentials(given)).toBe(given);
});

test('in lists and fields, too', () => {
  const given = { file: 'http://a:b@c', more: ['http://a:b@d', 3, undefined], deep: { name: 'x' } };
  expect(withoutCredentialsIn(given)).toEqual({
    ...{ file: 'http://***@c', more: ['http://***@d', 3, undefined], deep: { name: 'x' } },
  });
});
