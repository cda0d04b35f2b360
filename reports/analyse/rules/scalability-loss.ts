import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { LIMITS } from '../limits.ts';
import { stepsOf } from '../scaling.ts';

/** From one plateau to the next, users grew and throughput did not grow with them; the first such step is told. */
export function scalabilityLoss(run: Run): Finding[] {
  const step = stepsOf(run).find(({ efficiency }) => efficiency < LIMITS.scalabilityLoss);
  if (!step) return [];
  const { low, high, efficiency } = step;
  return [
    {
      id: 'scalability-loss',
      severity: 'warning',
      confidence: 'measured',
      scope: TOTAL,
      figures: {
        fromVus: low.busyVus,
        toVus: high.busyVus,
        growth: high.busyVus / low.busyVus,
        fromPerSec: low.requestsPerSec,
        toPerSec: high.requestsPerSec,
        proportionalPerSec: (low.requestsPerSec * high.busyVus) / low.busyVus,
        efficiency,
      },
    },
  ];
}
