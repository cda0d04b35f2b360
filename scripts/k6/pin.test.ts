import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { REFERENCE_K6 } from '../../reports/model/k6-version.ts';
import { cacheDir } from './cache.ts';
import { parseChecksums, readPin } from './pin.ts';
import { archiveName, releaseBase } from './release.ts';

const MODULE_DIR = fileURLToPath(new URL('../../k6', import.meta.url));
const DIGEST = 'a'.repeat(64);

test('the pin: the version from go.mod, and a checksum for every archive of that version', async () => {
  const { version, goPackage, goVersion, checksums } = await readPin(MODULE_DIR);
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  // What other versions lack is listed up to this one.
  expect(version).toBe(REFERENCE_K6);
  expect(goPackage).toBe('go.k6.io/k6/v2');
  expect(goVersion).toMatch(/^1\.\d+/);
  const machines = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64'];
  const names = machines.map((each) => each.split('-')).map(([os = '', arch = '']) => archiveName(version, os, arch));
  // This fails when the version was raised and checksums.txt was not.
  expect([...checksums.keys()].sort()).toEqual(names.sort());
});

test("names of archives are k6's", () => {
  expect(archiveName('2.2.0', 'linux', 'x64')).toBe('k6-v2.2.0-linux-amd64.tar.gz');
  expect(archiveName('2.2.0', 'darwin', 'arm64')).toBe('k6-v2.2.0-macos-arm64.zip');
  expect(archiveName('2.2.0', 'win32', 'x64')).toBe('k6-v2.2.0-windows-amd64.zip');
});

test('checksums are read as sha256sum writes them, on Windows too', () => {
  const text = `${DIGEST}  a.zip\r\n${DIGEST.toUpperCase()} *b.zip\r\nnonsense  c.zip\r\n`;
  expect([...parseChecksums(text)]).toEqual([
    ['a.zip', DIGEST],
    ['b.zip', DIGEST],
  ]);
});

test('a mirror is a folder, with or without a slash at its end', () => {
  expect(releaseBase('2.2.0', undefined)?.href).toBe('https://github.com/grafana/k6/releases/download/v2.2.0/');
  expect(releaseBase('2.2.0', '')?.href).toBe(releaseBase('2.2.0', undefined)?.href);
  expect(releaseBase('2.2.0', 'http://mirror/k6')?.href).toBe('http://mirror/k6/');
  expect(releaseBase('2.2.0', 'ftp://mirror/k6')).toBeUndefined();
});

test.each([
  ['linux', { HOME: '/h' }, '/h/.cache/buha'],
  ['linux', { HOME: '/h', XDG_CACHE_HOME: '/x' }, '/x/buha'],
  ['linux', { HOME: '/h', XDG_CACHE_HOME: 'relative' }, '/h/.cache/buha'],
  ['darwin', { HOME: '/h', XDG_CACHE_HOME: '/x' }, '/h/Library/Caches/buha'],
  ['win32', { LOCALAPPDATA: 'C:\\L' }, 'C:\\L\\buha\\Cache'],
  ['win32', { USERPROFILE: 'C:\\U' }, 'C:\\U\\AppData\\Local\\buha\\Cache'],
])('the cache on %s with %o', (platform, env, folder) => {
  expect(cacheDir(env, platform)).toBe(folder);
});
