import type { ArrivalCeiling } from '../model/laws.ts';
import type { PlannedRate } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import { mostOf } from '../numbers/extremes.ts';
import { deliveredLoad } from './delivered-load.ts';
import { iterationLaws, thinkSpread } from './iteration-laws.ts';
import { LIMITS } from './limits.ts';
import { peakLevel, plannedAmount } from './planned-load.ts';
import { limiterOf } from './saturation.ts';
import { plateausOf } from './stages.ts';

/**
 * Virtual users that a plan takes: as long as iterations were, where the server kept up; where it did not, that would be a
 * figure of its queue, and what it takes on an idle one is told.
 */
export const vusNeededBy = (one: Pick<ArrivalCeiling, 'vusNeeded' | 'vusNeededAsMeasured'>): number =>
  Math.max(one.vusNeeded, one.vusNeededAsMeasured ?? 0);

/** How many times what is allowed ran; 0 where nothing is allowed. */
const timesOf = (amount: number | undefined, allowed: number): number =>
  amount === undefined || allowed <= 0 ? 0 : amount / allowed;

/** What ran of a scenario: iterations of its whole plan, and the highest rate of any level that was held; undefined where unknown. */
function ran(run: Run, plan: PlannedRate) {
  const levels = plateausOf(run).filter(({ stage }) => stage.plan === plan);
  return {
    amount: deliveredLoad(run).find((row) => row.plan === plan)?.deliveredAmount,
    perSec: levels.length === 0 ? undefined : mostOf(levels.map(({ figures }) => figures.iterationsPerSec)),
  };
}

/**
 * Mean length of an iteration of a scenario, ms. The scenarios of one API run the same script: where the output does not tell
 * them apart, all iterations are like its own.
 */
export function measuredIterationMs(run: Run, scenario: string): number | undefined {
  const wholeMs = run.api === undefined ? undefined : run.measured.total.iterationDurationMs?.avg;
  return iterationLaws(run, scenario).avgMs ?? wholeMs;
}

/**
 * maxVUs / (Z + R_min) of each arrival-rate scenario: Little's law with all of its VUs busy and the fastest response that it saw.
 * Needs the scenario's own think time and a minimum; without them there is no ceiling. Nor is there one where clearly more ran
 * than it allows; where a little more did, as with think times at random, what ran is the least that it can be.
 */
export function arrivalCeilings(run: Run): ArrivalCeiling[] {
  const keptUp = limiterOf(run)?.by === 'generator';
  return run.planned.flatMap((plan) => {
    if (plan.model !== 'open') return [];
    const { idleIterationMs, thinkEstimated } = iterationLaws(run, plan.name);
    if (idleIterationMs === undefined) return [];
    const allowedPerSec = (plan.maxVus / idleIterationMs) * 1000;
    const allowed = plannedAmount(plan, allowedPerSec);
    const planned = plannedAmount(plan);
    const own = ran(run, plan);
    const beyond = Math.max(timesOf(own.amount, allowed), timesOf(own.perSec, allowedPerSec), 1);
    if (beyond > 1 + LIMITS.ceilingTolerance + thinkSpread(run, plan.name)) return [];
    const peakRate = peakLevel(plan) ?? 0;
    const measuredMs = keptUp ? measuredIterationMs(run, plan.name) : undefined;
    return [
      {
        plan,
        ceilingPerSec: allowedPerSec * beyond,
        peakRate,
        reachableRatio: planned === 0 ? 1 : Math.min(1, (allowed * beyond) / planned),
        vusNeeded: Math.round((peakRate * idleIterationMs) / 1000),
        vusNeededAsMeasured: measuredMs === undefined ? undefined : Math.round((peakRate * measuredMs) / 1000),
        estimated: thinkEstimated,
      },
    ];
  });
}
