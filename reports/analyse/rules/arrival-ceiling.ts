import type { Finding } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { arrivalCeilings } from '../arrival-ceiling.ts';
import { LIMITS } from '../limits.ts';
import { deliveredLoad } from '../planned-load.ts';
import { saturatedServer } from '../saturation.ts';

/** The script's VU limit is below what its planned rate needs, on any server. */
export function arrivalCeiling(run: Run): Finding[] {
  const delivered = deliveredLoad(run);
  return arrivalCeilings(run).flatMap(({ plan, estimated, ...ceiling }) => {
    if (ceiling.ceilingPerSec >= ceiling.peakRate) return [];
    const deliveredRatio = delivered.find((row) => row.plan === plan)?.ratio;
    // More ran than the ceiling allows: its think time or its fastest response does not hold for this scenario.
    if (deliveredRatio !== undefined && deliveredRatio > ceiling.reachableRatio + LIMITS.ceilingTolerance) return [];
    const isDelivered = deliveredRatio !== undefined && deliveredRatio >= LIMITS.deliveredRatio;
    return [
      {
        id: 'arrival-ceiling',
        severity: isDelivered ? 'warning' : 'critical',
        confidence: estimated ? 'estimated' : 'measured',
        scope: plan.name,
        figures: {
          scenario: plan.name,
          maxVus: plan.maxVus,
          ...ceiling,
          advisedVus: Math.max(ceiling.vusNeeded, ceiling.vusNeededAsMeasured ?? 0),
          deliveredRatio,
          isDelivered,
          saturated: saturatedServer(run) !== undefined,
        },
      },
    ];
  });
}
