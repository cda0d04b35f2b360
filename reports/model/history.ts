import type { AnalysedRun } from './analysed.ts';
import type { RunRecord } from './record.ts';
import type { RequestChange } from './rounds.ts';

/** A run of the past, as its folder tells it, or a file of k6 in it. */
export interface PastRun {
  /** Path of its folder below the folder of all runs, with `/` between its parts; its file and date without a record. */
  readonly folder: string;
  /** Undefined for outputs of k6 that lie in the folder themselves. */
  readonly record: RunRecord | undefined;
  /** What it is called and when it began: its record, or what its files tell. */
  readonly origin: Pick<RunRecord, 'name' | 'apis' | 'startedAt'>;
  /** Undefined where k6 left no summary. */
  readonly run: AnalysedRun | undefined;
  /** Path of its report below the folder of all runs; undefined where there is none. */
  readonly report: string | undefined;
}

/** Runs that can be set side by side: the same API or script, load and target. The oldest first. */
export interface RunSeries {
  readonly runs: readonly [PastRun, ...PastRun[]];
}

/** The run from which on a figure of a series is another one, by its place in the series, and by how much: 0.18 for 18 % more. */
export interface ChangePoint {
  readonly at: number;
  /** `met`: the highest throughput that met its goal. */
  readonly figure: 'p95' | 'tps' | 'met';
  readonly change: number;
  /** Requests that certainly changed with it, those first that got slower. */
  readonly requests: readonly RequestChange[];
}
