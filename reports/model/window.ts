import type { PlannedScenario, Ramp } from './plan.ts';

/** Whole seconds of a time line, from `from` to `to` without it. */
export interface Seconds {
  readonly from: number;
  readonly to: number;
}

/** What a lane of a time line shows over some seconds. Rates per second, times in ms, ratios 0–1. */
export interface WindowFigures extends Seconds {
  readonly requests: number;
  readonly requestsPerSec: number;
  readonly failedRatio: number | undefined;
  readonly iterationsPerSec: number;
  readonly dropped: number;
  /** Virtual users within an iteration, on average; undefined where no iteration of theirs was written down. */
  readonly busyVus: number | undefined;
  /** Response times that the quantiles rest on. */
  readonly samples: number;
  readonly avgMs: number | undefined;
  readonly medMs: number | undefined;
  /** Mean of the middle nine tenths: of several kinds of requests the median tells one of them only, and a few stuck ones raise the mean. */
  readonly midMeanMs: number | undefined;
  readonly p95Ms: number | undefined;
}

/** One stage of a planned scenario, as it went. */
export interface StageResult {
  readonly plan: PlannedScenario;
  readonly ramp: Ramp;
  /** Since the start of the scenario's plan. */
  readonly fromMs: number;
  /** Seconds of the time line; undefined where the run did not come so far, or the stage is too short to tell anything. */
  readonly seconds: Seconds | undefined;
  /** The scenario's own figures in these seconds. */
  readonly figures: WindowFigures | undefined;
  /** True where the level stays the same. */
  readonly isPlateau: boolean;
  /** True where no other scenario was planned for these seconds. */
  readonly isAlone: boolean;
}

/** The steady part of a run of which nobody knows the plan; `figures` are undefined where it never became steady. */
export interface SteadyState {
  readonly seconds: number;
  readonly figures: WindowFigures | undefined;
}
