import { basename, dirname, resolve } from 'node:path';
import { realPath } from '../write/place.ts';
import { holdsRuns, isRecorded } from './find-runs.ts';
import { INDEX_FILE, JUNIT_FILE, NOTES_FILE, PAGE_FILE, REPORT_FILE, VERDICT_FILE } from './run-files.ts';

const WRITTEN = new Set<string>([REPORT_FILE, PAGE_FILE, VERDICT_FILE, JUNIT_FILE, NOTES_FILE, INDEX_FILE]);

/** What buha writes beside the folders of runs: reports, their pictures, verdicts, the history. */
const isWritten = (path: string) => WRITTEN.has(basename(path)) || basename(path).endsWith('-charts');

/**
 * The paths without what buha itself wrote beside run folders among them: a shell makes them of `before/*`, and whoever
 * writes that means the runs.
 */
export async function namedRuns(paths: readonly string[]): Promise<string[]> {
  const isRun = await Promise.all(paths.map(async (path) => isRecorded(path) || (await holdsRuns(path))));
  const placeOf = (path: string) => realPath(dirname(resolve(path)));
  const places = new Set(paths.filter((_, at) => isRun[at]).map(placeOf));
  return paths.filter((path, at) => isRun[at] || !isWritten(path) || !places.has(placeOf(path)));
}
