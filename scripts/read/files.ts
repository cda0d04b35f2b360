import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BuhaError } from '../../reports/model/error.ts';

/** Writes a whole file under a temporary name beside it and then renames: nobody ever reads half a file. */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const temporary = join(dirname(file), `.${randomUUID()}.tmp`);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(temporary, content);
    await rename(temporary, file);
  } catch (fault) {
    // Where a file stands in place of a folder, nothing was written that could be removed.
    await rm(temporary, { force: true }).catch(() => {});
    throw new BuhaError('cannot-write', { file, reason: (fault as NodeJS.ErrnoException).code ?? String(fault) });
  }
}
