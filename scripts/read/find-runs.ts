import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BuhaError } from '../../reports/model/error.ts';
import { STANDARD_INPUT } from '../../reports/model/output.ts';
import { systemCode } from '../system-code.ts';
import { readRunRecord } from './read-run.ts';
import type { Reading } from './reading.ts';
import { RECORD_FILE, RUNNERS_FOLDER, SAMPLES_FILES, SUMMARY_FILE, UNFINISHED_FILES } from './run-files.ts';

/** Which runs count: with `unsummed` also those of which k6 left no summary. */
type Wanted = Pick<Reading, 'unsummed'>;

const has = (folder: string, names: readonly string[]) => names.some((name) => existsSync(join(folder, name)));

/** True for the folder of a run that has ended, whatever k6 left of it. */
export const isRecorded = (folder: string) => has(folder, [RECORD_FILE]);

const isRunFolder = (folder: string, { unsummed }: Wanted) =>
  isRecorded(folder) && (unsummed === true || has(folder, [SUMMARY_FILE, RUNNERS_FOLDER]));

/** True for the folder of a run that has not ended, or was killed together with buha. */
export const isUnfinished = (folder: string) =>
  has(folder, [...UNFINISHED_FILES, RUNNERS_FOLDER]) && !isRecorded(folder);

/** Throws `cannot-read` for what is not there. */
export async function isFolder(path: string): Promise<boolean> {
  if (path === STANDARD_INPUT) return false;
  const found = await stat(path).catch((fault: unknown) => {
    throw new BuhaError('cannot-read', { file: path, reason: systemCode(fault) });
  });
  return found.isDirectory();
}

const below = async (folder: string) => (await readdir(folder).catch(() => [])).map((name) => join(folder, name));

/** The folders in a folder, by name. */
export async function childFolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.flatMap((entry) => (entry.isDirectory() ? [join(folder, entry.name)] : [])).toSorted();
}

/** True for a folder with run folders in it. */
export const holdsRuns = async (folder: string) => (await below(folder)).some(isRecorded);

/**
 * Run folders below a folder that `run all` made, or below one that holds such folders, in the order in which they ran,
 * then those of runs that did not end.
 */
async function runsBelow(folder: string, wanted: Wanted): Promise<string[]> {
  const children = await below(folder);
  const several = children.filter((path) => !isRecorded(path) && !isUnfinished(path));
  const paths = [...children, ...(await Promise.all(several.map(below))).flat()];
  // What began last, and did not end, has no record to tell when.
  const unfinished = paths.filter(isUnfinished);
  const folders = paths.filter((path) => isRunFolder(path, wanted));
  const started = await Promise.all(folders.map(async (path) => (await readRunRecord(path)).startedAt));
  const ended = folders
    .map((path, at) => ({ path, at: started[at] ?? '' }))
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .map(({ path }) => path);
  return [...ended, ...unfinished];
}

/** The run folders that a path stands for, if any. Throws `no-summary` for a run that k6 did not sum up. */
export async function runFoldersIn(path: string, wanted: Wanted = {}): Promise<string[]> {
  const folders = isRunFolder(path, wanted) || isUnfinished(path) ? [path] : await runsBelow(path, wanted);
  if (folders.length > 0) return folders;
  // A run that k6 did not sum up is still told by the samples it had written by then, if it is asked for.
  if (isRecorded(path) && has(path, SAMPLES_FILES)) return [path];
  if (isRecorded(path)) throw new BuhaError('no-summary', { folder: path });
  return [];
}

/** The run folders that a path stands for. Throws `no-runs`, and what `runFoldersIn` throws. */
export async function runFolders(path: string, wanted: Wanted = {}): Promise<string[]> {
  const folders = await runFoldersIn(path, wanted);
  if (folders.length === 0) throw new BuhaError('no-runs', { folder: path });
  return folders;
}

/** The newest run below a results folder; names start with the time. Throws `no-runs`. */
export async function newestRun(results: string, wanted: Wanted = {}): Promise<string> {
  const names = await readdir(results).catch(() => []);
  for (const name of names.toSorted().toReversed()) {
    const folder = join(results, name);
    // An older run must not stand for one that did not end.
    if (isUnfinished(folder) || isRunFolder(folder, wanted) || (await runsBelow(folder, wanted)).length > 0)
      return folder;
  }
  throw new BuhaError('no-runs', { folder: results });
}
