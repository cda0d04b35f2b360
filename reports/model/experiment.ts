import type { AnalysedRun } from './analysed.ts';
import type { Spread } from './rounds.ts';

/** What an experiment varies: how many rows of test data requests pick from. */
export type Varied = 'users' | 'products';

/** The runs with one value. Throughput per second, times in ms. */
export interface Variant {
  readonly value: number;
  readonly runs: readonly AnalysedRun[];
  readonly perSec: Spread | undefined;
  readonly p95Ms: Spread | undefined;
  /** Runs in which the server held the throughput back. */
  readonly saturatedRuns: number;
}

/** Why a verdict is what it is. */
export type ExperimentReason =
  /** Throughput grew with the value, and it was the server that held the smallest value back. */
  | 'grew'
  /** It did not, although the server held the smallest value back. */
  | 'flat'
  /** The smallest value carried more than the hypothesis allows. */
  | 'carried-more'
  /** Nothing held the smallest value back, and what the hypothesis allows is unknown or was not reached. */
  | 'not-saturated'
  /** The difference lies within the spread of the runs. */
  | 'spread'
  | 'single-run'
  | 'invalid-run';

/**
 * Hypothesis: each row of test data has a lock of its own, and these hold the throughput back. Then throughput must grow
 * with the rows.
 */
export interface Experiment {
  readonly varied: Varied;
  /** By value, the smallest first. */
  readonly variants: readonly Variant[];
  readonly verdict: 'supported' | 'refuted' | 'undecided';
  readonly reason: ExperimentReason;
  /** Gain of the largest value over the smallest: 0.5 is half as much again. */
  readonly gain: number | undefined;
  /** Throughput that the hypothesis allows the smallest value: its rows over the time that a lock is held. */
  readonly allowedPerSec: number | undefined;
}
