import { basename, dirname, resolve } from 'node:path';
import { realPath } from '../write/place.ts';
import { holdsRuns, isRecorded } from './find-runs.ts';
import { isWritten } from './run-files.ts';

/**
 * The paths without what buha itself wrote beside run folders among them: a shell makes them of `before/*`, and whoever
 * writes that means the runs.
 */
export async function namedRuns(paths: readonly string[]): Promise<string[]> {
  const isRun = await Promise.all(paths.map(async (path) => isRecorded(path) || (await holdsRuns(path))));
  const placeOf = (path: string) => realPath(dirname(resolve(path)));
  const places = new Set(paths.filter((_, at) => isRun[at]).map(placeOf));
  return paths.filter((path, at) => isRun[at] || !isWritten(basename(path)) || !places.has(placeOf(path)));
}
