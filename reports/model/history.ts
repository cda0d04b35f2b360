import type { AnalysedRun } from './analysed.ts';
import type { RunRecord } from './record.ts';

/** A run of the past, as its folder tells it. */
export interface PastRun {
  /** Path of its folder below the folder of all runs, with `/` between its parts. */
  readonly folder: string;
  readonly record: RunRecord;
  /** Undefined where k6 left no summary. */
  readonly run: AnalysedRun | undefined;
  /** Path of its report below the folder of all runs; undefined where there is none. */
  readonly report: string | undefined;
}

/** Runs that can be set side by side: the same API or script, load and target. The oldest first. */
export interface RunSeries {
  readonly runs: readonly [PastRun, ...PastRun[]];
}
