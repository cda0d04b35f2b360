import type { Condition, FigureId } from './comparable.ts';

/** Figures of one accepted run; what its output did not tell is absent. Times in ms, per second, ratios 0–1. */
export type BaselineFigures = Readonly<Partial<Record<FigureId, number>>>;

/** What later runs of one API under the same conditions are held against: a small file, fit for git. */
export interface Baseline {
  readonly schemaVersion: 1;
  /** The API of the catalogue, or the name of the script. */
  readonly name: string;
  /** Everything that must be the same for a comparison. */
  readonly conditions: Readonly<Partial<Record<Condition, string>>>;
  /** Facts of the tested system as they were stated then. */
  readonly facts: Readonly<Record<string, string>>;
  readonly runs: readonly { readonly startedAt: string; readonly figures: BaselineFigures }[];
}
