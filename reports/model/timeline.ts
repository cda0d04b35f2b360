import type { Distribution } from '../numbers/distribution.ts';

/** Response times by the second in which the request ended. */
export interface TimedLatency {
  /** Response times in ms of the seconds `from` to `to` (without `to`); undefined where there are none. */
  over(from: number, to: number): Distribution | undefined;
}

/** What happened second by second: one value for each. A sample counts in the second in which it was taken: at its end. */
export interface TimelineLane {
  /** When the first request or iteration began, in ms since the time line does; infinite where none did. */
  readonly firstMs: number;
  readonly requests: Float64Array;
  /** Undefined where no sample says whether requests failed. */
  readonly failed: Float64Array | undefined;
  /** Finished iterations. */
  readonly iterations: Float64Array;
  /** Iterations that k6 planned and could not start. */
  readonly dropped: Float64Array;
  /** Virtual users within an iteration, as a mean of the second; an iteration that was interrupted is in no sample. Undefined where none says how long. */
  readonly busyVus: Float64Array | undefined;
  /** Of requests with an expected status; of all where nobody tells. */
  readonly latencyMs: TimedLatency;
}

/** Failed requests with the same answer, second by second. */
export interface TimelineErrors {
  readonly status: number;
  readonly errorCode: number | undefined;
  readonly failed: Float64Array;
}

/** A run second by second. */
export interface Timeline {
  /** Epoch ms at which the first second begins: with the first request or iteration. */
  readonly startMs: number;
  readonly seconds: number;
  readonly total: TimelineLane;
  readonly scenarios: Readonly<Record<string, TimelineLane>>;
  /** Virtual users that were active when k6 last said so; not a number before it did. */
  readonly vus: Float64Array;
  /** Virtual users that were started, likewise. */
  readonly vusMax: Float64Array;
  readonly errors: readonly TimelineErrors[];
}
