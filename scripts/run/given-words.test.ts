import { expect, test } from 'vitest';
import { NOTHING_READ } from '../../testing/nothing-read.ts';
import { givenWords } from './given-words.ts';
import { NO_K6_FLAGS } from './k6-flags.ts';
import type { RunCallOptions } from './run-settings.ts';

const options = (given: Partial<RunCallOptions>, k6: readonly string[] = []) =>
  ({
    header: [],
    k6: { flags: NO_K6_FLAGS, given: k6, forWired: [], hasShopLock: false, secrets: [], read: NOTHING_READ },
    ...given,
  }) as unknown as RunCallOptions;

const nothing = (text: string) => text;
const blackened = (text: string) => text.replaceAll('s3cr3t-token', '***');

test('a call without any leaves none', () => {
  expect(givenWords(options({}), nothing)).toBeUndefined();
});

test('test data, headers and what is for k6 are kept as they were typed', () => {
  const given = { users: 'users 40.csv', products: 'p.csv', header: ['X-Env: load'], insecure: true, ca: 'ca.pem' };
  expect(givenWords(options(given, ['--vus', '4', '-e', 'STAGE=beta']), nothing)).toStrictEqual({
    words: [
      '--users',
      'users 40.csv',
      '--products',
      'p.csv',
      '--header',
      'X-Env: load',
      '--insecure',
      '--ca',
      'ca.pem',
    ],
    k6: ['--vus', '4', '-e', 'STAGE=beta'],
  });
});

test('whom the config trusts for its target is no word of the user, and would hold for all', () => {
  const ofTarget = { trust: true, monitoring: false };
  expect(givenWords(options({ insecure: true, ca: 'ca.pem', ofTarget }), nothing)).toBeUndefined();
});

test('a secret is kept as the name of a variable: by its name, by what its user called one, by its value', () => {
  const given = {
    header: ['Authorization: Bearer abc', 'X-Tenant: acme', 'X-Env: s3cr3t-token'],
    secretHeader: ['x-tenant'],
  };
  expect(
    givenWords(options(given, ['--env=API_KEY=abc', '-e', 'HOME_PAGE=s3cr3t-token', 's3cr3t-token']), blackened),
  ).toStrictEqual({
    words: [
      ...['--header', { before: 'Authorization: ', variable: 'AUTHORIZATION' }],
      ...['--header', { before: 'X-Tenant: ', variable: 'X_TENANT' }],
      ...['--header', { before: 'X-Env: ', variable: 'X_ENV' }],
      ...['--secret-header', 'x-tenant'],
    ],
    k6: [
      { before: '--env=API_KEY=', variable: 'API_KEY' },
      '-e',
      { before: 'HOME_PAGE=', variable: 'HOME_PAGE' },
      { before: '', variable: 'SECRET' },
    ],
  });
});
