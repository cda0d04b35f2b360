import type { ArrivalCeiling } from '../model/laws.ts';
import type { Run } from '../model/run.ts';
import { operationalLaws } from './laws.ts';
import { peakLevel, plannedAmount } from './planned-load.ts';
import { limiterOf } from './saturation.ts';

/**
 * maxVUs / (Z + R_min) per arrival-rate scenario: Little's law with all VUs busy and the fastest response seen in the
 * run. Needs the think time and a minimum; without them there is no ceiling.
 */
export function arrivalCeilings(run: Run): ArrivalCeiling[] {
  const { idleIterationMs, thinkEstimated } = operationalLaws(run);
  if (idleIterationMs === undefined) return [];
  const measuredMs = limiterOf(run)?.by === 'generator' ? run.measured.total.iterationDurationMs?.avg : undefined;
  return run.planned.flatMap((plan) => {
    if (plan.model !== 'open') return [];
    const ceilingPerSec = (plan.maxVus / idleIterationMs) * 1000;
    const peakRate = peakLevel(plan) ?? 0;
    const planned = plannedAmount(plan);
    return [
      {
        plan,
        ceilingPerSec,
        peakRate,
        reachableRatio: planned === 0 ? 1 : plannedAmount(plan, ceilingPerSec) / planned,
        vusNeeded: Math.round((peakRate * idleIterationMs) / 1000),
        vusNeededAsMeasured: measuredMs === undefined ? undefined : Math.round((peakRate * measuredMs) / 1000),
        estimated: thinkEstimated,
      },
    ];
  });
}
