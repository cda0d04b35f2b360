import { readSource } from '../scripts/read/source.ts';
import { PROJECT } from './own-project.ts';

/** Reads runs as a command does that is called within this repository. */
export const ownSource: typeof readSource = (paths, facts, reading) =>
  readSource(paths, facts, { project: PROJECT, ...reading });
