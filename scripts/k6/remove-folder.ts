import { chmod, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

async function makeWritable(folder: string): Promise<void> {
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await makeWritable(join(folder, entry.name));
  }
}

/**
 * Removes a folder with all that is in it, also folders that are read-only, as those of Go's module cache.
 * What cannot be removed costs only disk, and is tried again the next time.
 */
export async function removeFolder(folder: string): Promise<void> {
  const remove = () => rm(folder, { recursive: true, force: true });
  await remove().catch(async () => {
    await makeWritable(folder)
      .then(remove)
      .catch(() => undefined);
  });
}
