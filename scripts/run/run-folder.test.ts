import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localIso, makeRunFolder, nameOfSeveral, needFolder, timeName } from './run-folder.ts';

const AT = new Date(2026, 10, 3, 4, 5, 6, 78);
let results: string;
beforeEach(() => {
  results = mkdtempSync(join(tmpdir(), 'buha-results-'));
});
afterEach(() => rmSync(results, { recursive: true }));

test('names sort by time', () => {
  expect(timeName(AT)).toBe('20261103-040506');
});

test('local time with its offset is the same instant', () => {
  expect(localIso(AT)).toMatch(/^2026-11-03T04:05:06\.078[+-]\d\d:\d\d$/);
  expect(Date.parse(localIso(AT))).toBe(AT.getTime());
});

test('a second run in the same second gets a folder of its own', async () => {
  const made = await Promise.all([1, 2, 3].map(() => makeRunFolder(results, 'all', AT)));
  expect(new Set(made).size).toBe(3);
  expect(readdirSync(results)).toEqual(['20261103-040506-all', '20261103-040506-all-2', '20261103-040506-all-3']);
});

test.each(['file', 'file/below/it'])('results that are a file, or below one (%s)', async (name) => {
  const file = join(results, name);
  writeFileSync(join(results, 'file'), '');
  await expect(needFolder(file)).rejects.toMatchObject({ code: 'cannot-write', facts: { file, reason: 'ENOTDIR' } });
  await expect(makeRunFolder(file, 'all', AT)).rejects.toMatchObject({ code: 'cannot-write', facts: { file } });
});

test('a folder that can be made is not made before it is needed', async () => {
  await needFolder(join(results, 'one', 'in', 'another'));
  await needFolder(results);
  expect(readdirSync(results)).toEqual([]);
});

test.each([
  ['/shop/load', 'load'],
  ['/shop/v1.2', 'v1.2'],
  ['/shop/load/**/*.js', 'load'],
  ['/shop/load/order-*.js', 'order'],
  ['/shop/load tests/', 'loadtests'],
  ['/shop/load/{a,b}.test.ts', 'ab.test'],
  ['/*', undefined],
])('the runs of %s are named %s', (path, name) => {
  expect(nameOfSeveral(path)).toBe(name);
});

test.each([
  ['a name of 240 letters', 'b'.repeat(240)],
  ['of 80 Korean ones', '한'.repeat(80)],
  ['of emoji', '🎉'.repeat(60)],
])('%s has a folder, and is cut between letters', async (_, name) => {
  const made = await Promise.all([makeRunFolder(results, name, AT), makeRunFolder(results, name, AT)]);
  expect(new Set(made).size).toBe(2);
  for (const folder of readdirSync(results)) {
    expect(folder).not.toContain('\ufffd');
    expect(name.startsWith(folder.replace(/^\d+-\d+-|-\d+$/g, ''))).toBe(true);
  }
});
