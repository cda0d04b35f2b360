import type { PlannedRate } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import { peakLevel, plannedAmount, scopeOfScenario } from './planned-load.ts';

export interface ArrivalCeiling {
  readonly plan: PlannedRate;
  /** Most iterations per second that the scenario's VUs can start on any server. */
  readonly ceilingPerSec: number;
  /** Highest planned rate, iterations per second. */
  readonly peakRate: number;
  /** Share of the plan below the ceiling, 0–1. */
  readonly reachableRatio: number;
  /** VUs that the planned peak needs if the server answers as fast as it ever did; rounded, for it is an estimate. */
  readonly vusNeeded: number;
}

/**
 * maxVUs / (Z + R_min) per arrival-rate scenario: Little's law with all VUs busy and the fastest response seen.
 * Needs the think time and a minimum; scenarios without them are left out.
 */
export function arrivalCeilings(run: Run): ArrivalCeiling[] {
  return run.planned.flatMap((plan) => {
    if (plan.model !== 'open' || run.thinkMs === undefined) return [];
    const scope = scopeOfScenario(run, plan.name) ?? run.measured.total;
    const minMs = run.measured.total.successDurationMs?.min ?? scope.successDurationMs?.min ?? scope.durationMs?.min;
    if (minMs === undefined) return [];
    const iterationSec = (run.thinkMs + minMs) / 1000;
    const ceilingPerSec = plan.maxVus / iterationSec;
    const peakRate = peakLevel(plan) ?? 0;
    const planned = plannedAmount(plan);
    return [
      {
        plan,
        ceilingPerSec,
        peakRate,
        reachableRatio: planned === 0 ? 1 : plannedAmount(plan, ceilingPerSec) / planned,
        vusNeeded: Math.round(peakRate * iterationSec),
      },
    ];
  });
}
