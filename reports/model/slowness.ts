import type { FindingFigures } from './finding.ts';

/** Between which throughputs a system stopped growing, per second: one figure where both are the same. */
export interface Capacity {
  readonly fromPerSec: number;
  readonly toPerSec: number;
}

/** Why a run was slow, as far as its figures tell. */
export type Slowness =
  /** A saturated system works on few requests at a time. */
  | { readonly kind: 'lanes'; readonly lanes: FindingFigures['few-lanes']; readonly saturated: Saturated }
  /** The processor of a saturated system was busy, or waited. */
  | { readonly kind: 'cpu-bound' | 'cpu-idle'; readonly cpuRatio: number; readonly saturated: Saturated }
  /** A metric of the tested side went up when throughput stopped growing. */
  | { readonly kind: 'server-metric'; readonly metric: FindingFigures['server-metric']; readonly saturated: Saturated }
  | { readonly kind: 'saturated'; readonly saturated: Saturated };

export type Saturated = FindingFigures['server-saturated'];
