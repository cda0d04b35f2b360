import { readlinkSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** Where an output goes that is for no file. */
export const STANDARD_OUTPUT = '-';

const code = (fault: unknown) => (fault as NodeJS.ErrnoException).code;

/** A path with its links followed, also where nothing is at their end yet. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch (fault) {
    // What cannot be followed, a ring of links for one, stays as it was written.
    if (code(fault) !== 'ENOENT') return resolve(path);
  }
  const [whole, folder] = [resolve(path), dirname(resolve(path))];
  if (folder === whole) return whole;
  const own = join(realPath(folder), basename(whole));
  try {
    return realPath(resolve(dirname(own), readlinkSync(own)));
  } catch {
    return own;
  }
}

/** What is at a path, links followed; undefined where nothing is, or nothing that can be looked at. */
const statOf = (path: string): Stats | undefined => {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
};

/** Names of what a process has open, as a shell's `>(command)` gives them: they are no places of their own. */
const DESCRIPTOR = /^\/(?:dev\/(?:stdin|stdout|stderr|fd\/\d+)|proc\/(?:self|\d+)\/fd\/\d+)$/;

/** True for devices, pipes and open files: bytes go into them, and nothing can lie beside them. */
export function isStream(path: string): boolean {
  if (DESCRIPTOR.test(resolve(path))) return true;
  const found = statOf(path);
  return found !== undefined && !found.isFile() && !found.isDirectory();
}

/** True where a folder of pictures can lie beside an output. */
export const hasRoomBeside = (path: string) => path !== STANDARD_OUTPUT && !isStream(path);

/**
 * What two paths have in common that are the same file, by links or by being hard links of each other; undefined for
 * devices, of which nothing can be lost.
 */
export function identityOf(path: string): string | undefined {
  const found = statOf(path);
  if (!found || found.isDirectory()) return realPath(path);
  return found.isFile() || found.isFIFO() ? `${found.dev}:${found.ino}` : undefined;
}
