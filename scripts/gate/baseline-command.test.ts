import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callCommand } from '../../testing/call-command.ts';

const SEED = fileURLToPath(new URL('../../fixtures/runs/seed-all', import.meta.url));

let folder: string;
let baselines: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-baseline-'));
  baselines = join(folder, 'baselines');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function call(...args: readonly string[]) {
  const called = await callCommand(args);
  return { ...called, stderr: called.stderr.replaceAll(folder, '.') };
}

/** A recorded run of the balance inquiry, with other throughput and another record. */
function addRun(name: string, perSec = 1, edit: (record: string) => string = (record) => record): string {
  const path = join(folder, name);
  cpSync(join(SEED, 'get-balance'), path, { recursive: true });
  const change = (file: string, own: (text: string) => string) =>
    writeFileSync(join(path, file), own(readFileSync(join(path, file), 'utf8')));
  change('run.json', edit);
  change('summary.json', (text) => {
    const summary = JSON.parse(text);
    summary.metrics.http_reqs.rate *= perSec;
    return JSON.stringify(summary);
  });
  return path;
}

const accept = (...runs: readonly string[]) => call('baseline', 'accept', ...runs, '--baselines', baselines);

describe('accepting a baseline', () => {
  test('leaves a small file for each API, the same for the same runs', async () => {
    const { code, stderr } = await accept(SEED);
    expect(code).toBe(0);
    expect(stderr.trim().split('\n')).toHaveLength(4);
    const names = readdirSync(baselines).toSorted();
    expect(names).toEqual(
      ['get-balance', 'get-product', 'place-order', 'recharge-balance'].map((api) => `${api}.seed.json`),
    );
    const text = () => names.map((name) => readFileSync(join(baselines, name), 'utf8')).join('');
    const first = text();
    expect(first.length).toBeLessThan(4 * 1000);
    await accept(SEED);
    expect(text()).toBe(first);
  });

  test('of several runs keeps them all', async () => {
    await accept(addRun('a'), addRun('b', 1.02));
    const { runs } = JSON.parse(readFileSync(join(baselines, 'get-balance.seed.json'), 'utf8'));
    expect(runs).toHaveLength(2);
  });

  test.each<[string, () => string[], RegExp]>([
    [
      'an invalid run',
      () => [
        addRun('a', 1, (text) => text.replace(/"exceptions": \{[^}]*\}/, '"exceptions": {"count": 3, "first": "x"}')),
      ],
      /측정 무효/,
    ],
    [
      'runs of different conditions',
      () => [addRun('a'), addRun('b', 1, (text) => text.replace('"version": "2.2.0"', '"version": "1.0.0"'))],
      /k6 버전/,
    ],
    ['output without a record', () => [join(addRun('a'), 'summary.json')], /run\.json/],
  ])('refuses %s, and writes nothing', async (_, runs, said) => {
    const { code, stderr } = await accept(...runs());
    expect(code).toBe(2);
    expect(stderr).toMatch(said);
    expect(existsSync(baselines)).toBe(false);
  });

  test('without a subcommand or a run tells how', async () => {
    const alone = await call('baseline');
    expect(alone).toMatchObject({ code: 2, stdout: '' });
    expect(alone.stderr).toContain('accept');
    expect((await call('baseline', 'accept')).code).toBe(2);
    expect((await call('baseline', 'accept', '--help')).stdout).toContain('--baselines');
  });
});

describe('a gate with a baseline', () => {
  const gate = (run: string, ...more: readonly string[]) => call('gate', run, '--baseline', baselines, ...more);

  test('ends with 11 where the run is worse, with 0 where it is not', async () => {
    await accept(addRun('before'));
    const worse = await gate(addRun('worse', 0.8));
    expect(worse.code).toBe(11);
    expect(worse.stdout).toMatch(/^판정: 성능 저하$/m);
    expect(worse.stdout).toMatch(/^ +비교 기준 대비 처리량\(TPS\) +857\.2 +≥ 964\.3 +-11\.11% +성능 저하$/m);
    expect(worse.stdout).toContain('1회 측정이므로 오차를 알 수 없습니다');
    expect((await gate(addRun('same', 0.95))).code).toBe(0);
    expect((await gate(addRun('allowed', 0.85), '--max-regression', '20%')).code).toBe(0);
    expect((await gate(addRun('strict', 0.95), '--max-regression', '2')).code).toBe(11);
  });

  test('a file of its own, in every output', async () => {
    await accept(addRun('before'));
    const [run, file] = [addRun('worse', 0.8), join(baselines, 'get-balance.seed.json')];
    const of = async (format: string) => (await call('gate', run, '--baseline', file, '--format', format)).stdout;
    expect(JSON.parse(await of('json'))).toMatchObject({ verdict: 'regressed', exitCode: 11 });
    expect(await of('junit')).toMatch(/<failure message="성능 저하: [^"]*" type="regressed"\/>/);
    expect(await of('github')).toContain('**성능 저하**');
    expect(await of('json')).toBe(await of('json'));
  });

  test('without one says so and passes', async () => {
    const { code, stdout } = await gate(addRun('a'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^판정: 비교 기준 없음$/m);
    expect(stdout).toContain('buha baseline accept');
  });

  test.each([
    ['a file that is none', ['--baseline', 'absent.json'], /absent\.json/],
    ['a tolerance that is none', ['--baseline', '.', '--max-regression', 'some'], /--max-regression/],
    ['a tolerance without a baseline', ['--max-regression', '5%'], /--baseline/],
  ])('refuses %s', async (_, args, said) => {
    const { code, stderr } = await call('gate', addRun('a'), ...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(said);
  });

  test('refuses what buha did not write, naming the field', async () => {
    await accept(addRun('before'));
    const file = join(baselines, 'get-balance.seed.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"tps": ', '"tps": "x'));
    expect(await gate(addRun('a'))).toMatchObject({ code: 2 });
    writeFileSync(file, '{"schemaVersion": 1}');
    expect((await gate(addRun('b'))).stderr).toMatch(/get-balance\.seed\.json.*name/);
  });
});
