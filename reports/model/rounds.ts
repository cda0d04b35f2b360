import type { AnalysedRun } from './analysed.ts';
import type { Condition, FigureId } from './comparable.ts';

/** A figure over the runs of one round. */
export interface Spread {
  /** Geometric of times and rates, whose ratio is compared; arithmetic of shares, whose difference is. */
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  /** Runs that have the figure. */
  readonly runs: number;
}

/**
 * What a change amounts to. `single`: one run on a side, so that its error is unknown and only the direction can be told;
 * `undecided`: runs differ among themselves by too much to tell.
 */
export type Outcome = 'better' | 'worse' | 'same' | 'undecided' | 'single';

/** A figure of a round against the first round: by `analyse/changes.ts`, over all figures of the table. */
export interface FigureChange {
  readonly outcome: Outcome;
  /** How much better: of times and rates as a share of the first round (0.1: a tenth better), of shares by difference; below 0 for worse. */
  readonly gain: number | undefined;
  /** Between which gains it lies, of this figure alone, at 95 %. */
  readonly range: readonly [low: number, high: number] | undefined;
  readonly unit: 'ratio' | 'points';
  /** Runs a round that would decide; undefined where it is decided or nobody knows. */
  readonly needed: readonly [low: number, high: number] | undefined;
}

/** A request by its name that certainly changed, by the figure that changed most. */
export interface RequestChange {
  readonly name: string;
  readonly figure: 'med' | 'p95';
  readonly before: Spread;
  readonly after: Spread;
  readonly change: FigureChange;
}

/** Runs of one API under the same conditions. */
export interface Round {
  readonly runs: readonly AnalysedRun[];
  readonly figures: Readonly<Partial<Record<FigureId, Spread>>>;
  /**
   * Against the first round, of the figures that are judged; empty for the first. A quantile that rests on too few requests on a
   * side has none, nor has a throughput that is only what was sent.
   */
  readonly changes: Readonly<Partial<Record<FigureId, FigureChange>>>;
}

/** One API, round by round. A round may have no run of it. */
export interface Comparison {
  readonly rounds: readonly Round[];
  /** Conditions that must be the same and are not. */
  readonly differences: readonly Difference[];
  /** What was changed between the rounds: stated facts of the tested system. */
  readonly changed: readonly Difference[];
}

/** A condition with what it was in each round, in their order; a round's own runs may differ as well. */
export interface Difference {
  readonly what: Condition | { readonly fact: string };
  readonly values: readonly (readonly string[])[];
}
