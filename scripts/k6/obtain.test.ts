import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BuhaError } from '../../reports/model/error.ts';
import { errorText } from '../../reports/words/errors.ts';
import { k6Script, machine, program, serve, tarGz } from '../../testing/obtain-setup.ts';

const ARCHIVE = tarGz(k6Script('2.2.0'));
const NAME = 'k6-v2.2.0-linux-amd64.tar.gz';

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
  test('K6_BIN wins, and any version is accepted and told', async () => {
    const { home, bin, events, obtain } = machine();
    program(join(bin, 'k6'), k6Script('2.2.0'));
    const path = program(join(home, 'my-k6'), k6Script('0.57.0'));
    expect(await obtain({ env: { K6_BIN: path } })).toEqual({ path, version: '0.57.0', from: 'K6_BIN' });
    expect(events).toEqual([{ kind: 'other-version', path, version: '0.57.0', pinned: '2.2.0' }]);
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

  test('the cache comes before PATH', async () => {
    const { bin, cache, obtain } = machine();
    program(join(bin, 'k6'), k6Script('2.2.0'));
    const path = program(join(cache, 'k6-v2.2.0-linux-amd64', 'k6'), k6Script('2.2.0'));
    expect(await obtain()).toEqual({ path, version: '2.2.0', from: 'cache' });
  });

  test('PATH: stand-ins and other versions are passed over', async () => {
    const { home, obtain } = machine();
    const folders = ['dummy', 'old', 'right'].map((name) => join(home, name));
    // What an npm package called k6 may put first on PATH while a script of package.json runs.
    program(join(home, 'dummy', 'k6'), '#!/bin/sh\n');
    program(join(home, 'old', 'k6'), k6Script('2.2.1'));
    const path = program(join(home, 'right', 'k6'), k6Script('2.2.0'));
    expect(await obtain({ env: { PATH: folders.join(':') } })).toEqual({ path, version: '2.2.0', from: 'PATH' });
  });
});

describe.skipIf(process.platform === 'win32')('obtained once', () => {
  test('a damaged cached file is replaced', async () => {
    const { cache, obtain } = machine({ [NAME]: ARCHIVE });
    const K6_MIRROR = await serve((_, response) => response.end(ARCHIVE));
    const path = program(join(cache, 'k6-v2.2.0-linux-amd64', 'k6'), '');
    expect(await obtain({ env: { K6_MIRROR } })).toEqual({ path, version: '2.2.0', from: 'download' });
    expect(await obtain()).toEqual({ path, version: '2.2.0', from: 'cache' });
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
    const path = program(join(bin, 'k6'), k6Script('1.5.0'));
    const error = await rejection(obtain({ env: { K6_MIRROR: 'nonsense' }, arch: 'riscv64' }));
    const tried = [
      { fault: 'path-other-version', path, version: '1.5.0' },
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
