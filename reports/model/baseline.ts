import type { Condition, FigureId } from './comparable.ts';

/** Figures of one accepted run; what its output did not tell is absent. Times in ms, per second, ratios 0–1. */
export type BaselineFigures = Readonly<Partial<Record<FigureId, number>>>;

export interface BaselineRun {
  readonly startedAt: string;
  readonly figures: BaselineFigures;
  /** The day and the machine; undefined in files of before it was kept. */
  readonly session?: string;
  /** Conditions that were others than those of the newest run. */
  readonly conditions?: Readonly<Partial<Record<Condition, string>>>;
  readonly commit?: string;
  readonly branch?: string;
  readonly ciRun?: string;
}

/** What later runs of one API under the same conditions are held against: a small file, fit for git. */
export interface Baseline {
  readonly schemaVersion: 1;
  /** The API of the catalogue, or the name of the script. */
  readonly name: string;
  /** What later runs are compared by: those of the newest run. */
  readonly conditions: Readonly<Partial<Record<Condition, string>>>;
  /** Facts of the tested system as they were stated then. */
  readonly facts: Readonly<Record<string, string>>;
  /** The oldest first. */
  readonly runs: readonly BaselineRun[];
}
