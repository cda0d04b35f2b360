import type { Finding } from '../../model/finding.ts';
import type { ArrivalCeiling } from '../../model/laws.ts';
import type { Run } from '../../model/run.ts';
import { arrivalCeilings } from '../arrival-ceiling.ts';
import { deliveredLoad } from '../delivered-load.ts';
import { LIMITS } from '../limits.ts';
import { plannedAmount } from '../planned-load.ts';
import { saturatedServer } from '../saturation.ts';
import { slowVuStart } from './slow-vu-start.ts';

/** The limit of a scenario that keeps it from its planned rate; undefined where neither of them does. */
function limitOf(run: Run, ceiling: ArrivalCeiling, deliveredRatio: number | undefined) {
  const { plan, ceilingPerSec, peakRate, reachableRatio, measuredPerSec } = ceiling;
  if (ceilingPerSec < peakRate) return { basis: 'idle', ceilingPerSec, reachableRatio } as const;
  if (measuredPerSec === undefined || measuredPerSec >= peakRate) return undefined;
  // At the length that iterations had the limit counts where it showed, and where all users had been started.
  if (deliveredRatio === undefined || deliveredRatio >= LIMITS.deliveredRatio) return undefined;
  if (slowVuStart(run).length > 0) return undefined;
  const reachable = plannedAmount(plan, measuredPerSec) / plannedAmount(plan);
  return {
    basis: 'measured',
    ceilingPerSec: measuredPerSec,
    reachableRatio: Math.max(reachable, deliveredRatio),
  } as const;
}

/** The script's VU limit is below what its planned rate needs, on an idle server or on one that was as fast as this one. */
export function arrivalCeiling(run: Run): Finding[] {
  const delivered = deliveredLoad(run);
  return arrivalCeilings(run).flatMap((ceiling) => {
    const { plan, estimated, peakRate, vusNeeded, vusNeededAsMeasured } = ceiling;
    const deliveredRatio = delivered.find((row) => row.plan === plan)?.ratio;
    const limit = limitOf(run, ceiling, deliveredRatio);
    if (!limit) return [];
    const isDelivered = deliveredRatio !== undefined && deliveredRatio >= LIMITS.deliveredRatio;
    return [
      {
        id: 'arrival-ceiling',
        severity: isDelivered ? 'warning' : 'critical',
        confidence: estimated || limit.basis === 'measured' ? 'estimated' : 'measured',
        scope: plan.name,
        figures: {
          ...{ scenario: plan.name, maxVus: plan.maxVus, peakRate, ...limit, vusNeeded, vusNeededAsMeasured },
          ...{ advisedVus: Math.max(vusNeeded, vusNeededAsMeasured ?? 0), deliveredRatio, isDelivered },
          saturated: saturatedServer(run) !== undefined,
        },
      },
    ];
  });
}
