import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import type { Timeline } from '../../model/timeline.ts';
import { LIMITS } from '../limits.ts';

const sum = (lane: Float64Array) => lane.reduce((all, one) => all + one, 0);

/** What was measured before the answers stopped; undefined where there were none. */
function figuresBefore({ total }: Timeline, second: number) {
  const latency = total.latencyMs.over(0, second);
  const requests = sum(total.requests.subarray(0, second));
  if (requests === 0 || !latency || latency.count === 0) return undefined;
  return { requests, requestsPerSec: requests / second, p95Ms: latency.quantile(0.95) };
}

/**
 * The target stopped answering and did not come back: since some second every request ended without an answer, or buha
 * gave up waiting for one.
 */
export function targetLost({ measured: { timeline, runMs }, record }: Run): Finding[] {
  const gaveUp = record?.endedBy?.cause === 'give-up' ? record.endedBy : undefined;
  const unanswered = (timeline?.errors ?? []).filter(({ status }) => status === 0);
  const answers = timeline?.total.requests.map(
    (count, second) => count - unanswered.reduce((all, { failed }) => all + (failed[second] ?? 0), 0),
  );
  const last = answers?.findLastIndex((count) => count > 0) ?? -1;
  const sinceSec = last + 1;
  const lost = unanswered.reduce((all, { failed }) => all + sum(failed.subarray(sinceSec)), 0);
  const seconds = gaveUp && runMs !== undefined ? runMs / 1000 - sinceSec : (timeline?.seconds ?? 0) - sinceSec;
  if (!gaveUp && (lost < LIMITS.fewFailures || seconds < LIMITS.lostSec)) return [];
  return [
    {
      id: 'target-lost',
      severity: 'critical',
      confidence: 'measured',
      scope: TOTAL,
      figures: { sinceSec, seconds: Math.max(0, seconds), before: timeline && figuresBefore(timeline, sinceSec) },
    },
  ];
}
