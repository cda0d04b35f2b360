import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { mostOf } from '../../numbers/extremes.ts';
import { LIMITS } from '../limits.ts';
import { stepsOf } from '../scaling.ts';

/** From one plateau to the next, users grew and throughput did not grow with them; the first such step is told. */
export function scalabilityLoss(run: Run): Finding[] {
  const steps = stepsOf(run);
  const at = steps.findIndex(({ efficiency }) => efficiency < LIMITS.scalabilityLoss);
  const step = steps[at];
  if (!step) return [];
  const { low, high, efficiency } = step;
  // The lower level may be held up already: what users can make was seen below it.
  const perUser = mostOf(steps.slice(0, at + 1).map((one) => one.low.requestsPerSec / one.low.busyVus));
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
        proportionalPerSec: perUser * high.busyVus,
        efficiency,
      },
    },
  ];
}
