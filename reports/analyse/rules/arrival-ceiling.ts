import type { Finding } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { arrivalCeilings } from '../arrival-ceiling.ts';

/** The script's VU limit is below what its planned rate needs, on any server. */
export function arrivalCeiling(run: Run): Finding[] {
  return arrivalCeilings(run).flatMap(({ plan, ceilingPerSec, peakRate, reachableRatio, vusNeeded }) => {
    if (ceilingPerSec >= peakRate) return [];
    return [
      {
        id: 'arrival-ceiling',
        severity: 'critical',
        confidence: 'measured',
        figures: { scenario: plan.name, maxVus: plan.maxVus, peakRate, ceilingPerSec, reachableRatio, vusNeeded },
      },
    ];
  });
}
