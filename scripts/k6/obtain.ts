import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { BuhaError } from '../../reports/model/error.ts';
import type { K6Attempt, K6Event, K6Source } from '../../reports/model/k6.ts';
import { downloadK6 } from './archive.ts';
import { buildK6 } from './build.ts';
import { type CachePlace, cacheDir, cachePlace, makeTemporary, moveIntoPlace, removeLeftovers } from './cache.ts';
import { askVersion, type Environment, executableFault, findOnPath } from './executables.ts';
import { withLock } from './lock.ts';
import { type Pin, readPin } from './pin.ts';
import { causeOf, WayFailed } from './way-failed.ts';

export interface ObtainOptions {
  /** K6_BIN, K6_MIRROR, PATH and the cache's folder are read from here; programs are started with it. */
  env: Environment;
  /** As `process.platform` and `process.arch` name them. */
  platform: string;
  arch: string;
  /** The folder `k6/` with go.mod, go.sum and checksums.txt. */
  moduleDir: string;
  /** What happens, for a progress line; the words are in `reports/words`. */
  log: (event: K6Event) => void;
  /** Ends a build or a download, and the waiting for another process. */
  signal?: AbortSignal;
  /** A download in which no byte came for so long, in milliseconds, is given up. 30 s. */
  idleMs?: number;
}

export interface ObtainedK6 {
  /** Absolute. */
  path: string;
  /** Without the v. Other than the pinned one only when `from` is K6_BIN. */
  version: string;
  from: K6Source;
}

interface Search extends ObtainOptions {
  pin: Pin;
  place: CachePlace;
  /** Grows with each way that did not work. */
  tried: K6Attempt[];
}

async function fromK6Bin(given: string, { env, pin, log }: Search): Promise<ObtainedK6> {
  const path = resolve(given);
  const fault = await executableFault(path);
  if (fault !== undefined) throw new BuhaError('k6-bin-unusable', { path, fault, answer: '' });
  const answer = await askVersion(path, env);
  if (answer.version === undefined) throw new BuhaError('k6-bin-unusable', { path, fault: 'not-k6', ...answer });
  const { version } = answer;
  if (version !== pin.version) log({ kind: 'other-version', path, version, pinned: pin.version });
  return { path, version, from: 'K6_BIN' };
}

/** The cached k6, asked for its version: that costs some 20 ms, and a damaged file is replaced instead of run. */
async function fromCache({ env, pin, place }: Search, tried: K6Attempt[] = []): Promise<ObtainedK6 | undefined> {
  const path = place.binary;
  if (!existsSync(path)) return undefined;
  const answer = await askVersion(path, env);
  if (answer.version === pin.version) return { path, version: answer.version, from: 'cache' };
  tried.push({ fault: 'cache-broken', path, answer: answer.version ?? answer.answer });
  return undefined;
}

async function fromPath({ env, platform, pin, tried }: Search): Promise<ObtainedK6 | undefined> {
  const paths = await findOnPath('k6', env, platform);
  if (paths.length === 0) tried.push({ fault: 'path-absent' });
  for (const path of paths) {
    const answer = await askVersion(path, env);
    if (answer.version === pin.version) return { path, version: answer.version, from: 'PATH' };
    tried.push(
      answer.version === undefined
        ? { fault: 'path-not-k6', path, answer: answer.answer }
        : { fault: 'path-other-version', path, version: answer.version },
    );
  }
  return undefined;
}

/** Builds or downloads into a temporary folder, and moves the binary into the cache once it has said its version. */
async function make(way: 'build' | 'download', search: Search): Promise<ObtainedK6> {
  const { env, pin, place, log, signal, idleMs = 30_000 } = search;
  const startMs = performance.now();
  const temporary = await makeTemporary(place);
  try {
    const options = { ...search, temporary, signal, idleMs };
    const binary = await (way === 'build' ? buildK6(options) : downloadK6(options));
    const answer = await askVersion(binary, env);
    if (answer.version !== pin.version) {
      throw new WayFailed({ fault: 'binary-unusable', way, answer: answer.version ?? answer.answer });
    }
    await moveIntoPlace(binary, place);
  } finally {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
  }
  log({ kind: 'obtained', way, version: pin.version, path: place.binary, durationMs: performance.now() - startMs });
  return { path: place.binary, version: pin.version, from: way };
}

async function makeAnyWay(search: Search): Promise<ObtainedK6> {
  const { pin, place, tried, log, signal } = search;
  await removeLeftovers(place);
  for (const way of ['build', 'download'] as const) {
    try {
      return await make(way, search);
    } catch (error) {
      signal?.throwIfAborted();
      const attempt = attemptOf(error, place);
      tried.push(attempt);
      // Without Go nothing was begun, so there is nothing to tell yet.
      if (attempt.fault !== 'go-absent') log({ kind: 'way-failed', attempt });
    }
  }
  throw new BuhaError('k6-not-obtained', { version: pin.version, goVersion: pin.goVersion, tried });
}

/** The facts of a way that failed, or of a disk that cannot be written; any other error is a fault of ours and thrown on. */
function attemptOf(error: unknown, place: CachePlace): K6Attempt {
  if (error instanceof WayFailed) return error.attempt;
  if (!(error instanceof Error && 'syscall' in error)) throw error;
  return { fault: 'cache-unwritable', path: place.binary, cause: causeOf(error) };
}

const searchOf = (options: ObtainOptions, pin: Pin): Search => ({
  ...options,
  pin,
  place: cachePlace(cacheDir(options.env, options.platform), pin.version, options.platform, options.arch),
  tried: [],
});

/** The k6 that a run would take at once; undefined where it would have to be obtained first. Throws `k6-bin-unusable`. */
export async function findK6(options: ObtainOptions): Promise<ObtainedK6 | undefined> {
  const search = searchOf(options, await readPin(options.moduleDir));
  if (options.env.K6_BIN) return fromK6Bin(options.env.K6_BIN, search);
  return (await fromCache(search)) ?? (await fromPath(search));
}

/**
 * Finds the pinned k6, or obtains it once: K6_BIN, the user's cache, PATH, a Go build, the release archive.
 * Safe when several processes start at once. Throws BuhaError `k6-bin-unusable` and `k6-not-obtained`,
 * and the signal's reason.
 */
export async function obtainK6(options: ObtainOptions): Promise<ObtainedK6> {
  const { env, moduleDir, log, signal } = options;
  const pin = await readPin(moduleDir);
  const search = searchOf(options, pin);
  if (env.K6_BIN) return fromK6Bin(env.K6_BIN, search);
  const found = (await fromCache(search, search.tried)) ?? (await fromPath(search));
  if (found !== undefined) return found;
  try {
    const lockOptions = { ready: () => fromCache(search), waiting: () => log({ kind: 'wait' }), signal };
    return await withLock(search.place.lock, lockOptions, () => makeAnyWay(search));
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof BuhaError) throw error;
    search.tried.push(attemptOf(error, search.place));
    throw new BuhaError('k6-not-obtained', { version: pin.version, goVersion: pin.goVersion, tried: search.tried });
  }
}
