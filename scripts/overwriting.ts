import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { BuhaError } from '../reports/model/error.ts';

/** What a run leaves in its folder and nothing can make again; its reports can be. */
const MEASURED =
  /^(?:run\.json|(?:partial-)?(?:summary\.json|samples\.csv\.gz|console\.txt)|server-metrics\.csv|notes\.md)$/;

/** A path as the file system has it; as it was written where there is no such file yet. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

/**
 * Throws `would-overwrite` where an output would take the place of an input, or of what a run measured. An output that is
 * undefined or `-` takes no place.
 */
export function mustNotOverwrite(
  outputs: readonly (string | undefined)[],
  inputs: readonly (string | undefined)[],
): void {
  const read = new Set(inputs.flatMap((input) => (input === undefined ? [] : [realPath(input)])));
  for (const output of outputs) {
    if (output === undefined || output === '-') continue;
    const isMeasured = MEASURED.test(basename(output)) && existsSync(join(dirname(output), 'run.json'));
    if (isMeasured || read.has(realPath(output))) throw new BuhaError('would-overwrite', { file: output });
  }
}
