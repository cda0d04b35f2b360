import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { callCommand } from '../../testing/call-command.ts';
import { runLoadTest } from '../run/run.ts';

vi.mock('../run/run.ts', () => ({ runLoadTest: vi.fn() }));

const run = vi.mocked(runLoadTest);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-agreement-'));
  run.mockReset().mockResolvedValue(0);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** By how much each run was scaled, or how many rows it had, and whether it asked nothing more. */
async function runs(vary: string, ...more: readonly string[]) {
  const words = ['experiment', 'recharge-balance', '--vary', vary, '--repeat', '2', '--results', folder];
  await callCommand([...words, '--profile', 'load-only', '--base-url', 'http://127.0.0.1:9', ...more]);
  return run.mock.calls.map(([, { options }]) => [options.scale, options.yes, options.yesProduction]);
}

test('each higher number of VUs is asked for, and what was agreed to holds for all that is no more', async () => {
  const [low, high, highAgain, lowAgain] = await runs('vus=10,3000');
  expect([low, high].map((one) => one?.slice(1))).toStrictEqual([
    [false, false],
    [false, false],
  ]);
  expect([highAgain, lowAgain].map((one) => one?.slice(1))).toStrictEqual([
    [true, true],
    [true, true],
  ]);
  expect(Number(low?.[0])).toBeLessThan(Number(high?.[0]));
});

test('rows of test data send no more than each other: one word holds for all', async () => {
  const users = join(folder, 'users.csv');
  writeFileSync(users, `id\n${Array.from({ length: 40 }, (_, at) => at).join('\n')}\n`);
  const all = await runs('users=4,40', '--users', users, '--lock-time', '10ms');
  expect(all.map(([, ...agreed]) => agreed)).toStrictEqual([[false, false], ...Array(3).fill([true, true])]);
});

test('a run that is declined ends the experiment', async () => {
  run.mockResolvedValueOnce(2);
  expect(await runs('vus=10,3000')).toHaveLength(1);
});

test('--yes holds for all, and leaves the second question where it is', async () => {
  const all = await runs('vus=10,3000', '--yes');
  expect(all.map(([, ...agreed]) => agreed).slice(0, 2)).toStrictEqual([
    [true, false],
    [true, false],
  ]);
});
