import type { AnalysedRun } from './analysed.ts';
import type { Condition, FigureId } from './comparable.ts';

/** A figure over the runs of one round. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** Runs that have the figure. */
  readonly runs: number;
}

/**
 * What a change amounts to. `undecided`: the ranges of the two rounds overlap. `single`: one run on a side, so that its
 * error is unknown and only the direction can be told.
 */
export type Outcome = 'better' | 'worse' | 'undecided' | 'single';

/** A figure of a round against the first round. */
export interface FigureChange {
  readonly outcome: Outcome;
  /** How much better, as a share of the first round's median (0.1: a tenth better); below 0 for worse. */
  readonly gain?: number;
  /** For ratios, whose change is never a ratio: how much better in 0–1; below 0 for worse. */
  readonly gainPoints?: number;
}

/** Runs of one API under the same conditions. */
export interface Round {
  readonly runs: readonly AnalysedRun[];
  readonly figures: Readonly<Partial<Record<FigureId, Spread>>>;
  /** Against the first round; empty for the first. A quantile that rests on too few requests on a side has none. */
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
