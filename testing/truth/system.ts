import type { Starvation } from './generator.ts';
import type { Load } from './load.ts';
import type { ServerSpec } from './server-spec.ts';

export type DueVerdict = 'pass' | 'conditional' | 'slo-fail' | 'invalid' | 'inconclusive';

/** What must, may and must not be said of a system. Ids of findings; every other finding about the system is wrong. */
export interface Due {
  readonly verdicts: readonly DueVerdict[];
  readonly must?: readonly string[];
  readonly may?: readonly string[];
  /** Counted as wrong also where it is about the measurement. */
  readonly mustNot?: readonly string[];
}

/** A system whose truth is known, the load that it gets, and what is due. */
export interface System {
  readonly id: string;
  readonly seed: number;
  readonly server: ServerSpec;
  readonly load: Load;
  readonly starvation?: Starvation;
  readonly due: Due;
  /** Most that it serves, per second, where the load reaches it. */
  readonly capacityPerSec?: number;
  /** Users beyond whom throughput stops to grow as they do: capacity · (Z + R of an idle server). */
  readonly kneeUsers?: number;
  /** True for the half that is scored and never looked at while rules are made. */
  readonly isScoredOnly: boolean;
}

/** Findings that tell of the tested server: none of them may stand while the load generator was late. */
export const SERVER_FINDINGS: readonly string[] = [
  'server-saturated',
  'few-lanes',
  'waiting-dominates',
  'saturation-point',
  'scalability-loss',
  'long-tail',
  'bimodal',
  'standstill',
  'pauses',
  'drift',
  'warm-up',
  'slow-request',
  'slow-phase',
  'slow-recovery',
  'errors-under-load',
  'write-read-gap',
];
