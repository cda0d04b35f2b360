import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rename, stat } from 'node:fs/promises';
import { homedir, tmpdir, userInfo } from 'node:os';
import { basename, dirname, join, posix, win32 } from 'node:path';
import { makeFolder } from '../write/make-folder.ts';
import type { Environment } from './executables.ts';
import { isAlive } from './lock.ts';
import { executableName, releaseName } from './release.ts';
import { removeFolder } from './remove-folder.ts';

/** A temporary folder this old belongs to nobody, even if its process id lives again. */
const LEFTOVER_AGE_MS = 60 * 60 * 1000;

/** Where one version for one platform lies. */
export interface CachePlace {
  binary: string;
  lock: string;
  /** Start of the names of the temporary folders. They lie beside the binary, so that a rename is atomic. */
  temporary: string;
}

/** This user's folder; that of temporary files where a container's user has none, or `HOME` is empty. */
function homeFolder(): string {
  for (const told of [homedir, () => userInfo().homedir]) {
    try {
      const folder = told();
      if (folder !== '') return folder;
    } catch {
      // No entry for the user.
    }
  }
  return tmpdir();
}

/** The folder of this user's cached files, by the custom of each platform. */
export function cacheDir(env: Environment, platform: string): string {
  if (platform === 'win32') {
    return win32.join(
      env.LOCALAPPDATA || win32.join(env.USERPROFILE || homeFolder(), 'AppData', 'Local'),
      'buha',
      'Cache',
    );
  }
  const home = env.HOME || homeFolder();
  if (platform === 'darwin') return posix.join(home, 'Library', 'Caches', 'buha');
  // The XDG specification: a relative path is invalid and to be ignored.
  const xdg = env.XDG_CACHE_HOME;
  return posix.join(xdg && posix.isAbsolute(xdg) ? xdg : posix.join(home, '.cache'), 'buha');
}

export function cachePlace(dir: string, version: string, platform: string, arch: string): CachePlace {
  const entry = join(dir, releaseName(version, platform, arch));
  return { binary: join(entry, executableName('k6', platform)), lock: `${entry}.lock`, temporary: `${entry}.tmp-` };
}

/** A fresh temporary folder of this process. */
export function makeTemporary(place: CachePlace): Promise<string> {
  return mkdtemp(`${place.temporary}${process.pid}-`);
}

/** Removes what interrupted processes left. Only for the holder of the lock. */
export async function removeLeftovers(place: CachePlace): Promise<void> {
  const dir = dirname(place.temporary);
  const start = basename(place.temporary);
  for (const name of await readdir(dir)) {
    if (!name.startsWith(start)) continue;
    const path = join(dir, name);
    const pid = Number.parseInt(name.slice(start.length), 10);
    const changedMs = (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
    if (isAlive(pid) && Date.now() - changedMs < LEFTOVER_AGE_MS) continue;
    await removeFolder(path);
  }
}

/** Gives the finished binary its final name in one step: no other process ever sees a part of it. */
export async function moveIntoPlace(binary: string, place: CachePlace): Promise<void> {
  await chmod(binary, 0o755);
  await makeFolder(dirname(place.binary));
  try {
    await rename(binary, place.binary);
  } catch (error) {
    // Windows does not replace a program that runs. Then it is there, put by another process.
    if (!existsSync(place.binary)) throw error;
  }
}
