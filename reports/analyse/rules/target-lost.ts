import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import type { Timeline, TimelineErrors } from '../../model/timeline.ts';
import { LIMITS } from '../limits.ts';

/** What was measured before the answers stopped; undefined where there were none. */
function figuresBefore({ total }: Timeline, second: number) {
  const latency = total.latencyMs.over(0, second);
  const requests = total.requests.sum(0, second);
  if (requests === 0 || !latency || latency.count === 0) return undefined;
  return { requests, requestsPerSec: requests / second, p95Ms: latency.quantile(0.95) };
}

/** The last second in which a request was answered; −1 for none. */
function lastAnswered({ total }: Timeline, unanswered: readonly TimelineErrors[]): number {
  const unansweredAt = new Map<number, number>();
  for (const { failed } of unanswered) {
    for (const [second, count] of failed.nonZero()) unansweredAt.set(second, (unansweredAt.get(second) ?? 0) + count);
  }
  let last = -1;
  for (const [second, count] of total.requests.nonZero()) if (count > (unansweredAt.get(second) ?? 0)) last = second;
  return last;
}

/**
 * The target stopped answering and did not come back: since some second every request ended without an answer, or buha
 * gave up waiting for one.
 */
export function targetLost({ measured: { timeline, runMs }, record }: Run): Finding[] {
  const gaveUp = record?.endedBy?.cause === 'give-up' ? record.endedBy : undefined;
  const unanswered = (timeline?.errors ?? []).filter(({ status }) => status === 0);
  const sinceSec = timeline ? lastAnswered(timeline, unanswered) + 1 : 0;
  const lost = unanswered.reduce((all, { failed }) => all + failed.sum(sinceSec), 0);
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
