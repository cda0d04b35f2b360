import type { Finding, FindingFigures } from '../../model/finding.ts';
import type { PlannedRate } from '../../model/plan.ts';
import type { Run } from '../../model/run.ts';
import { allocatedVus } from '../allocated-vus.ts';
import { arrivalCeilings, measuredIterationMs, vusNeededBy } from '../arrival-ceiling.ts';
import { deliveredLoad } from '../delivered-load.ts';
import { generatorState } from '../generator.ts';
import { failedShare } from '../iteration-laws.ts';
import { LIMITS } from '../limits.ts';
import { peakLevel, plannedAmount } from '../planned-load.ts';
import { lostRunners } from '../runners.ts';
import { limiterOf, saturatedServer } from '../saturation.ts';
import { slowVuStart } from './slow-vu-start.ts';

type Limit = Pick<
  FindingFigures['arrival-ceiling'],
  'basis' | 'ceilingPerSec' | 'reachableRatio' | 'vusNeeded' | 'vusNeededAsMeasured'
> & { readonly isEstimated: boolean };

/** By the think time and the fastest response: then the limit stays however fast the server becomes. */
function idleLimit(run: Run, plan: PlannedRate): Limit | undefined {
  const own = arrivalCeilings(run).find((ceiling) => ceiling.plan === plan);
  if (!own || own.ceilingPerSec >= own.peakRate) return undefined;
  const { ceilingPerSec, reachableRatio, vusNeeded, vusNeededAsMeasured, estimated } = own;
  return { basis: 'idle', ceilingPerSec, reachableRatio, vusNeeded, vusNeededAsMeasured, isEstimated: estimated };
}

/** True where all users that the plan allows were started, as far as the output tells: more of them were not to be had. */
function areAllStarted(run: Run): boolean {
  const started = run.measured.metrics.find(({ name }) => name === 'vus_max')?.values.max;
  return slowVuStart(run).length === 0 && (started === undefined || started >= allocatedVus(run.planned));
}

/**
 * By the length that iterations had, where the plan was not delivered, nothing shows the server at its limit, nothing was refused,
 * the load generator was not late and all users were busy: with more of them more would have run.
 */
function busyLimit(run: Run, plan: PlannedRate, deliveredRatio: number | undefined): Limit | undefined {
  if (deliveredRatio === undefined || deliveredRatio >= LIMITS.deliveredRatio) return undefined;
  // What a lost runner did not send, no user of the others could have sent.
  if (lostRunners(run).length > 0) return undefined;
  if (limiterOf(run)?.by === 'server' || generatorState(run).state === 'late' || !areAllStarted(run)) return undefined;
  if ((failedShare(run.measured.total) ?? 0) > LIMITS.refusedRatio) return undefined;
  const iterationMs = measuredIterationMs(run, plan.name);
  const peakRate = peakLevel(plan) ?? 0;
  if (iterationMs === undefined || iterationMs <= 0) return undefined;
  const ceilingPerSec = (plan.maxVus / iterationMs) * 1000;
  if (ceilingPerSec >= peakRate) return undefined;
  const vusNeeded = Math.round((peakRate * iterationMs) / 1000);
  const reachable = plannedAmount(plan, ceilingPerSec) / plannedAmount(plan);
  // Where clearly more ran, iterations were shorter when it counted.
  if (deliveredRatio * LIMITS.deliveredRatio > reachable) return undefined;
  const reachableRatio = Math.min(1, Math.max(reachable, deliveredRatio));
  return {
    basis: 'measured',
    ceilingPerSec,
    reachableRatio,
    vusNeeded,
    vusNeededAsMeasured: vusNeeded,
    isEstimated: true,
  };
}

/** The script's VU limit is below what its planned rate needs, on an idle server or on one that was as fast as this one. */
export function arrivalCeiling(run: Run): Finding[] {
  const delivered = deliveredLoad(run);
  return run.planned.flatMap((plan): Finding[] => {
    if (plan.model !== 'open') return [];
    const deliveredRatio = delivered.find((row) => row.plan === plan)?.keptRatio;
    const limit = idleLimit(run, plan) ?? busyLimit(run, plan, deliveredRatio);
    if (!limit) return [];
    const { isEstimated, ...figures } = limit;
    const isDelivered = deliveredRatio !== undefined && deliveredRatio >= LIMITS.deliveredRatio;
    return [
      {
        id: 'arrival-ceiling',
        severity: isDelivered ? 'warning' : 'critical',
        confidence: isEstimated ? 'estimated' : 'measured',
        scope: plan.name,
        figures: {
          ...{ scenario: plan.name, maxVus: plan.maxVus, peakRate: peakLevel(plan) ?? 0, ...figures },
          ...{ advisedVus: vusNeededBy(limit), deliveredRatio, isDelivered },
          saturated: saturatedServer(run) !== undefined,
        },
      },
    ];
  });
}
