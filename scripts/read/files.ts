import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { BuhaError } from '../../reports/model/error.ts';

const statOf = (path: string) => stat(path).catch(() => undefined);

/**
 * Makes a folder and those that it lies in; one that is there is fine. Node's own `recursive` tries for ever where the
 * system makes no folders, as below `/proc`. Throws the system's error.
 */
export async function makeFolder(folder: string): Promise<void> {
  const path = resolve(folder);
  if ((await statOf(path))?.isDirectory()) return;
  if (!(await statOf(dirname(path)))) await makeFolder(dirname(path));
  await mkdir(path).catch(async (fault: unknown) => {
    // Somebody else may have been quicker.
    if (!(await statOf(path))?.isDirectory()) throw fault;
  });
}

/** Writes a whole file under a temporary name beside it and then renames: nobody ever reads half a file. */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const temporary = join(dirname(file), `.${randomUUID()}.tmp`);
  try {
    await makeFolder(dirname(file));
    await writeFile(temporary, content);
    await rename(temporary, file);
  } catch (fault) {
    // Where a file stands in place of a folder, nothing was written that could be removed.
    await rm(temporary, { force: true }).catch(() => {});
    throw new BuhaError('cannot-write', { file, reason: (fault as NodeJS.ErrnoException).code ?? String(fault) });
  }
}
