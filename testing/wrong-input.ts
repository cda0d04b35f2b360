/** For tests of input that k6 did not write so. */
import { expect } from 'vitest';
import { BuhaError } from '../reports/model/error.ts';
import type { Output } from '../reports/model/output.ts';
import { readOutputs } from '../reports/parse/read-outputs.ts';
import { errorText } from '../reports/words/errors.ts';
import { recordings, sourceOf } from './reference-formats.ts';

export const recordedAs = (pattern: RegExp) => recordings.filter(({ path }) => pattern.test(path));
export const summaries = recordedAs(/(?:export|summary|readable)\.json$/);
export const small = recordedAs(/(?:refused|quiet)\.(?:ndjson|csv)\.gz$/);

/** What reading gives; a fault must be one that names the file and tells in both languages how to mend it. */
export async function read(bytes: Uint8Array, file: string): Promise<Output[] | BuhaError> {
  try {
    return await readOutputs(sourceOf(bytes, file));
  } catch (fault) {
    if (!(fault instanceof BuhaError)) throw fault;
    expect(fault.facts).toMatchObject({ file });
    for (const language of ['ko', 'en'] as const) {
      expect(errorText(fault, language)).toContain(file);
      expect(errorText(fault, language)).not.toMatch(/undefined|NaN|\[object/);
    }
    return fault;
  }
}
