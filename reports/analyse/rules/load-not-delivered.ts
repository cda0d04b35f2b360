import type { Finding } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { deliveredLoad } from '../delivered-load.ts';
import { LIMITS } from '../limits.ts';
import { peakLevel, scopeOfScenario } from '../planned-load.ts';
import { arrivalCeiling } from './arrival-ceiling.ts';

/** A scenario delivered less than `LIMITS.deliveredRatio` of its plan: the system was not tested at that load. */
export function loadNotDelivered(run: Run): Finding[] {
  const ceilings = arrivalCeiling(run);
  return deliveredLoad(run).flatMap(({ plan, plannedAmount, deliveredAmount, keptRatio: ratio, dropped }) => {
    // An interruption cuts off the iterations in flight; only what was never started was not delivered.
    if (run.record?.interrupted && (plan.model === 'closed' || !dropped)) return [];
    if (ratio === undefined || deliveredAmount === undefined || ratio >= LIMITS.deliveredRatio) return [];
    return [
      {
        id: 'load-not-delivered',
        severity: 'critical',
        confidence: 'measured',
        scope: plan.name,
        figures: {
          scenario: plan.name,
          model: plan.model,
          planned: plannedAmount,
          delivered: deliveredAmount,
          ratio,
          neededRatio: LIMITS.deliveredRatio,
          peakRate: plan.model === 'open' ? peakLevel(plan) : undefined,
          failedRatio: run.measured.total.failedRatio,
          derived: plan.model === 'open' && scopeOfScenario(run, plan.name)?.iterations === undefined,
          ceiling: ceilings.some(({ scope }) => scope === plan.name),
        },
      },
    ];
  });
}
