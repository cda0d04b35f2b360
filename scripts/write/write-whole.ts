import { constants } from 'node:fs';
import { chmod, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BuhaError } from '../../reports/model/error.ts';
import { systemCode } from '../system-code.ts';
import { makeFolder } from './make-folder.ts';
import { isStream, realPath } from './place.ts';
import { besideName, noteFolderOf } from './unfinished-writes.ts';

const PERMISSIONS = 0o7777;

/** Undefined for a file that is yet to be made. */
const modeOf = (file: string): Promise<number | undefined> =>
  stat(file).then(
    ({ mode }) => mode,
    (fault: NodeJS.ErrnoException) => {
      if (fault.code !== 'ENOENT') throw fault;
      return undefined;
    },
  );

/** A device, a pipe or an open file gets the bytes and stays what it is. */
async function writeInto(file: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(file, constants.O_WRONLY | constants.O_APPEND);
  try {
    await handle.writeFile(content);
  } catch (fault) {
    // A reader that has seen enough is no error.
    if ((fault as NodeJS.ErrnoException).code !== 'EPIPE') throw fault;
  } finally {
    await handle.close();
  }
}

/** A regular file under a temporary name beside it, which it then takes: nobody ever reads half a file. */
async function replace(file: string, content: string | Uint8Array): Promise<void> {
  const temporary = besideName(file);
  try {
    const mode = await modeOf(file);
    // Its folder would allow it to be replaced; whoever made it read-only meant to keep it.
    if (mode !== undefined) await (await open(file, constants.O_WRONLY)).close();
    await makeFolder(dirname(file));
    noteFolderOf(file);
    await writeFile(temporary, content);
    if (mode !== undefined) await chmod(temporary, mode & PERMISSIONS);
    await rename(temporary, file);
  } catch (fault) {
    // Where a file stands in place of a folder, nothing was written that could be removed.
    await rm(temporary, { force: true }).catch(() => {});
    throw fault;
  }
}

/**
 * Writes a file: a regular one as a whole, keeping its permissions; through links, which stay links; into devices and
 * pipes, waiting for a reader as a shell does. Throws `cannot-write`.
 */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  try {
    if (isStream(file)) await writeInto(file, content);
    else await replace(realPath(file), content);
  } catch (fault) {
    throw new BuhaError('cannot-write', { file, reason: systemCode(fault) });
  }
}
