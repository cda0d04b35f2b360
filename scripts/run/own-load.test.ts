import { expect, test } from 'vitest';
import { NO_PROJECT } from '../../options/project.ts';
import { NOTHING_READ } from '../../testing/nothing-read.ts';
import { readK6Flags } from './k6-flags.ts';
import { targetIn } from './own-hosts.ts';
import { mustAct, mustBegin, targetMustAct } from './own-load.ts';
import type { PreparedScript } from './prepare.ts';

const script = (text: string | undefined): PreparedScript => ({
  name: 'my',
  api: text === undefined ? 'get-balance' : undefined,
  project: NO_PROJECT,
  source: 'my.js',
  file: 'my.js',
  modules: [],
  ownTarget: text === undefined ? undefined : targetIn(text),
  called: { certain: [], possible: [], hasUnknown: true },
  sha256: '',
  inOwnNames: (said) => said,
  lacks: undefined,
  options: {},
  countedVus: undefined,
  planned: [],
  ignored: undefined,
  iteration: undefined,
});

const READS = script("http.get(__ENV.BASE_URL + '/x')");
const FALLS = script("http.get((__ENV.BASE_URL || 'http://127.0.0.1:1') + '/x')");
const MAY_READ = script('http.get(__ENV[name])');
const SILENT = script("http.get('http://127.0.0.1:1/x')");
const OURS = script(undefined);
const NOTHING = { baseUrl: undefined, target: undefined, hasShopLock: false, hasTarget: false, isShop: false };
const BASE_URL = { ...NOTHING, baseUrl: 'http://127.0.0.1:9', hasTarget: true };
const STAGING = { ...NOTHING, target: 'staging', hasTarget: true };
const SHOP = { ...NOTHING, target: 'shop', isShop: true };
const SHOP_LOCK = { ...NOTHING, hasShopLock: true };

test.each([
  ['--base-url', 'base-url', [SILENT], BASE_URL],
  ['--target', 'base-url', [SILENT], STAGING],
  ['--target', 'base-url', [SILENT, MAY_READ], SHOP],
  ['--shop-lock', 'shop', [SILENT], SHOP_LOCK],
  ['--shop-lock', 'shop', [FALLS, MAY_READ], SHOP_LOCK],
  ['--shop-lock', 'shop', [READS], { ...SHOP_LOCK, hasTarget: true }],
  ['--shop-lock', 'shop', [OURS], { ...SHOP_LOCK, hasTarget: true }],
])('%s acts on nothing: an error (%s)', (flag, actsOn, scripts, given) => {
  expect(() => targetMustAct(scripts, given)).toThrow(
    expect.objectContaining({ code: 'flags-cannot-act', facts: { script: 'my.js', flags: [flag], actsOn } }),
  );
});

test.each([
  [[READS], BASE_URL],
  [[FALLS], BASE_URL],
  [[MAY_READ], BASE_URL],
  [[OURS], BASE_URL],
  [[SILENT, READS], BASE_URL],
  [[MAY_READ], STAGING],
  [[SILENT, FALLS], SHOP],
  [[FALLS], { ...SHOP, hasShopLock: true }],
  // BASE_URL of the environment is there for other scripts, too; an empty one is none.
  [[SILENT], { ...BASE_URL, baseUrl: undefined }],
  [[SILENT], { ...BASE_URL, baseUrl: '' }],
  [[READS], SHOP_LOCK],
  [[OURS, SILENT], SHOP_LOCK],
])('what can act on one of the scripts may be given', (scripts, given) => {
  expect(() => targetMustAct(scripts, given)).not.toThrow();
});

test('headers and test data act on a script that asks for them by their variables', () => {
  const words = (...forWired: readonly string[]) => ({
    ...{ flags: readK6Flags([]), given: [], forWired, hasShopLock: false, secrets: [], read: NOTHING_READ },
  });
  const asks = script('open(__ENV.BUHA_USERS); JSON.parse(__ENV.BUHA_HEADERS)');
  expect(() => mustAct([asks], words('--users', '--header'))).not.toThrow();
  expect(() => mustAct([SILENT, asks], words('--users'))).not.toThrow();
  const refused = (flags: readonly string[]) => expect.objectContaining({ facts: expect.objectContaining({ flags }) });
  expect(() => mustAct([asks], words('--users', '--products', '--profile'))).toThrow(
    refused(['--products', '--profile']),
  );
  expect(() => mustAct([script('// __ENV.BUHA_USERS')], words('--users'))).toThrow(refused(['--users']));
});

test('a script that waits to be resumed is refused: nobody would', () => {
  const paused = { ...OURS, source: 'paused.js', options: { paused: true } };
  expect(() => mustBegin([OURS, paused])).toThrow(
    expect.objectContaining({ code: 'script-paused', facts: { script: 'paused.js' } }),
  );
  for (const options of [{}, { paused: false }, { paused: null }]) mustBegin([{ ...OURS, options }]);
});
