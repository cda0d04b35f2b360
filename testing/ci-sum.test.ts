import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ROOT } from '../scripts/paths.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-ci-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What `.ci/run` ends with, for parts by their exit code and what their reporter wrote. */
function summed(parts: Readonly<Record<string, { code?: number; json?: string }>>) {
  for (const [name, { code, json }] of Object.entries(parts)) {
    if (code !== undefined) writeFileSync(join(folder, `${name}.code`), `${code}\n`);
    if (json !== undefined) writeFileSync(join(folder, `${name}.json`), json);
  }
  const args = [join(ROOT, '.ci', 'sum.mjs'), folder, ...Object.keys(parts)];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { status, last: stdout.trimEnd().split('\n').at(-1) };
}

const counted = (numPassedTests: number, numFailedTests: number) => JSON.stringify({ numPassedTests, numFailedTests });

test('counts of all parts are added up', () => {
  expect(summed({ a: { code: 0, json: counted(10, 0) }, b: { code: 0, json: counted(5, 0) } })).toStrictEqual({
    status: 0,
    last: '15 passed, 0 failed',
  });
});

test.each([
  ['whose tests failed', { code: 1, json: counted(5, 2) }, '15 passed, 2 failed'],
  ['that failed outside of its tests', { code: 2, json: counted(5, 0) }, '15 passed, 1 failed'],
  ['that ended before its first test', { code: 1 }, '10 passed, 1 failed'],
  ['that ended well and counted nothing', { code: 0 }, '10 passed, 1 failed'],
  ['whose counts are none', { code: 0, json: '{"numPassedTests":null}' }, '10 passed, 1 failed'],
  ['that was never begun', {}, '10 passed, 1 failed'],
])('a part %s fails the whole', (_, part, last) => {
  expect(summed({ a: { code: 0, json: counted(10, 0) }, b: part })).toStrictEqual({ status: 1, last });
});
