import { readFile } from 'node:fs/promises';
import { BuhaError } from '../../reports/model/error.ts';
import { systemCode } from '../system-code.ts';

/** A small text file of the user's. Throws `cannot-read`. */
export async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((fault: unknown) => {
    throw new BuhaError('cannot-read', { file, reason: systemCode(fault) });
  });
}
