import type { AnalysedRun } from './analysed.ts';
import type { GateVerdict, Judgement } from './gate.ts';

export interface GateRun extends Judgement {
  readonly run: AnalysedRun;
}

/** All runs, and the weightiest of their verdicts. */
export interface GateResult {
  readonly verdict: GateVerdict;
  readonly runs: readonly GateRun[];
  /** Numbers of the rounds that left nothing to be judged, where runs were to be made several times. */
  readonly lostRounds?: readonly number[];
}
