/** For the end-to-end tests: the built command as a process of its own, in an environment of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ROOT } from '../scripts/paths.ts';

const BUHA = join(ROOT, 'dist', 'buha.js');

export const k6Path = (): string => {
  const path = process.env.K6_BIN;
  if (!path) throw new Error('K6_BIN is set by vitest.setup.ts');
  return path;
};

/** A load that takes about two seconds and some twenty iterations. */
export const TINY = ['--profile', 'load-only', '--scale', '0.003', '--duration-scale', '0.02'] as const;

/** The same, longer than any test waits: for what is cut off. */
export const LONG = ['--profile', 'load-only', '--scale', '0.003', '--duration-scale', '1'] as const;

export interface Buha {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly ended: Promise<Ended>;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunSettings {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Its standard input is a pipe to `child.stdin`; otherwise there is none. */
  readonly hasInput?: boolean;
  /** Another build of the command. */
  readonly buha?: string;
}

/** A folder for one test: results, temporary files, an empty home. Ends what it started when it is removed. */
export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), 'buha-e2e-'));
  readonly results = join(this.folder, 'results');
  /** What the command uses for temporary files: hand-over and the shop's data. */
  readonly temporary = join(this.folder, 'tmp');
  readonly #started: Buha[] = [];

  constructor() {
    mkdirSync(this.temporary);
  }

  file(name: string): string {
    return join(this.folder, name);
  }

  start(
    args: readonly string[],
    { env = {}, cwd = this.folder, buha = BUHA, hasInput = false }: RunSettings = {},
  ): Buha {
    const child = spawn(process.execPath, [buha, ...args], {
      cwd,
      env: {
        PATH: process.env.PATH,
        SystemRoot: process.env.SystemRoot,
        HOME: this.folder,
        TMPDIR: this.temporary,
        TEMP: this.temporary,
        TMP: this.temporary,
        K6_BIN: k6Path(),
        ...env,
      },
      stdio: [hasInput ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (data) => {
      stdout += data;
    });
    child.stderr?.setEncoding('utf8').on('data', (data) => {
      stderr += data;
    });
    const ended = new Promise<Ended>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
    });
    const started = { child, pid: child.pid as number, stdout: () => stdout, stderr: () => stderr, ended };
    this.#started.push(started);
    return started;
  }

  run(args: readonly string[], settings?: RunSettings): Promise<Ended> {
    return this.start(args, settings).ended;
  }

  /** The one folder below `results`; throws when there is another number of them. */
  runFolder(results = this.results): string {
    const names = readdirSync(results);
    if (names.length !== 1) throw new Error(`runs: ${names.join(', ')}`);
    return join(results, names[0] as string);
  }

  /** Files of the run, by their path within its folder, as text; samples unpacked. */
  runFiles(folder = this.runFolder()): Record<string, string> {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return Object.fromEntries(
      entries
        .filter((entry) => entry.isFile())
        .map((entry) => {
          const path = join(entry.parentPath, entry.name);
          const bytes = readFileSync(path);
          const text = (entry.name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
          return [relative(folder, path).replaceAll('\\', '/'), text];
        }),
    );
  }

  async remove(): Promise<void> {
    for (const { child, ended } of this.#started) {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Waits until `condition` gives a value that is not undefined or false. Throws after `withinMs`. */
export async function until<Value>(
  condition: () => Value | undefined | false,
  what: string,
  withinMs = 20_000,
): Promise<Value> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const value = condition();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A zombie has ended; who inherits it may be slow to collect it.
  const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '';
  return !/\) Z /.test(stat);
}

/** Processes that a process has started, with their command lines (Linux). */
export function childrenOf(pid: number): { pid: number; argv: string[] }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
        if (parent !== pid) return [];
        return [{ pid: Number(name), argv: readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0') }];
      } catch {
        // It ended in between.
        return [];
      }
    });
}

/** The k6 and the shop of a run, once both are there and k6 sends its load (Linux). */
export async function processesOf(buha: Buha): Promise<{ k6: number; shop: number; argv: readonly string[] }> {
  return until(() => {
    if (buha.child.exitCode !== null) throw new Error(`ended with ${buha.child.exitCode}: ${buha.stderr()}`);
    const children = childrenOf(buha.pid);
    const k6 = children.find(({ argv }) => argv[0] === k6Path() && argv[1] === 'run');
    const shop = children.find(({ argv }) => argv[1]?.endsWith('shop.js'));
    return k6 && shop && { k6: k6.pid, shop: shop.pid, argv: k6.argv };
  }, 'k6 and the shop are running');
}
