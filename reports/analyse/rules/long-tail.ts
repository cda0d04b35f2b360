import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { successTimes } from '../laws.ts';
import { LIMITS, samplesNeeded } from '../limits.ts';

/** Samples on which a p95 rests. */
const SAMPLES_NEEDED = samplesNeeded(0.95);

/** Some requests are far slower than the others: p95 is more than `LIMITS.tailRatio` times the median. */
export function longTail(run: Run): Finding[] {
  const { med, p95, count } = successTimes(run.measured.total) ?? {};
  const { requests, failedRequests = 0 } = run.measured.total;
  const samples = count ?? (requests === undefined ? undefined : requests - failedRequests);
  // The p95 of a few requests is one request, and no tail.
  if (samples !== undefined && samples < SAMPLES_NEEDED) return [];
  if (med === undefined || p95 === undefined || med <= 0 || p95 <= LIMITS.tailRatio * med) return [];
  return [
    {
      id: 'long-tail',
      severity: 'note',
      confidence: 'measured',
      scope: TOTAL,
      figures: { medMs: med, p95Ms: p95, ratio: p95 / med },
    },
  ];
}
