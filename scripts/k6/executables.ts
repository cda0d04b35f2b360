import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { executableName } from './release.ts';
import { causeOf } from './way-failed.ts';

/** Environment variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A program that does not say its version within so long, in milliseconds, hangs: k6 takes some 20 ms. */
const ANSWER_LIMIT_MS = 10_000;

/** Tries to start a file that some process still has open for writing, and the first wait between them in milliseconds. */
const BUSY_TRIES = 8;
const BUSY_WAIT_MS = 5;

const run = promisify(execFile);

/** What is wrong with `path` as a program to start, `undefined` when nothing is. */
export async function executableFault(path: string): Promise<'absent' | 'not-executable' | undefined> {
  const stats = await stat(path).catch(() => undefined);
  if (stats === undefined) return 'absent';
  if (!stats.isFile()) return 'not-executable';
  return access(path, constants.X_OK).then(
    () => undefined,
    () => 'not-executable',
  );
}

/** Every program called `name` on PATH, in PATH's order: the first may be a stand-in, such as npm's empty `k6`. */
export async function findOnPath(name: string, env: Environment, platform: string): Promise<string[]> {
  // Windows writes the variable as `Path`, and a copied environment is no longer blind to case.
  const key = Object.keys(env).find((each) => (platform === 'win32' ? each.toUpperCase() : each) === 'PATH');
  const folders = ((key && env[key]) || '').split(platform === 'win32' ? ';' : ':');
  // A relative entry would run whatever the current folder holds.
  const paths = [...new Set(folders.filter(isAbsolute).map((folder) => join(folder, executableName(name, platform))))];
  const faults = await Promise.all(paths.map(executableFault));
  return paths.filter((_, index) => faults[index] === undefined);
}

/**
 * Starts a program and gives what it prints; ended after `limitMs`. Throws what `execFile` throws.
 * A file just written may be open in a child of another thread, which was forked in that instant and has not started
 * its own program yet: Linux then refuses with ETXTBSY, for a moment.
 */
export async function ask(
  path: string,
  args: readonly string[],
  env: Environment,
  limitMs = ANSWER_LIMIT_MS,
): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    try {
      const options = { env, timeout: limitMs, killSignal: 'SIGKILL', windowsHide: true } as const;
      return (await run(path, args, options)).stdout;
    } catch (error) {
      if (causeOf(error) !== 'ETXTBSY' || tries === BUSY_TRIES) throw error;
      await delay(BUSY_WAIT_MS * 2 ** tries);
    }
  }
}

/** What a k6 says of itself. */
export interface K6Answer {
  /** Without the v; of a build from sources perhaps no number. */
  version: string;
  /** Modules built into it, as `path version`. */
  extensions: readonly string[];
}

/** What a program says that is no k6: its first line, or the error's code; `isSilent` when it was given up. */
export interface OtherAnswer {
  version: undefined;
  answer: string;
  isSilent: boolean;
}

/**
 * Asks a program for its version. k6 says `<name of its file> v2.2.0 (go1.26.8, linux/amd64)`, a build from sources
 * `(commit/0123456789, go1.26.8, linux/amd64)`, and below `Extensions:` a line such as
 * `  example.org/xk6-sql v1.0.0, k6/x/sql [js]` for each name of each module.
 */
export async function askVersion(path: string, env: Environment, limitMs?: number): Promise<K6Answer | OtherAnswer> {
  try {
    const stdout = await ask(path, ['version'], env, limitMs);
    const version = /^.+ v?(\S+) \([^)\n]*\bgo\d[^)\n]*\)/m.exec(stdout)?.[1];
    if (version === undefined) return { version, answer: firstLine(stdout), isSilent: false };
    const modules = [...stdout.matchAll(/^ +(\S+ \S+), \S+ \[\w+\]$/gm)].flatMap(([, module]) => module ?? []);
    return { version, extensions: [...new Set(modules)].sort() };
  } catch (error) {
    // A program that refuses says why on standard error; one that does not start has the system's error code.
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    const isSilent = error instanceof Error && 'killed' in error && error.killed === true;
    return { version: undefined, answer: firstLine(stderr || causeOf(error)), isSilent };
  }
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0]?.slice(0, 200) ?? '';
}
