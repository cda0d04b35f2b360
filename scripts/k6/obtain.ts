import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { BuhaError } from '../../reports/model/error.ts';
import type { K6Attempt, K6Event, K6Source } from '../../reports/model/k6.ts';
import { compareVersions, isReleaseNumber, k6Lacks, OLDEST_K6 } from '../../reports/model/k6-version.ts';
import { downloadK6 } from './archive.ts';
import { buildK6 } from './build.ts';
import { type CachePlace, cacheDir, cachePlace, makeTemporary, moveIntoPlace, removeLeftovers } from './cache.ts';
import { askVersion, type Environment, executableFault, findOnPath, type K6Answer } from './executables.ts';
import { withLock } from './lock.ts';
import { type Pin, readPin } from './pin.ts';
import { removeFolder } from './remove-folder.ts';
import { steadyProgress } from './steady-progress.ts';
import { causeOf, WayFailed } from './way-failed.ts';

/** The first start of a new file may be held up by a virus scanner that reads all of its 45 MB, in milliseconds. */
const FIRST_START_MS = 30_000;

export interface ObtainOptions {
  /** K6_BIN, K6_MIRROR, PATH and the cache's folder are read from here; programs are started with it. */
  env: Environment;
  /** As `process.platform` and `process.arch` name them. */
  platform: string;
  arch: string;
  /** The folder `k6/` with go.mod, go.sum and checksums.txt. */
  moduleDir: string;
  /** Takes no other version from PATH, for tests: they expect what the pinned one does. */
  mustBePinned?: boolean;
  /** What happens, for a progress line; the words are in `reports/words`. */
  log: (event: K6Event) => void;
  /** Ends a build or a download, and the waiting for another process. */
  signal?: AbortSignal;
  /** A download in which no byte came for so long, in milliseconds, is given up. 30 s. */
  idleMs?: number;
  /** A k6 that was there before and does not say its version within so long, in milliseconds, is given up. 10 s. */
  answerMs?: number;
}

export interface ObtainedK6 {
  /** Absolute. */
  path: string;
  /** Without the v. Other than the pinned one only when `from` is K6_BIN or PATH; from K6_BIN perhaps no number. */
  version: string;
  /** Modules built into it, as `path version`. */
  extensions: readonly string[];
  from: K6Source;
}

interface Search extends ObtainOptions {
  pin: Pin;
  place: CachePlace;
  /** Grows with each way that did not work. */
  tried: K6Attempt[];
  /** Tells the cached file that did not work from one that took its place since. */
  brokenCache: string | undefined;
}

/** One that is used and is not the pinned one is told, with what it lacks. */
function chosen(path: string, answer: K6Answer, from: 'K6_BIN' | 'PATH', { pin, log }: Search): ObtainedK6 {
  const { version } = answer;
  if (version !== pin.version) {
    log({ kind: 'other-version', path, version, pinned: pin.version, from, lacks: k6Lacks(version) });
  }
  return { path, ...answer, from };
}

async function fromK6Bin(given: string, search: Search): Promise<ObtainedK6> {
  const path = resolve(given);
  const fault = await executableFault(path);
  if (fault !== undefined) throw new BuhaError('k6-bin-unusable', { path, fault, answer: '' });
  const answer = await askVersion(path, search.env, search.answerMs);
  if (answer.version === undefined) {
    const said = answer.isSilent ? 'silent' : 'not-k6';
    throw new BuhaError('k6-bin-unusable', { path, fault: said, answer: answer.answer });
  }
  return chosen(path, answer, 'K6_BIN', search);
}

/** A k6 on PATH that is passed over is the user's own, and they should hear why; a stand-in that is no k6 is not. */
function passOver(attempt: K6Attempt, { tried, log }: Search): void {
  tried.push(attempt);
  if (attempt.fault !== 'path-absent' && attempt.fault !== 'path-not-k6') log({ kind: 'passed-over', attempt });
}

/** The first k6 on PATH from 1.0 on: what the user's own `k6 run` runs, in whatever order it was installed. */
async function fromPath(search: Search): Promise<ObtainedK6 | undefined> {
  const { env, platform, answerMs, pin, mustBePinned = false } = search;
  const paths = await findOnPath('k6', env, platform);
  if (paths.length === 0) passOver({ fault: 'path-absent' }, search);
  for (const path of paths) {
    const answer = await askVersion(path, env, answerMs);
    if (answer.version === undefined) {
      const fault = answer.isSilent ? 'path-silent' : 'path-not-k6';
      passOver({ fault, path, answer: answer.answer }, search);
    } else if (!isReleaseNumber(answer.version)) {
      passOver({ fault: 'path-no-release', path, version: answer.version }, search);
    } else if (compareVersions(answer.version, OLDEST_K6) < 0) {
      passOver({ fault: 'path-too-old', path, version: answer.version, oldest: OLDEST_K6 }, search);
    } else if (mustBePinned && answer.version !== pin.version) {
      passOver({ fault: 'path-other-version', path, version: answer.version }, search);
    } else {
      return chosen(path, answer, 'PATH', search);
    }
  }
  return undefined;
}

/** The cached k6, asked for its version: that costs some 20 ms, and a damaged file is replaced instead of run. */
async function fromCache(search: Search): Promise<ObtainedK6 | undefined> {
  const { env, pin, place, answerMs } = search;
  const path = place.binary;
  const stats = await stat(path).catch(() => undefined);
  const file = stats && `${stats.ino} ${stats.mtimeMs} ${stats.size}`;
  if (file === undefined || file === search.brokenCache) return undefined;
  const answer = await askVersion(path, env, answerMs);
  if (answer.version === pin.version) return { path, ...answer, from: 'cache' };
  // Ctrl-C reaches what was asked, too: that it did not answer then says nothing of it.
  search.signal?.throwIfAborted();
  search.brokenCache = file;
  const isSilent = answer.version === undefined && answer.isSilent;
  const fault = isSilent ? 'cache-silent' : 'cache-broken';
  passOver({ fault, path, answer: answer.version ?? answer.answer }, search);
  return undefined;
}

/** Builds or downloads into a temporary folder, and moves the binary into the cache once it has said its version. */
async function make(way: 'build' | 'download', search: Search): Promise<ObtainedK6> {
  const { env, pin, place, signal, idleMs = 30_000 } = search;
  const startMs = performance.now();
  const temporary = await makeTemporary(place);
  const progress = steadyProgress(search.log);
  try {
    const options = { ...search, progress: progress.step, temporary, signal, idleMs };
    const binary = await (way === 'build' ? buildK6(options) : downloadK6(options));
    const answer = await askVersion(binary, env, FIRST_START_MS);
    if (answer.version !== pin.version) {
      throw new WayFailed({ fault: 'binary-unusable', way, answer: answer.version ?? answer.answer });
    }
    await moveIntoPlace(binary, place);
  } finally {
    progress.end();
    await removeFolder(temporary);
  }
  const { version } = pin;
  search.log({ kind: 'obtained', way, version, path: place.binary, durationMs: performance.now() - startMs });
  return { path: place.binary, version, extensions: [], from: way };
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
  brokenCache: undefined,
});

/** The k6 that a run would take at once; undefined where it would have to be obtained first. Throws `k6-bin-unusable`. */
export async function findK6(options: ObtainOptions): Promise<ObtainedK6 | undefined> {
  const search = searchOf(options, await readPin(options.moduleDir));
  if (options.env.K6_BIN) return fromK6Bin(options.env.K6_BIN, search);
  return (await fromPath(search)) ?? (await fromCache(search));
}

/**
 * Finds a k6, or obtains the pinned one once: K6_BIN, PATH, the user's cache, a Go build, the release archive.
 * Safe when several processes start at once. Throws BuhaError `k6-bin-unusable` and `k6-not-obtained`,
 * and the signal's reason.
 */
export async function obtainK6(options: ObtainOptions): Promise<ObtainedK6> {
  const { env, moduleDir, log, signal } = options;
  const pin = await readPin(moduleDir);
  const search = searchOf(options, pin);
  if (env.K6_BIN) return fromK6Bin(env.K6_BIN, search);
  const found = (await fromPath(search)) ?? (await fromCache(search));
  if (found !== undefined) return found;
  try {
    // Another process may have obtained it by now; what else is there was told already.
    const later = { ...search, tried: [], log: () => {} };
    const lockOptions = { ready: () => fromCache(later), waiting: () => log({ kind: 'wait' }), signal };
    return await withLock(search.place.lock, lockOptions, () => makeAnyWay(search));
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof BuhaError) throw error;
    search.tried.push(attemptOf(error, search.place));
    throw new BuhaError('k6-not-obtained', { version: pin.version, goVersion: pin.goVersion, tried: search.tried });
  }
}
