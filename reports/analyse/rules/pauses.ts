import type { Finding } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import type { LongEnds } from '../../model/timeline.ts';
import type { Seconds } from '../../model/window.ts';
import { mean, middleOf } from '../../numbers/averages.ts';
import { LIMITS } from '../limits.ts';
import { remembered } from '../remembered.ts';
import { answeredPlateaus } from '../stages.ts';
import { standstill } from './standstill.ts';

/** Long requests that ended shortly after each other. Times in ms. */
interface Cluster {
  readonly fromMs: number;
  toMs: number;
  slow: number;
  longestMs: number;
}

/** Those of so many seconds that took longer than `limitMs`, several together, and how many ended by themselves. */
function clustersOf(
  { endsMs, durationsMs }: LongEnds,
  { from, to }: Seconds,
  limitMs: number,
): { clusters: Cluster[]; strays: number } {
  const all: Cluster[] = [];
  for (const [at, endMs] of endsMs.entries()) {
    const durationMs = durationsMs[at] as number;
    if (endMs < from * 1000 || endMs >= to * 1000 || durationMs <= limitMs) continue;
    const last = all.at(-1);
    if (last && endMs - last.toMs <= LIMITS.pauseApartMs) {
      Object.assign(last, { toMs: endMs, slow: last.slow + 1, longestMs: Math.max(last.longestMs, durationMs) });
    } else all.push({ fromMs: endMs, toMs: endMs, slow: 1, longestMs: durationMs });
  }
  const clusters = all.filter(({ slow }) => slow >= LIMITS.pauseRequests);
  const strays = all.reduce((sum, { slow }) => sum + (slow >= LIMITS.pauseRequests ? 0 : slow), 0);
  return { clusters, strays };
}

const spread = (gaps: readonly number[]): number => {
  const middle = mean(gaps);
  return Math.sqrt(mean(gaps.map((gap) => (gap - middle) ** 2))) / middle;
};

/** Share of the gaps that may be of two: more are no regular ones. */
const MOST_UNMET = 1 / 8;

/** Gaps between pauses, ms; one over a pause that too few requests met is taken for two. */
function singleGaps(clusters: readonly Cluster[]): number[] {
  const gaps = clusters.slice(1).map((cluster, at) => cluster.fromMs - (clusters[at] as Cluster).fromMs);
  const middle = middleOf(gaps) ?? 0;
  const isDouble = (gap: number) => Math.round(gap / middle) === 2;
  if (gaps.filter(isDouble).length > gaps.length * MOST_UNMET) return gaps;
  return gaps.map((gap) => (isDouble(gap) ? gap / 2 : gap));
}

/** Everything stood still for a moment, again and again after the same time. Rules about slow requests ask, too. */
export const pauses: (run: Run) => Finding[] = remembered(found);

function found(run: Run): Finding[] {
  const { longEnds } = run.measured.timeline ?? {};
  // A standstill says when it was, and how long.
  if (!longEnds || standstill(run).length > 0) return [];
  return answeredPlateaus(run).flatMap(({ stage: { plan }, seconds, lane }): Finding[] => {
    const all = lane.latencyMs.over(seconds.from, seconds.to);
    if (!all) return [];
    const medMs = all.quantile(0.5);
    const limitMs = Math.max(medMs * LIMITS.pauseRatio, LIMITS.pauseMs);
    if (limitMs < longEnds.aboveMs) return [];
    const { clusters, strays } = clustersOf(longEnds, seconds, limitMs);
    const slow = clusters.reduce((sum, one) => sum + one.slow, 0);
    if (clusters.length < LIMITS.pauseClusters || slow < (slow + strays) * LIMITS.pauseClustered) return [];
    // What is slow for most of the time is no pause.
    const heldMs = clusters.reduce((sum, { fromMs, toMs, longestMs }) => sum + toMs - fromMs + longestMs, 0);
    if (heldMs > (seconds.to - seconds.from) * 500) return [];
    // They begin at any moment and end for all who waited at once.
    const gaps = singleGaps(clusters);
    if (spread(gaps) > LIMITS.pauseSpread) return [];
    return [
      {
        id: 'pauses',
        severity: 'warning',
        confidence: 'measured',
        scope: plan.name,
        figures: {
          ...{ scenario: plan.name, pauses: clusters.length, everySec: mean(gaps) / 1000 },
          forMs: (middleOf(clusters.map(({ longestMs }) => longestMs)) ?? medMs) - medMs,
          ...{ slow, samples: all.count, medMs },
        },
      },
    ];
  });
}
