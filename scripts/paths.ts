import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newestBuild, ROOT, RUNNING_BUILD } from './build-folders.mjs';

export { ROOT };

export const K6_MODULE = join(ROOT, 'k6');

/**
 * A file of the build that runs: the shop, the script of the page, a scenario's bundle. A later build does not change
 * it. From the sources, of the newest build; throws where nothing was built.
 */
export async function builtFile(name: string): Promise<string> {
  if (RUNNING_BUILD !== undefined) return join(RUNNING_BUILD, name);
  const dist = join(ROOT, 'dist');
  const newest = await newestBuild(dist);
  if (newest === undefined) throw new Error('nothing is built: node build.mjs');
  return join(dist, newest.folder, name);
}

export async function packageVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return version;
}
