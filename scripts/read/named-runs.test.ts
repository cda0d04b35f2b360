import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callCommand } from '../../testing/call-command.ts';
import { ROOT } from '../paths.ts';
import { namedRuns } from './named-runs.ts';

const SEED = join(ROOT, 'fixtures', 'runs', 'seed-all');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-named-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What a shell makes of `FOLDER/*`. */
const everything = (path: string) => readdirSync(path).map((name) => join(path, name));

/** Two runs of one API, as `before` and the like hold them. */
function addRuns(): string {
  const path = join(folder, 'before');
  for (const name of ['a', 'b']) cpSync(join(SEED, 'get-balance'), join(path, name), { recursive: true });
  return path;
}

describe('after the history wrote its page beside the runs', () => {
  test.each([
    ['compare', []],
    ['report', []],
    ['gate', []],
    ['baseline accept', ['--baselines', 'BASELINES']],
  ])('%s takes before/* as before', async (command, more) => {
    const path = addRuns();
    const args = () => [
      ...command.split(' '),
      ...everything(path),
      ...more.map((word) => (word === 'BASELINES' ? join(folder, 'baselines') : word)),
    ];
    const first = await callCommand(args());
    expect(first.code).toBe(0);
    expect((await callCommand(['history', path])).code).toBe(0);
    expect(readdirSync(path)).toContain('index.html');
    expect(await callCommand(args())).toEqual(first);
  });
});

test('everything that a run of several APIs leaves is passed over, and nothing else', async () => {
  const path = join(folder, 'all');
  cpSync(SEED, path, { recursive: true });
  for (const name of ['report.md', 'report.html', 'gate.json', 'gate.xml', 'notes.md'])
    writeFileSync(join(path, name), '');
  mkdirSync(join(path, 'report-charts'));
  writeFileSync(join(path, 'summary.json'), '{}');
  const named = await namedRuns(everything(path));
  expect(named.map((name) => name.slice(path.length + 1)).toSorted()).toEqual([
    'get-balance',
    'get-product',
    'opinion.md',
    'place-order',
    'recharge-balance',
    'summary.json',
  ]);
  // The folder of a `run all`, beside others.
  writeFileSync(join(folder, 'index.html'), '');
  expect(await namedRuns(everything(folder))).toEqual([path]);
});

test('a report that lies elsewhere, or without a run beside it, is an input like any other', async () => {
  const path = addRuns();
  const report = join(folder, 'report.md');
  expect(await namedRuns([report])).toEqual([report]);
  expect(await namedRuns([join(path, 'a'), report, '-'])).toEqual([join(path, 'a'), report, '-']);
});
