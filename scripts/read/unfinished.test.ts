import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callCommand } from '../../testing/call-command.ts';
import { ROOT } from '../paths.ts';

const STRESS = join(ROOT, 'fixtures/runs/stress');
const SAMPLES = readFileSync(join(STRESS, 'samples.csv.gz'));

let results: string;
beforeEach(() => {
  results = mkdtempSync(join(tmpdir(), 'buha-unfinished-'));
});
afterEach(() => rmSync(results, { recursive: true }));

const at = (...names: readonly string[]) => join(results, ...names);

/** A run whose buha was killed when k6 had written so many bytes of samples. */
function killed(bytes: number, name = '20261123-140311-stress'): string {
  mkdirSync(at(name), { recursive: true });
  writeFileSync(at(name, 'partial-samples.csv.gz'), SAMPLES.subarray(0, bytes));
  writeFileSync(at(name, 'partial-console.txt'), 'execution: local\n');
  return at(name);
}

const HALF = Math.floor(SAMPLES.length / 2);
const call = (...args: readonly string[]) => callCommand([...args, '--lang', 'en']);

describe('a run that was killed together with buha', () => {
  test('is reported from its samples, and what is missing is named', async () => {
    const folder = killed(HALF);
    expect((await call('report', folder)).code).toBe(0);
    const report = readFileSync(join(folder, 'report.md'), 'utf8');
    expect(report).toContain('The run did not end');
    expect(report).toContain('partial-samples.csv.gz');
    expect(report).toContain('**Invalid.**');
    expect(report).toMatch(/Success rate: \d/);
  });

  test.each([
    ['by its folder', (folder: string) => [folder]],
    ['by the folder of results', () => [results]],
    ['as the newest', () => ['--newest', '--results', results]],
  ])('is no measurement to a gate, named %s', async (_, words) => {
    const { code, stdout } = await call('gate', ...words(killed(HALF)), '--format', 'json');
    const { verdict, runs } = JSON.parse(stdout) as { verdict: string; runs: { rows: { id: string }[] }[] };
    expect([code, verdict]).toEqual([30, 'invalid']);
    const rows = runs[0]?.rows.filter(({ id }) => id === 'exit' || id === 'samples');
    expect(rows).toMatchObject([
      { outcome: 'invalid', reason: 'unfinished' },
      { outcome: 'pass', actual: expect.any(Number) },
    ]);
  });

  test('before any sample was written: no report, and no measurement', async () => {
    for (const bytes of [0, 10]) {
      const folder = killed(bytes);
      const report = await call('report', folder);
      expect([report.code, readdirSync(folder).length]).toEqual([2, 2]);
      expect(report.stderr).toContain('no samples that can be read');
      expect(report.stderr).toContain('k6 compresses raw samples and writes them in large blocks only');
      expect(await call('gate', folder)).toMatchObject({ code: 30, stdout: expect.stringContaining('did not end') });
    }
  });

  test('of one with secrets, nothing is kept that was not looked through, which is said', async () => {
    const folder = killed(10);
    rmSync(join(folder, 'partial-samples.csv.gz'));
    const report = await call('report', folder);
    expect(report.code).toBe(2);
    expect(report.stderr).toContain('kept only when these have been blacked out');
  });

  test('is named by the history, alone and beside others', async () => {
    const folder = killed(HALF);
    const alone = await call('history', results);
    expect(alone.code).toBe(2);
    expect(alone.stderr).toContain(`the run in ${folder} did not end`);
    expect(alone.stderr).toContain('no run in');
    expect(alone.stderr).not.toContain('there are no runs');
    cpSync(STRESS, at('20261122-140311-stress'), { recursive: true });
    const beside = await call('history', results);
    expect([beside.code, beside.stdout]).toEqual([0, expect.stringContaining('20261122-140311-stress')]);
    expect(beside.stderr).toContain(`the run in ${folder} did not end`);
  });

  test('takes no report from those before it, and passes for none of them', async () => {
    cpSync(STRESS, at('all', 'a'), { recursive: true });
    const folder = at('all');
    killed(10, join('all', 'b'));
    const report = await call('report', folder);
    expect(report.code).toBe(0);
    expect(report.stderr).toContain(`Left out: the run in ${join(folder, 'b')}`);
    expect((await call('gate', at('all', 'a'))).code).toBe(0);
    expect(await call('gate', folder)).toMatchObject({ code: 30, stdout: expect.stringContaining('b: Invalid') });
  });
});
