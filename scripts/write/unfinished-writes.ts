import { randomUUID } from 'node:crypto';
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { isAlive } from '../k6/lock.ts';

/** Where a process notes the folders in which it writes, so that the next one finds what it left if it is killed. */
const NOTE = /^buha-writes-(\d+)-/;

const prefixOf = (pid: number | string) => `.buha-write-${pid}-`;

/** A name beside a file for what is to take its place. */
export const besideName = (file: string): string => join(dirname(file), `${prefixOf(process.pid)}${randomUUID()}.tmp`);

/** The folders in which this process has begun to write; undefined while nobody keeps a note. */
let noted: { readonly file: string; readonly folders: Set<string> } | undefined;

/** Keeps a note of the folders until this process ends. Where none can be kept, files are written all the same. */
export function noteWrites(parent = tmpdir()): void {
  const file = join(parent, `buha-writes-${process.pid}-${randomUUID()}`);
  noted = { file, folders: new Set() };
  process.once('exit', () => {
    try {
      rmSync(file, { force: true });
    } catch {
      // Its folder is none, or has gone: so has the note.
    }
  });
}

/** Says that files are about to be written in the folder of this one. */
export function noteFolderOf(file: string): void {
  const folder = resolve(dirname(file));
  if (!noted || noted.folders.has(folder)) return;
  try {
    // A name that nobody can foresee, made anew: no link leads elsewhere.
    if (noted.folders.size === 0) writeFileSync(noted.file, `${folder}\n`, { flag: 'wx', mode: 0o600 });
    else appendFileSync(noted.file, `${folder}\n`);
    noted.folders.add(folder);
  } catch {
    // No room, or no folder for it.
  }
}

/** A container gives the same process id to one command after the other. */
const isOver = async (note: string, pid: number): Promise<boolean> =>
  pid === process.pid ? (await stat(note)).mtimeMs < Date.now() - process.uptime() * 1000 : !isAlive(pid);

/** Removes the files that killed processes had begun to write beside those which they were to become. */
export async function removeUnfinishedWrites(parent = tmpdir()): Promise<void> {
  const names = await readdir(parent).catch((): string[] => []);
  const notes = names.flatMap((name) => {
    const pid = name.match(NOTE)?.[1];
    return pid === undefined ? [] : [{ note: join(parent, name), pid: Number(pid) }];
  });
  // Another user's cannot be read, and need not be.
  await Promise.allSettled(
    notes.map(async ({ note, pid }) => {
      if (!(await isOver(note, pid))) return;
      const folders = (await readFile(note, 'utf8')).split('\n').filter((folder) => folder !== '');
      for (const folder of folders) {
        const left = (await readdir(folder).catch((): string[] => [])).filter((name) => name.startsWith(prefixOf(pid)));
        await Promise.allSettled(left.map((name) => rm(join(folder, name), { force: true })));
      }
      await rm(note, { force: true });
    }),
  );
}
