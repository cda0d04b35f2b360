import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { OtherRun } from '../../reports/model/record.ts';
import { RunningRuns } from './running.ts';

const STARTED = '2026-11-23T14:03:11.120+09:00';

let dir: string;
beforeEach(() => {
  dir = join(mkdtempSync(join(tmpdir(), 'buha-running-')), 'running');
  mkdirSync(dir);
  return () => rmSync(dir, { recursive: true, force: true });
});

/** A process that lives until the test ends. */
function living(): ChildProcess & { pid: number } {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  if (child.pid === undefined) throw new Error('not started');
  return Object.assign(child, { pid: child.pid });
}

async function dead(): Promise<number> {
  const child = living();
  child.kill('SIGKILL');
  await once(child, 'close');
  return child.pid;
}

function notice(pid: number | string, text: unknown = { host: hostname(), script: 'buy', startedAt: STARTED }): string {
  const file = join(dir, String(pid));
  writeFileSync(file, typeof text === 'string' ? text : JSON.stringify(text));
  return file;
}

async function begun(scripts: readonly string[] = ['own'], heartbeatMs?: number) {
  const told: OtherRun[] = [];
  const settings = { dir, scripts, onOther: (run: OtherRun) => told.push(run), ...(heartbeatMs && { heartbeatMs }) };
  const running = new RunningRuns(settings, new Date());
  await running.begin();
  onTestFinished(() => running.end());
  return { running, told };
}

test('a run tells where it is and removes that at its end', async () => {
  const { running, told } = await begun();
  expect([readdirSync(dir), told]).toStrictEqual([[String(process.pid)], []]);
  await running.end();
  expect(readdirSync(dir)).toStrictEqual([]);
});

test('another run is told once, and is known since it was seen', async () => {
  const other = living();
  const before = new Date();
  notice(other.pid);
  const { running, told } = await begun();
  const run = { pid: other.pid, script: 'buy', startedAt: STARTED };
  expect(await running.since(before)).toStrictEqual([run]);
  expect(told).toStrictEqual([run]);
  // It ended; what begins afterwards ran alone.
  rmSync(join(dir, String(other.pid)));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await running.since(new Date())).toStrictEqual([]);
});

test('one that begins later is told, too', async () => {
  const { told } = await begun(['own'], 10);
  const other = living();
  notice(other.pid);
  await vi.waitFor(() => expect(told).toMatchObject([{ pid: other.pid }]));
});

test.each([
  ['of a process that is gone', async () => notice(await dead())],
  [
    'of a process id that lives again, after a boot',
    async () => {
      const file = notice(living().pid);
      utimesSync(file, new Date(0), new Date(0));
      return file;
    },
  ],
])('what is left over %s is removed and not told', async (_, make) => {
  const file = await make();
  const { told } = await begun();
  expect([told, existsSync(file)]).toStrictEqual([[], false]);
});

test.each([
  ['another machine that shares the home', { host: 'elsewhere', script: 'buy', startedAt: STARTED }],
  ['half a file', '{"host":'],
  ['another form', { pid: 1 }],
])('%s: not told', async (_, text) => {
  const file = notice(living().pid, text);
  const { told } = await begun();
  expect([told, existsSync(file)]).toStrictEqual([[], true]);
});

test('names that are no process ids are left alone', async () => {
  const files = ['notes.txt', '0x10', '-1', '1e3'].map((name) => notice(name));
  const { told } = await begun();
  expect([told, files.every(existsSync)]).toStrictEqual([[], true]);
});

test('what took its file for a leftover does not make a run unseen', async () => {
  await begun(['own'], 10);
  const own = join(dir, String(process.pid));
  rmSync(own);
  await vi.waitFor(() => expect(existsSync(own)).toBe(true));
});

test('many scripts are named shortly', async () => {
  const { running } = await begun(Array.from({ length: 40 }, (_, at) => `script-${at}`));
  const text = (await import('node:fs')).readFileSync(join(dir, String(process.pid)), 'utf8');
  expect(JSON.parse(text).script).toMatch(/^script-0, script-1, .*…$/);
  expect(JSON.parse(text).script.length).toBe(60);
  await running.end();
});

test('where nothing can be written, nothing is said', async () => {
  const file = notice('file');
  const running = new RunningRuns({ dir: join(file, 'running'), scripts: ['own'], onOther: () => {} }, new Date());
  await running.begin();
  expect(await running.since(new Date(0))).toStrictEqual([]);
  await running.end();
});
