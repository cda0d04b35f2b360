import type { SloFile } from '../../reports/model/gate.ts';
import { parseSlo } from '../../reports/parse/slo.ts';
import { readText } from './text-file.ts';

/** A file of service levels, if there is one. Throws `cannot-read` and `bad-slo`. */
export const readSlo = async (file: string | undefined): Promise<SloFile | undefined> =>
  file === undefined ? undefined : parseSlo(await readText(file), file);
