import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { BuhaError } from '../../reports/model/error.ts';
import { isAlive } from '../k6/lock.ts';
import { systemCode } from '../system-code.ts';
import { startedMs } from './cpu.ts';
import type { TestDataRow } from './test-data.ts';

/** Folder names carry the process id of their owner, so that a later start knows whose owner is gone. */
const PREFIX = 'buha-hand-over-';
/** Those that the shop and the look at ignored options make are named in the same way. */
const NAME = /^buha-(?:hand-over|shop|probe)-(\d+)-/;

/** Modules that stand beside those of the user's carry it too. */
const STAND_IN = /^\.buha-(\d+)-/;

/** Lists the stand-ins, one a line: it tells where they are if the run is killed before it can remove them. */
const LIST = 'stand-ins';

/** Clocks are read one after the other. */
const MARGIN_MS = 1000;

/**
 * True for a file or folder whose name tells its owner and whose owner is gone: a container gives the same id to one run
 * after the other, and a machine gives ids anew, so that an owner must have been there when the file was last changed.
 */
async function isLeft(file: string, named: RegExp): Promise<boolean> {
  const pid = Number(basename(file).match(named)?.[1]);
  if (Number.isNaN(pid)) return false;
  if (!isAlive(pid)) return true;
  const isOwn = pid === process.pid;
  const ownerMs = isOwn ? Date.now() - process.uptime() * 1000 : startedMs(pid);
  return ownerMs !== undefined && (await stat(file)).mtimeMs < ownerMs - (isOwn ? 0 : MARGIN_MS);
}

async function removeLeft(files: readonly string[]): Promise<void> {
  await Promise.allSettled(
    files.map(async (file) => (await isLeft(file, STAND_IN)) && (await rm(file, { force: true }))),
  );
}

/** Removes what runs left behind that were killed before they could. */
export async function removeLeftovers(parent = tmpdir()): Promise<void> {
  const names = await readdir(parent).catch(() => []);
  // Another user's leftovers cannot be removed, and need not be.
  await Promise.allSettled(
    names.map(async (name) => {
      if (!(await isLeft(join(parent, name), NAME))) return;
      const list = await readFile(join(parent, name, LIST), 'utf8').catch(() => '');
      await removeLeft(list.split('\n'));
      await rm(join(parent, name), { recursive: true, force: true });
    }),
  );
}

/** Removes stand-ins that killed runs left in folders, also where their list is gone. */
export async function removeLeftStandIns(folders: readonly string[]): Promise<void> {
  for (const folder of new Set(folders)) {
    const names = await readdir(folder).catch(() => []);
    await removeLeft(names.map((name) => join(folder, name)));
  }
}

/** What is on its way to k6, readable by this user only. */
export interface HandOver {
  readonly folder: string;
  /** Writes rows as JSON and returns the absolute path that k6 opens. */
  readonly write: (name: string, rows: readonly TestDataRow[]) => Promise<string>;
  /** A name for a module that is to stand beside `module`, such as none has. */
  readonly standInOf: (module: string) => string;
  /** Writes a module under such a name. Throws what the system says against it. */
  readonly writeStandIn: (file: string, code: string) => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** Throws `no-temporary-folder`. */
export async function openHandOver(parent = tmpdir()): Promise<HandOver> {
  // mkdtemp makes the folder with mode 0700.
  const folder = await mkdtemp(join(parent, `${PREFIX}${process.pid}-`)).catch((fault: unknown) => {
    throw new BuhaError('no-temporary-folder', { folder: parent, reason: systemCode(fault) });
  });
  const list = join(folder, LIST);
  const written: string[] = [];
  // The folder's own suffix is like none before it.
  const mark = basename(folder).slice(PREFIX.length);
  let standIns = 0;
  return {
    folder,
    async write(name, rows) {
      const path = join(folder, `${name}.json`);
      await writeFile(path, JSON.stringify(rows), { mode: 0o600 });
      return path;
    },
    standInOf(module) {
      standIns += 1;
      return join(dirname(module), `.buha-${mark}-${standIns}.js`);
    },
    async writeStandIn(file, code) {
      await appendFile(list, `${file}\n`);
      written.push(file);
      await writeFile(file, code, { flag: 'wx' });
    },
    async remove() {
      await Promise.allSettled(written.map((file) => rm(file, { force: true })));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
