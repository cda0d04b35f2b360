import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

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
