import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import type { OtherRun } from '../../reports/model/record.ts';
import { cacheDir } from '../k6/cache.ts';
import type { Environment } from '../k6/executables.ts';
import { isAlive } from '../k6/lock.ts';
import { localIso } from './run-folder.ts';

/** A run touches its file, and looks for others, this often. */
const HEARTBEAT_MS = 2_000;
/** A file that was not touched for so long is left over: from before the last boot, or of a process id that lives again. */
const STALE_MS = 30_000;
/** Names of scripts that say which run it is. */
const MOST_NAME = 60;

const NoticeSchema = z.object({ host: z.string(), script: z.string(), startedAt: z.iso.datetime({ offset: true }) });

interface Seen {
  readonly run: OtherRun;
  lastMs: number;
}

/** Where runs of this user say that they run. */
export const runningDir = (env: Environment, platform: string): string => join(cacheDir(env, platform), 'running');

export interface RunningSettings {
  readonly dir: string;
  /** Names of the scripts. */
  readonly scripts: readonly string[];
  /** Told of each other run once. */
  readonly onOther: (run: OtherRun) => void;
  readonly heartbeatMs?: number;
}

/**
 * Tells other runs on this machine of this one, by a file `<dir>/<pid>`, and finds them. A folder that cannot be written
 * is no reason not to run.
 */
export class RunningRuns {
  readonly #settings: RunningSettings;
  readonly #file: string;
  readonly #seen = new Map<string, Seen>();
  readonly #notice: string;
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(settings: RunningSettings, startedAt: Date) {
    this.#settings = settings;
    this.#file = join(settings.dir, String(process.pid));
    const all = settings.scripts.join(', ');
    const script = all.length > MOST_NAME ? `${all.slice(0, MOST_NAME - 1)}…` : all;
    this.#notice = JSON.stringify({ host: hostname(), script, startedAt: localIso(startedAt) });
  }

  /** Looks for other runs once before it returns, then until `end`. */
  async begin(): Promise<void> {
    await mkdir(this.#settings.dir, { recursive: true }).catch(() => undefined);
    await this.#write();
    await this.#look();
    this.#heartbeat = setInterval(() => {
      const now = new Date();
      // Somebody else may have taken it for a leftover while this machine slept.
      utimes(this.#file, now, now).catch(() => this.#write());
      void this.#look();
    }, this.#settings.heartbeatMs ?? HEARTBEAT_MS);
    this.#heartbeat.unref();
  }

  /** Other runs that went on since a moment, the first that began first. */
  async since(at: Date): Promise<OtherRun[]> {
    await this.#look();
    return [...this.#seen.values()]
      .flatMap(({ run, lastMs }) => (lastMs >= at.getTime() ? run : []))
      .toSorted((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt) || a.pid - b.pid);
  }

  async end(): Promise<void> {
    clearInterval(this.#heartbeat);
    await rm(this.#file, { force: true }).catch(() => undefined);
  }

  async #write(): Promise<void> {
    await writeFile(this.#file, this.#notice).catch(() => undefined);
  }

  async #look(): Promise<void> {
    const names = await readdir(this.#settings.dir).catch((): string[] => []);
    for (const name of names) {
      const pid = /^\d+$/.test(name) ? Number(name) : Number.NaN;
      if (pid === process.pid || !Number.isSafeInteger(pid)) continue;
      const run = await this.#other(pid);
      if (!run) continue;
      const key = `${pid} ${run.startedAt}`;
      const known = this.#seen.get(key);
      if (known) known.lastMs = Date.now();
      else {
        this.#seen.set(key, { run, lastMs: Date.now() });
        this.#settings.onOther(run);
      }
    }
  }

  /** The run of a file; removes one that is left over. */
  async #other(pid: number): Promise<OtherRun | undefined> {
    const file = join(this.#settings.dir, String(pid));
    const stats = await stat(file).catch(() => undefined);
    if (!stats) return undefined;
    const leftOver = () =>
      rm(file, { force: true }).then(
        () => undefined,
        () => undefined,
      );
    if (Math.abs(Date.now() - stats.mtimeMs) > STALE_MS) return leftOver();
    let json: unknown;
    try {
      json = JSON.parse(await readFile(file, 'utf8'));
    } catch {
      // It may be written this instant.
      return undefined;
    }
    const { data } = NoticeSchema.safeParse(json);
    // A home that several machines share: their process ids say nothing here.
    if (!data || data.host !== hostname()) return undefined;
    return isAlive(pid) ? { pid, script: data.script, startedAt: data.startedAt } : leftOver();
  }
}
