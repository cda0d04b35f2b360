import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
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
function addRun(name: string, perSec = 1, edit: (record: string) => string = (record) => record, slower = 1): string {
  const path = join(folder, name);
  cpSync(join(SEED, 'get-balance'), path, { recursive: true });
  const change = (file: string, own: (text: string) => string) =>
    writeFileSync(join(path, file), own(readFileSync(join(path, file), 'utf8')));
  change('run.json', edit);
  change('summary.json', (text) => {
    const summary = JSON.parse(text);
    summary.metrics.http_reqs.rate *= perSec;
    for (const [name, metric] of Object.entries<Record<string, number>>(summary.metrics)) {
      if (name.startsWith('http_req_duration') && metric.med !== undefined) metric.med *= slower;
    }
    return JSON.stringify(summary);
  });
  return path;
}

/** The same with longer response times. */
const slower = (name: string, times: number): string => addRun(name, 1, undefined, times);

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
        addRun('a', 1, (text) =>
          text.replace(/"exceptions": \{[^}]*\}/, '"exceptions": {"count": 30000, "first": "x"}'),
        ),
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

describe('a baseline that grows', () => {
  const append = (...runs: readonly string[]) => call('baseline', 'append', ...runs, '--baselines', baselines);
  const runsOf = (): { startedAt: string; commit?: string; ciRun?: string; session?: string }[] =>
    JSON.parse(readFileSync(join(baselines, 'get-balance.seed.json'), 'utf8')).runs;
  const at = (minute: number) => (record: string) =>
    record.replace(
      /"startedAt": "[^"]*"/,
      `"startedAt": "2026-11-23T07:${String(minute).padStart(2, '0')}:00.000+00:00", "commit": "abc", "ci": { "run": "${minute}" }`,
    );

  test('begins with the first run, keeps the newest twenty, and counts none twice', async () => {
    expect((await append(addRun('first', 1, at(1)))).code).toBe(0);
    await append(join(folder, 'first'));
    expect(runsOf()).toMatchObject([{ commit: 'abc', ciRun: '1' }]);
    for (const minute of [2, 3]) await append(addRun(`run${minute}`, 1, at(minute)));
    await append(...Array.from({ length: 20 }, (_, place) => addRun(`more${place}`, 1, at(10 + place))));
    expect(runsOf().map(({ ciRun }) => ciRun)).toStrictEqual(
      Array.from({ length: 20 }, (_, place) => String(10 + place)),
    );
  });

  test('takes a run that missed its goals, and leaves out what is no measurement', async () => {
    const broken = (text: string) =>
      at(3)(text).replace(/"exceptions": \{[^}]*\}/, '"exceptions": {"count": 30000, "first": "x"}');
    const { code, stderr } = await append(addRun('slow', 1, at(2), 1.2), addRun('broken', 1, broken));
    expect(code).toBe(0);
    expect(stderr).toContain('비교 기준에 더하지 않았습니다');
    expect(runsOf()).toHaveLength(1);
  });

  test('of other loads are others, and grow where they lie', async () => {
    const scaled = (minute: number, scale: number) => (record: string) =>
      at(minute)(record).replace('"scale": 1', `"scale": ${scale}`);
    const { code } = await append(addRun('a', 1, scaled(1, 2)), addRun('b', 1, scaled(2, 3)), addRun('c', 1, at(3)));
    expect(code).toBe(0);
    const [two, three, one] = ['get-balance.seed.x2.json', 'get-balance.seed.x3.json', 'get-balance.seed.json'];
    expect(readdirSync(baselines).toSorted()).toStrictEqual([one, two, three]);
    renameSync(join(baselines, two), join(baselines, 'mine.json'));
    await append(addRun('d', 1, scaled(4, 2)));
    expect(readdirSync(baselines).toSorted()).toStrictEqual([one, three, 'mine.json']);
    expect(JSON.parse(readFileSync(join(baselines, 'mine.json'), 'utf8')).runs).toHaveLength(2);
  });

  test('keeps runs of another k6, which then may be why; of another target it begins anew', async () => {
    await append(addRun('a', 1, at(1)));
    await append(addRun('b', 1, (text) => at(2)(text).replace('"version": "2.2.0"', '"version": "2.3.0"')));
    expect(runsOf()).toHaveLength(2);
    const elsewhere = (text: string) =>
      at(3)(text).replace(/"testData": \{[^}]*\}/, '"testData": {"users": 9, "products": 9}');
    const { stderr } = await append(addRun('c', 1, elsewhere));
    expect(stderr).toContain('새로 쌓습니다');
    expect(runsOf()).toHaveLength(1);
  });
});

describe('a gate with a baseline', () => {
  const gate = (run: string, ...more: readonly string[]) => call('gate', run, '--baseline', baselines, ...more);

  test('ends with 11 where the run is worse, with 0 where it is not', async () => {
    await accept(addRun('before'));
    const worse = await gate(slower('worse', 2.1));
    expect(worse.code).toBe(11);
    expect(worse.stdout).toMatch(/^판정: 성능 저하$/m);
    expect(worse.stdout).toMatch(/^ +비교 기준 대비 중앙값\(p50\) .* 성능 저하$/m);
    // Nobody has a picture of -150 %.
    expect((await gate(slower('far', 3))).stdout).toMatch(
      /^ +비교 기준 대비 중앙값\(p50\) .* 기준의 2\.5배 +성능 저하$/m,
    );
    // One run against one says nothing of a fifth more or less.
    const same = await gate(addRun('same', 0.8));
    expect(same.code).toBe(0);
    expect(same.stdout).toMatch(/^판정: 판단 보류$/m);
    expect(same.stdout).toContain('기준 실행 1/10');
    expect((await gate(addRun('again', 0.8), '--strict')).code).toBe(20);
  });

  /** The same on another day. */
  const onDay = (at: number) => (record: string) =>
    record.replace(/"startedAt": "[^"]*"/, `"startedAt": "2026-11-${String(at).padStart(2, '0')}T07:00:00.000+00:00"`);

  test('of ten runs of five days tells a fifth less of one', async () => {
    await accept(...Array.from({ length: 10 }, (_, at) => addRun(`before${at}`, 0.99 + at / 500, onDay(1 + (at % 5)))));
    const worse = await gate(addRun('worse', 0.8));
    expect(worse.code).toBe(11);
    expect(worse.stdout).toMatch(/^ +비교 기준 대비 처리량\(TPS\) .* 성능 저하$/m);
    expect((await gate(addRun('allowed', 0.85), '--max-regression', '25%')).code).toBe(0);
    expect((await gate(addRun('strict', 0.9), '--max-regression', '2')).code).toBe(11);
  });

  test('of ten runs of one day cannot tell a new day from a change', async () => {
    await accept(...Array.from({ length: 10 }, (_, at) => addRun(`before${at}`, 0.99 + at / 500)));
    const { code, stdout } = await gate(addRun('worse', 0.8));
    expect(code).toBe(0);
    expect(stdout).toContain('날과 장비 1/5');
  });

  test('of several runs judges several, at any number', async () => {
    await accept(...[0.98, 1, 1.02].map((perSec, at) => addRun(`before${at}`, perSec)));
    const runs = [0.79, 0.8, 0.82].map((perSec, at) => addRun(`worse${at}`, perSec));
    expect((await call('gate', ...runs, '--baseline', baselines)).code).toBe(11);
    const some = [0.9, 1, 1.12].map((perSec, at) => addRun(`some${at}`, perSec));
    const open = await call('gate', ...some, '--baseline', baselines);
    expect(open.code).toBe(0);
    expect(open.stdout.replaceAll(/\s+/g, ' ')).toMatch(/양쪽을 \d+~\d+회씩 측정하면 결정할 수 있습니다/);
  });

  test('a file of its own, in every output', async () => {
    await accept(addRun('before'));
    const [run, file] = [slower('worse', 2.1), join(baselines, 'get-balance.seed.json')];
    const of = async (format: string) => (await call('gate', run, '--baseline', file, '--format', format)).stdout;
    expect(JSON.parse(await of('json'))).toMatchObject({ verdict: 'regressed', exitCode: 11 });
    expect(await of('junit')).toMatch(/<failure message="성능 저하: [^"]*" type="regressed"\/>/);
    expect(await of('github')).toContain('**성능 저하**');
    expect(await of('json')).toBe(await of('json'));
  });

  test('of other conditions has nothing to compare with: 0, with --strict 20', async () => {
    await accept(addRun('before', 1, (record) => record.replace('"scale": 1', '"scale": 2')));
    const { code, stdout } = await gate(addRun('a'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^판정: 비교 기준 없음$/m);
    expect(stdout).toContain('buha baseline accept');
    expect((await gate(addRun('b'), '--strict')).code).toBe(20);
  });

  test('that is not there, holds none, or none of this run is an error that says what there is', async () => {
    const absent = await gate(addRun('a'));
    expect(absent.code).toBe(2);
    expect(absent.stderr).toContain('buha baseline accept');
    mkdirSync(baselines);
    expect((await gate(addRun('b'))).code).toBe(2);
    await accept(join(SEED, 'place-order'));
    const foreign = await gate(addRun('c'));
    expect(foreign.code).toBe(2);
    expect(foreign.stderr).toContain('place-order');
    expect(foreign.stderr).toContain('get-balance');
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
