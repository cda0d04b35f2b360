import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BuhaError } from '../../reports/model/error.ts';
import { errorText } from '../../reports/words/errors.ts';
import { k6Script, machine, program, serve, tarGz } from '../../testing/obtain-setup.ts';

const ARCHIVE = tarGz(k6Script('2.2.0'));
const NAME = 'k6-v2.2.0-linux-amd64.tar.gz';

const HANGS = '#!/bin/sh\nwhile :; do :; done\n';

async function rejection(promise: Promise<unknown>): Promise<BuhaError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof BuhaError) return error;
  throw error ?? new Error('did not fail');
}

// The fake programs are shell scripts.
describe.skipIf(process.platform === 'win32')('where k6 is found', () => {
  test('K6_BIN wins, and any version is taken and told', async () => {
    const { home, bin, events, obtain } = machine();
    program(join(bin, 'k6'), k6Script('2.2.0'));
    const path = program(join(home, 'my-k6'), k6Script('0.57.0'));
    expect(await obtain({ env: { K6_BIN: path } })).toEqual({
      path,
      version: '0.57.0',
      extensions: [],
      from: 'K6_BIN',
    });
    expect(events).toMatchObject([{ kind: 'other-version', path, version: '0.57.0', pinned: '2.2.0', from: 'K6_BIN' }]);
  });

  test('K6_BIN may name a build of the own, with extensions and no number', async () => {
    const { home, events, obtain } = machine();
    const extension = 'Extensions:\n  example.org/xk6-sql v1.0.0, k6/x/sql [js]';
    const own = `#!/bin/sh\necho 'k6 vdev (commit/devel, go1.26.8, linux/amd64)\n${extension}'\n`;
    const path = program(join(home, 'my-k6'), own);
    const extensions = ['example.org/xk6-sql v1.0.0'];
    expect(await obtain({ env: { K6_BIN: path } })).toEqual({ path, version: 'dev', extensions, from: 'K6_BIN' });
    expect(events).toMatchObject([{ kind: 'other-version', version: 'dev', lacks: [] }]);
  });

  test.each([
    ['absent', 'nothing-here', ''],
    ['not-executable', '.', ''],
    ['not-k6', 'other', 'unknown command'],
  ] as const)('K6_BIN that is %s is an error, not a reason to go on', async (fault, file, answer) => {
    const { home, bin, obtain } = machine();
    program(join(bin, 'k6'), k6Script('2.2.0'));
    program(join(home, 'other'), '#!/bin/sh\necho "unknown command" >&2\nexit 1\n');
    const path = join(home, file);
    const error = await rejection(obtain({ env: { K6_BIN: path } }));
    expect(error).toMatchObject({ code: 'k6-bin-unusable', facts: { path, fault, answer } });
    expect(errorText(error, 'ko')).toContain(path);
  });

  test('K6_BIN that hangs is said to', async () => {
    const { home, obtain } = machine();
    const path = program(join(home, 'my-k6'), HANGS);
    const error = await rejection(obtain({ env: { K6_BIN: path }, answerMs: 100 }));
    expect(error).toMatchObject({ code: 'k6-bin-unusable', facts: { path, fault: 'silent' } });
  });

  test.each([
    ['2.2.0', []],
    ['1.8.1', ['text-encoder', 'summary-timeout', 'merge-run-tags', 'gauge-max', 'vus-over-scenarios']],
    ['2.4.0', []],
  ])(
    'a k6 %s on PATH comes before the cache; another than the pinned one is told with what it lacks',
    async (version, lacks) => {
      const { bin, cache, events, obtain } = machine();
      const path = program(join(bin, 'k6'), k6Script(version));
      program(join(cache, 'k6-v2.2.0-linux-amd64', 'k6'), k6Script('2.2.0'));
      expect(await obtain()).toEqual({ path, version, extensions: [], from: 'PATH' });
      const told = { kind: 'other-version', path, version, pinned: '2.2.0', from: 'PATH', lacks };
      expect(events).toEqual(version === '2.2.0' ? [] : [told]);
    },
  );

  test('PATH: stand-ins, builds without a number and what is older than 1.0 are passed over; the latter two are told', async () => {
    const { home, events, obtain } = machine();
    const folders = ['dummy', 'dev', 'old', 'right'].map((name) => join(home, name));
    // What an npm package called k6 may put first on PATH while a script of package.json runs.
    program(join(home, 'dummy', 'k6'), '#!/bin/sh\n');
    const dev = program(join(home, 'dev', 'k6'), k6Script('0.0.0-20261001120000-abcdef123456'));
    const old = program(join(home, 'old', 'k6'), k6Script('0.57.0'));
    const path = program(join(home, 'right', 'k6'), k6Script('2.2.0'));
    expect(await obtain({ env: { PATH: folders.join(':') } })).toMatchObject({ path, version: '2.2.0', from: 'PATH' });
    expect(events).toMatchObject([
      { kind: 'passed-over', attempt: { fault: 'path-no-release', path: dev } },
      { kind: 'passed-over', attempt: { fault: 'path-too-old', path: old, version: '0.57.0', oldest: '1.0.0' } },
    ]);
  });

  test('where the pinned one is needed, another on PATH is passed over', async () => {
    const { bin, cache, obtain } = machine();
    program(join(bin, 'k6'), k6Script('1.8.1'));
    const path = program(join(cache, 'k6-v2.2.0-linux-amd64', 'k6'), k6Script('2.2.0'));
    expect(await obtain({ mustBePinned: true })).toMatchObject({ path, version: '2.2.0', from: 'cache' });
  });

  test('one that hangs is given up, on PATH and in the cache, and the next way is tried', async () => {
    const { bin, cache, events, obtain } = machine({ [NAME]: ARCHIVE });
    const onPath = program(join(bin, 'k6'), HANGS);
    const path = program(join(cache, 'k6-v2.2.0-linux-amd64', 'k6'), HANGS);
    const K6_MIRROR = await serve((_, response) => response.end(ARCHIVE));
    expect(await obtain({ env: { K6_MIRROR }, answerMs: 200 })).toMatchObject({ path, from: 'download' });
    expect(events.filter(({ kind }) => kind === 'passed-over')).toMatchObject([
      { attempt: { fault: 'path-silent', path: onPath } },
      { attempt: { fault: 'cache-silent', path } },
    ]);
  });
});

describe.skipIf(process.platform === 'win32')('obtained once', () => {
  test('a damaged cached file is replaced', async () => {
    const { cache, obtain } = machine({ [NAME]: ARCHIVE });
    const K6_MIRROR = await serve((_, response) => response.end(ARCHIVE));
    const path = program(join(cache, 'k6-v2.2.0-linux-amd64', 'k6'), '');
    const found = { path, version: '2.2.0', extensions: [] };
    expect(await obtain({ env: { K6_MIRROR } })).toEqual({ ...found, from: 'download' });
    expect(await obtain()).toEqual({ ...found, from: 'cache' });
  });

  test('two at once: one download, both get it, nothing else is left', async () => {
    const { cache, events, obtain } = machine({ [NAME]: ARCHIVE });
    let requests = 0;
    const K6_MIRROR = await serve((_, response) => {
      requests += 1;
      response.end(ARCHIVE);
    });
    const both = await Promise.all([obtain({ env: { K6_MIRROR } }), obtain({ env: { K6_MIRROR } })]);
    expect(both.map(({ from }) => from).sort()).toEqual(['cache', 'download']);
    expect(both[0].path).toBe(both[1].path);
    expect(requests).toBe(1);
    expect(events.filter(({ kind }) => kind === 'wait')).toHaveLength(1);
    expect(readdirSync(cache)).toEqual(['k6-v2.2.0-linux-amd64']);
  });

  test.each([
    ['whose process is gone', { pid: 2 ** 30, host: hostname(), token: 'x' }, new Date()],
    ['whose heart stopped', { pid: process.pid, host: 'another-machine', token: 'x' }, new Date(0)],
    ['without an owner, of long ago', undefined, new Date(0)],
  ])('a lock %s is taken over, also by two at once', async (_, owner, touched) => {
    const { cache, obtain } = machine({ [NAME]: ARCHIVE });
    let requests = 0;
    const K6_MIRROR = await serve((_request, response) => {
      requests += 1;
      response.end(ARCHIVE);
    });
    mkdirSync(cache, { recursive: true });
    const lock = join(cache, 'k6-v2.2.0-linux-amd64.lock');
    writeFileSync(lock, owner === undefined ? '' : JSON.stringify(owner));
    utimesSync(lock, touched, touched);
    mkdirSync(join(cache, `k6-v2.2.0-linux-amd64.tmp-${2 ** 30}-abc`));
    await Promise.all([obtain({ env: { K6_MIRROR } }), obtain({ env: { K6_MIRROR } })]);
    expect(requests).toBe(1);
    expect(readdirSync(cache)).toEqual(['k6-v2.2.0-linux-amd64']);
  });

  test('no way at all: every way is named with what went wrong, in words too', async () => {
    const { bin, obtain } = machine();
    const path = program(join(bin, 'k6'), k6Script('0.57.0'));
    const error = await rejection(obtain({ env: { K6_MIRROR: 'nonsense' }, arch: 'riscv64' }));
    const tried = [
      { fault: 'path-too-old', path, version: '0.57.0', oldest: '1.0.0' },
      { fault: 'go-absent' },
      { fault: 'archive-absent', platform: 'linux', arch: 'riscv64' },
    ];
    expect(error).toMatchObject({ code: 'k6-not-obtained', facts: { version: '2.2.0', goVersion: '1.25.0', tried } });
    for (const way of ['K6_BIN=', 'Go 1.25.0', 'K6_MIRROR=']) expect(errorText(error, 'ko')).toContain(way);
    expect(errorText(error, 'en')).toContain('build: no Go on PATH');
  });

  test('a cache that cannot be written is said', async () => {
    const { home, obtain } = machine();
    writeFileSync(join(home, '.cache'), 'a file where the folder should be');
    const error = await rejection(obtain());
    expect(error.facts).toMatchObject({ tried: [{ fault: 'path-absent' }, { fault: 'cache-unwritable' }] });
    for (const language of ['ko', 'en'] as const) expect(errorText(error, language)).toContain('XDG_CACHE_HOME=');
  });

  test('an abort ends the download and leaves nothing behind', async () => {
    const { cache, obtain } = machine({ [NAME]: ARCHIVE });
    const stop = new AbortController();
    const K6_MIRROR = await serve((_, response) => {
      response.writeHead(200, { 'content-length': ARCHIVE.length });
      response.write(ARCHIVE.subarray(0, 10), () => stop.abort(new Error('stopped')));
    });
    await expect(obtain({ env: { K6_MIRROR }, signal: stop.signal })).rejects.toThrow('stopped');
    expect(existsSync(cache)).toBe(true);
    expect(readdirSync(cache)).toEqual([]);
  });
});
