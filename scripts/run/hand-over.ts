import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestDataRow } from './test-data.ts';

/** Folder names carry the process id of their owner, so that a later start knows whose owner is gone. */
const PREFIX = 'buha-hand-over-';
const NAME = /^buha-hand-over-(\d+)-/;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    // EPERM: it lives and belongs to somebody else.
    return (fault as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Removes what runs left behind that were killed before they could. */
export async function removeLeftovers(parent = tmpdir()): Promise<void> {
  const names = await readdir(parent).catch(() => []);
  const left = names.filter((name) => {
    const pid = name.match(NAME)?.[1];
    return pid !== undefined && !isAlive(Number(pid));
  });
  // Another user's leftovers cannot be removed, and need not be.
  await Promise.allSettled(left.map((name) => rm(join(parent, name), { recursive: true, force: true })));
}

/** Test data on its way to k6, readable by this user only. */
export interface HandOver {
  readonly folder: string;
  /** Writes rows as JSON and returns the absolute path that k6 opens. */
  readonly write: (name: string, rows: readonly TestDataRow[]) => Promise<string>;
  readonly remove: () => Promise<void>;
}

export async function openHandOver(parent = tmpdir()): Promise<HandOver> {
  await removeLeftovers(parent);
  // mkdtemp makes the folder with mode 0700.
  const folder = await mkdtemp(join(parent, `${PREFIX}${process.pid}-`));
  return {
    folder,
    async write(name, rows) {
      const path = join(folder, `${name}.json`);
      await writeFile(path, JSON.stringify(rows), { mode: 0o600 });
      return path;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
