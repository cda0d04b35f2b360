import { readdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { BuhaError } from '../../reports/model/error.ts';
import { isRecorded, isUnfinished } from '../read/find-runs.ts';
import { MEASURED, RUNNERS_FOLDER } from '../read/run-files.ts';
import { identityOf, realPath, STANDARD_OUTPUT } from './place.ts';

/** What a command reads: a file or a run folder, or every file of one kind (`.hbs`) in a folder. */
export type Input = string | undefined | { readonly folder: string | undefined; readonly ending: string };

/** True for what a run leaves in its folder and nothing can make again; its reports can be. */
function isMeasured(path: string): boolean {
  const folder = dirname(path);
  // Those of several processes lie below the folder of their run.
  if (basename(folder) === RUNNERS_FOLDER) return isRecorded(dirname(folder));
  return MEASURED.test(basename(path)) && (isRecorded(folder) || isUnfinished(folder));
}

const filesIn = (folder: string, ending: string): string[] => {
  try {
    return readdirSync(folder).flatMap((name) => (name.endsWith(ending) ? [join(folder, name)] : []));
  } catch {
    // It is a file, or the command that reads it will say what is wrong with it.
    return [folder];
  }
};

function isOf(path: string, input: Input): boolean {
  if (input === undefined || input === STANDARD_OUTPUT) return false;
  if (typeof input === 'string') return identityOf(input) === identityOf(path);
  const { folder, ending } = input;
  if (folder === undefined) return false;
  // A file more in such a folder would be read the next time.
  const isMore = extname(path) === ending && realPath(folder) === dirname(path);
  return isMore || filesIn(folder, ending).some((file) => isOf(path, file));
}

/**
 * Throws `would-overwrite` where an output would take the place of an input, or of what a run measured, and
 * `written-twice` where two go to the same place. An output that is undefined goes nowhere.
 */
export function mustNotOverwrite(outputs: readonly (string | undefined)[], inputs: readonly Input[]): void {
  const places = new Set<string>();
  for (const output of outputs) {
    if (output === undefined) continue;
    const place = output === STANDARD_OUTPUT ? output : identityOf(output);
    // A device takes what comes.
    if (place === undefined) continue;
    if (places.has(place)) throw new BuhaError('written-twice', { output });
    places.add(place);
    if (output === STANDARD_OUTPUT) continue;
    const path = realPath(output);
    if (isMeasured(path) || inputs.some((input) => isOf(path, input))) {
      throw new BuhaError('would-overwrite', { file: output });
    }
  }
}
