import type { AnalysedRun } from './analysed.ts';
import type { Spread } from './rounds.ts';

/** What an experiment varies: how many rows of test data requests pick from, or how many virtual users send them. */
export type Varied = 'users' | 'products' | 'vus';

/** The runs with one value. Throughput per second, times in ms. */
export interface Variant {
  readonly value: number;
  readonly runs: readonly AnalysedRun[];
  /** Of the highest level of load that each run held and kept up; of the whole run where it held none. */
  readonly perSec: Spread | undefined;
  readonly p95Ms: Spread | undefined;
  /** Runs in which the server held the throughput back. */
  readonly saturatedRuns: number;
}

/** Why a verdict is what it is. */
export type ExperimentReason =
  /** Throughput grew with the value, by more than chance and by a tenth at least. */
  | 'grew'
  /** It certainly grew by less, although the server held the smallest value back. */
  | 'flat'
  /** The smallest value carried more than the hypothesis allows. */
  | 'carried-more'
  /** Nothing held the smallest value back, and what the hypothesis allows is unknown or was not reached. */
  | 'not-saturated'
  /** The runs differ too much to tell. */
  | 'spread'
  | 'few-runs'
  | 'invalid-run';

/**
 * Hypothesis: each row of test data has a lock of its own, and these hold the throughput back. Then throughput must grow
 * with the rows. Of virtual users: the system is below its limit, and throughput grows with them.
 */
export interface Experiment {
  readonly varied: Varied;
  /** By value, the smallest first. */
  readonly variants: readonly Variant[];
  readonly verdict: 'supported' | 'refuted' | 'undecided';
  readonly reason: ExperimentReason;
  /** Gain of the largest value over the smallest: 0.5 is half as much again; and between which gains it lies, at 95 %. */
  readonly gain: number | undefined;
  readonly gainRange: readonly [low: number, high: number] | undefined;
  /** Throughput that the hypothesis allows the smallest value: its rows over the time that a lock is held. */
  readonly allowedPerSec: number | undefined;
}
