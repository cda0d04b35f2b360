import { spawnSync } from 'node:child_process';
import { existsSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closedPort, startRecordingServer } from '../testing/recording-server.ts';
import { TINY, until, Workplace } from '../testing/run-buha.ts';
import { ROOT } from './paths.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

describe('arguments that cannot be used: exit 2, what and what is allowed, nothing left behind', () => {
  test.each([
    [
      ['run', 'get-stock'],
      ["'get-stock'", 'get-balance, recharge-balance, place-order, get-product, all'],
    ],
    [['run', 'absent.ts'], ["'absent.ts'"]],
    [
      ['run', 'get-balance', '--profile', 'fast'],
      ["'fast'", 'seed, sequential'],
    ],
    [
      ['run', 'get-balance', '--scale', '0'],
      ['scale', "'0'", '<= 100'],
    ],
    [['run', 'get-balance', '--scale', 'much'], ["'much'"]],
    [
      ['run', 'get-balance', '--duration-scale', '101'],
      ['duration-scale', "'101'", '<= 100'],
    ],
    [
      ['run', 'get-balance', '--header', 'X Key: a'],
      ['--header', "'X'", 'Name: value'],
    ],
    [['run', 'get-balance', '--header'], ['--header']],
    [['run', 'get-balance', '--scal', '1'], ['--scal']],
    [
      ['run', 'get-balance', '--shop-lock', 'redis'],
      ['--shop-lock', "'redis'", 'distributed, none'],
    ],
    [
      ['run', 'get-balance', '--lang', 'jp'],
      ['--lang', "'jp'", 'ko, en'],
    ],
    [
      ['run', 'get-balance', '--lang=jp'],
      ['--lang', "'jp'", 'ko, en'],
    ],
    [
      ['run', 'get-balance', '--base-url', 'ftp://127.0.0.1'],
      ['BASE_URL', "'ftp://127.0.0.1'", 'https://HOST'],
    ],
    [
      ['run', 'get-balance', '--users', 'absent.csv'],
      ['absent.csv', 'ENOENT'],
    ],
    [
      ['run', 'get-balance', '--target-info', 'absent.txt'],
      ['absent.txt', 'ENOENT'],
    ],
    [
      ['run', 'get-balance', '--notes', 'absent.md'],
      ['absent.md', 'ENOENT'],
    ],
    [['run'], ['scenario']],
    [['history', 'results', 'others'], ['인자가 너무 많습니다']],
    [
      ['shop', '--port', '65536'],
      ['--port', "'65536'", '0–65535'],
    ],
    [['shop', '--port', 'http'], ["'http'"]],
    [
      ['shop', '--lock', 'redis'],
      ['--lock', "'redis'", 'distributed, none'],
    ],
    [
      ['report', 'absent.json'],
      ['absent.json', 'ENOENT'],
    ],
    [['load'], ['load', 'run, plan, report, gate, baseline, compare, history, experiment, verify, shop, doctor']],
  ])('%j', async (args, named) => {
    const ended = await place.run(args);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^오류: /);
    for (const part of named) expect(ended.stderr).toContain(part);
    expect(ended.stderr).not.toMatch(/\n\s+at |dist\/buha\.js/);
    expect(existsSync(place.results)).toBe(false);
    expect(readdirSync(place.temporary)).toEqual([]);
  });

  test.each([
    'http://loader:sec/ret@127.0.0.1:1',
    'loader:secret@127.0.0.1:1',
    'http://127.0.0.1:1/?key=secret',
    'http://127.0.0.1:1/#secret',
  ])('BASE_URL %s is refused without showing its secret', async (address) => {
    const ended = await place.run(['run', 'get-balance'], { env: { BASE_URL: address } });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('BASE_URL');
    expect(ended.stderr).not.toMatch(/secret|sec\/ret|loader/);
  });

  test.each([['s3cr3t-t0ken'], ['Authorization Bearer s3cr3t-t0ken'], ['Authorization=s3cr3t-t0ken']])(
    'a header that is none, %j, is refused without showing its value',
    async (header) => {
      const ended = await place.run(['run', 'get-balance', '--header', header]);
      expect(ended.code).toBe(2);
      expect(ended.stderr).not.toContain('s3cr3t');
    },
  );

  test('the port of the shop is taken', async () => {
    const server = await startRecordingServer();
    try {
      const port = new URL(server.baseUrl).port;
      const ended = await place.run(['shop', '--port', port, '--lang', 'en']);
      expect(ended.code).toBe(2);
      expect(ended.stderr).toContain(`port ${port} is in use`);
    } finally {
      server.close();
    }
  });
});

describe('help', () => {
  test('without arguments: help on standard error, exit 2', async () => {
    const ended = await place.run([]);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^사용법: buha /);
    expect((await place.run([], { env: { BUHA_LANG: 'en' } })).stderr).toMatch(/^Usage: buha /);
  });
});

describe('another machine gets no load that nobody confirmed', () => {
  // 192.0.2.1 is for documentation (RFC 5737): nobody is there, and nothing may be sent there either.
  const ELSEWHERE = 'http://192.0.2.1';

  test('without a terminal and without --yes: exit 2, before anything is sent', async () => {
    const before = performance.now();
    const ended = await place.run(['run', 'get-balance', '--base-url', ELSEWHERE, '--lang', 'en']);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain('3,500 virtual users and 6,500 requests per second on 192.0.2.1');
    expect(ended.stderr).toContain('--yes');
    // A connection that was tried would have been waited for (3 s), and its failure told.
    expect(ended.stderr).not.toMatch(/cannot connect|Starting/);
    expect(performance.now() - before).toBeLessThan(2500);
    expect(existsSync(place.results)).toBe(false);
  });

  test('a script of the user is no way around it', async () => {
    writeFileSync(
      place.file('own.js'),
      "import http from 'k6/http'; export const options = { vus: 51, duration: '1s' }; export default () => { http.get(__ENV.BASE_URL); };",
    );
    const ended = await place.run(['run', 'own.js', '--base-url', ELSEWHERE]);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('VU 51개');
  });
});

describe('variables of k6', () => {
  test('that would change the load are named and not passed on', async () => {
    const ended = await place.run(['run', 'get-product', ...TINY], {
      env: { K6_VUS: '1', K6_DURATION: '1s', K6_ITERATIONS: '1', K6_OUT: 'json=elsewhere.json' },
    });
    expect(ended.code).toBe(0);
    expect(ended.stderr.split('\n')[0]).toMatch(/^경고: .*K6_DURATION, K6_ITERATIONS, K6_OUT, K6_VUS/);
    expect(readdirSync(place.folder)).not.toContain('elsewhere.json');
    const record = JSON.parse(place.runFiles()['run.json'] ?? '');
    expect(record.options).toMatchObject({ vus: null, duration: null, iterations: null });
    expect(Object.keys(record.options.scenarios)).toEqual(['load_test']);
    const iterations = place
      .runFiles()
      ['samples.csv.gz']?.split('\n')
      .filter((row) => row.startsWith('iterations,'));
    expect(iterations?.length).toBeGreaterThan(5);
  });
});

test('`shop` says where it listens and ends on a signal', async () => {
  const port = await closedPort();
  const buha = place.start(['shop', '--port', String(port), '--lang', 'en']);
  await until(() => buha.stderr().includes(`http://127.0.0.1:${port}`), 'the shop listens');
  expect((await fetch(`http://127.0.0.1:${port}/v1/products/1`)).status).toBe(200);
  buha.child.kill('SIGINT');
  expect(await buha.ended).toMatchObject({ code: 0, stdout: '' });
  await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow();
  expect(readdirSync(place.temporary)).toEqual([]);
});

describe('where nothing can be written: a sentence, and no verdict lost', () => {
  const STRESS = join(ROOT, 'fixtures/runs/stress/summary.json');
  /** Standard output or error that takes nothing, as on a full disk. */
  const broken = () => {
    writeFileSync(place.file('read-only'), '');
    return openSync(place.file('read-only'), 'r');
  };
  const call = (args: readonly string[], env: Readonly<Record<string, string>>, stdio: readonly (number | 'pipe')[]) =>
    spawnSync(process.execPath, [join(ROOT, 'dist/buha.js'), ...args, '--lang', 'en'], {
      cwd: place.folder,
      env: { ...process.env, ...env },
      stdio: ['ignore', ...stdio],
      encoding: 'utf8',
      timeout: 60_000,
    });

  test.each([
    ['gate', STRESS],
    ['report', STRESS, '-o', '-'],
  ])('standard output of %s', (...args) => {
    const { status, stderr } = call(args, {}, [broken(), 'pipe']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/standard output \(-\) cannot be written \(.*EBADF\)/);
    expect(stderr).not.toMatch(/^\s+at .*:\d+/m);
  });

  test('standard error: what was asked for is given', () => {
    const { status, stdout } = call(['gate', STRESS], {}, ['pipe', broken()]);
    expect([status, stdout]).toEqual([0, expect.stringContaining('Verdict')]);
  });

  test('a file in place of the folder for temporary ones', () => {
    writeFileSync(place.file('a-file'), '');
    const { status, stderr } = call(['run', 'get-balance'], { TMPDIR: place.file('a-file'), BASE_URL: '' }, [
      'pipe',
      'pipe',
    ]);
    expect(status).toBe(2);
    expect(stderr).toContain('TMPDIR=');
    expect(stderr).not.toMatch(/^\s+at .*:\d+/m);
  });

  test('an empty HOME: the cache is not put where the command was called', () => {
    const { status, stdout } = call(['doctor'], { HOME: '', XDG_CACHE_HOME: '' }, ['pipe', 'pipe']);
    expect(status).not.toBe(70);
    expect(stdout).not.toMatch(/ \.cache/);
    expect(existsSync(place.file('.cache'))).toBe(false);
  });
});
