import type { ReadVariables } from '../scripts/run/env-file.ts';

/** No file of variables. */
export const NOTHING_READ: ReadVariables = { file: '.env', isNamed: false, names: new Set() };
