import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { makeFolder } from '../write/make-folder.ts';
import { causeOf } from './way-failed.ts';

/** The owner touches its lock this often; one that was not touched for `STALE_MS` has no owner any more. */
const HEARTBEAT_MS = 5_000;
const STALE_MS = 30_000;
const POLL_MS = 200;

interface Owner {
  pid: number;
  host: string;
  /** Tells this hold from any other, so that nobody removes a lock that is not theirs. */
  token: string;
}

/** Whether a process of this machine runs under that id. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return causeOf(error) === 'EPERM';
  }
}

function parseOwner(text: string): Owner | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const { pid, host, token } = value as Record<string, unknown>;
    if (typeof pid !== 'number' || typeof host !== 'string' || typeof token !== 'string') return undefined;
    return { pid, host, token };
  } catch {
    return undefined;
  }
}

async function readOwner(path: string): Promise<Owner | undefined> {
  return parseOwner(await readFile(path, 'utf8').catch(() => ''));
}

/** Whether the process that holds the lock is gone: its heart stopped, or its id is no longer in use here. */
async function isStale(path: string): Promise<boolean> {
  const stats = await stat(path).catch(() => undefined);
  if (stats === undefined) return false;
  if (Date.now() - stats.mtimeMs > STALE_MS) return true;
  // A lock without an owner was created this instant, or its process died in that instant: only its age tells.
  const owner = await readOwner(path);
  return owner !== undefined && owner.host === hostname() && !isAlive(owner.pid);
}

/**
 * Removes the lock of a process that is gone. Under a guard: of two that see the same stale lock, the slower one would
 * otherwise remove the lock that the quicker one has taken since.
 */
async function removeStale(path: string): Promise<void> {
  if (!(await isStale(path))) return;
  const guard = `${path}.guard`;
  if (!(await createFile(guard, ''))) {
    if (await isStale(guard)) await rm(guard, { force: true });
    return;
  }
  try {
    if (await isStale(path)) await rm(path, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
}

/** Creates a file, `false` when it is there already. */
async function createFile(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    // Windows refuses (EPERM) instead while the file is being removed.
    if (causeOf(error) === 'EEXIST' || existsSync(path)) return false;
    throw error;
  }
}

/** Takes the lock and gives the function that releases it; `undefined` while another process holds it. */
async function take(path: string): Promise<(() => Promise<void>) | undefined> {
  const owner: Owner = { pid: process.pid, host: hostname(), token: randomUUID() };
  if (!(await createFile(path, JSON.stringify(owner)))) return undefined;
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return async () => {
    clearInterval(heartbeat);
    if ((await readOwner(path))?.token === owner.token) await rm(path, { force: true });
  };
}

export interface LockOptions<Result> {
  /** Looked at before, while waiting and after: a result here means that the work is done already. */
  ready: () => Promise<Result | undefined>;
  /** Called once when another process holds the lock. */
  waiting: () => void;
  signal: AbortSignal | undefined;
}

/**
 * Lets one process at a time do `work`; the others wait for its result. It saves double work and no more:
 * the work itself must be safe when two do it, because a machine that slept looks like a process that died.
 */
export async function withLock<Result>(
  path: string,
  { ready, waiting, signal }: LockOptions<Result>,
  work: () => Promise<Result>,
): Promise<Result> {
  await makeFolder(dirname(path));
  let release = await take(path);
  for (let waits = 0; release === undefined; waits += 1) {
    const done = await ready();
    if (done !== undefined) return done;
    await removeStale(path);
    release = await take(path);
    if (release !== undefined) break;
    if (waits === 0) waiting();
    await delay(POLL_MS, undefined, { signal });
  }
  try {
    return (await ready()) ?? (await work());
  } finally {
    await release();
  }
}
