import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';
import { executableName } from './release.ts';
import { causeOf } from './way-failed.ts';

/** Environment variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A first start may be held up by a virus scanner that reads all of the 45 MB or more. */
const ANSWER_LIMIT_MS = 30_000;

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

/** Starts a program and gives what it prints, at most 30 s long; throws what `execFile` throws. */
export async function ask(path: string, args: readonly string[], env: Environment): Promise<string> {
  const { stdout } = await run(path, args, { env, timeout: ANSWER_LIMIT_MS, windowsHide: true });
  return stdout;
}

/** A k6's version without the v, or its first line (or the error's code) when it is no k6. */
export type Answer = { version: string } | { version: undefined; answer: string };

/** Asks a program for its version. k6 says `<name of its file> v2.2.0 (go1.26.8, linux/amd64)`. */
export async function askVersion(path: string, env: Environment): Promise<Answer> {
  try {
    const stdout = await ask(path, ['version'], env);
    const version = /^.+ v(\d+\.\d+\.\d+\S*) \(.+\)/m.exec(stdout)?.[1];
    return version === undefined ? { version, answer: firstLine(stdout) } : { version };
  } catch (error) {
    // A program that refuses says why on standard error; one that does not start has the system's error code.
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    return { version: undefined, answer: firstLine(stderr || causeOf(error)) };
  }
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0]?.slice(0, 200) ?? '';
}
