import type { Finding } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import type { TimelineLane } from '../../model/timeline.ts';
import type { Seconds } from '../../model/window.ts';
import { mean, middleOf } from '../../numbers/averages.ts';
import { LIMITS } from '../limits.ts';
import { answeredPlateaus } from '../stages.ts';

interface Cluster {
  readonly from: number;
  to: number;
  slow: number;
  longestMs: number;
}

/** Seconds in a row in which requests took far longer than the level's median, and how many did so elsewhere. */
function clustersOf(
  lane: TimelineLane,
  { from, to }: Seconds,
  limitMs: number,
): { clusters: Cluster[]; strays: number } {
  const clusters: Cluster[] = [];
  let strays = 0;
  for (const second of lane.latencyMs.seconds(from, to)) {
    const values = lane.latencyMs.over(second, second + 1);
    if (!values) continue;
    const slow = values.count - values.countUpTo(limitMs);
    const last = clusters.at(-1);
    if (last?.to === second && slow > 0) {
      Object.assign(last, { to: second + 1, slow: last.slow + slow, longestMs: Math.max(last.longestMs, values.max) });
    } else if (slow >= LIMITS.pauseRequests) {
      clusters.push({ from: second, to: second + 1, slow, longestMs: values.max });
    } else strays += slow;
  }
  return { clusters, strays };
}

/** Standard deviation over mean of some gaps; those of whole seconds are up to a second off, which is none of it. */
function spread(gaps: readonly number[]): number {
  const middle = mean(gaps);
  return Math.sqrt(mean(gaps.map((gap) => Math.max(0, Math.abs(gap - middle) - 0.5) ** 2))) / middle;
}

/** Everything stood still for a moment, again and again after the same time. */
export function pauses(run: Run): Finding[] {
  return answeredPlateaus(run).flatMap(({ stage: { plan }, seconds, lane }): Finding[] => {
    const all = lane.latencyMs.over(seconds.from, seconds.to);
    if (!all) return [];
    const medMs = all.quantile(0.5);
    const limitMs = Math.max(medMs * LIMITS.pauseRatio, LIMITS.pauseMs);
    const { clusters, strays } = clustersOf(lane, seconds, limitMs);
    const slow = clusters.reduce((sum, one) => sum + one.slow, 0);
    if (clusters.length < LIMITS.pauseClusters || slow < (slow + strays) * LIMITS.pauseClustered) return [];
    // Where more seconds hold slow requests than not, they are no pauses.
    if (clusters.reduce((sum, one) => sum + one.to - one.from, 0) > (seconds.to - seconds.from) / 2) return [];
    const gaps = clusters.slice(1).map((cluster, at) => cluster.from - (clusters[at] as Cluster).from);
    if (spread(gaps) > LIMITS.pauseSpread) return [];
    return [
      {
        id: 'pauses',
        severity: 'warning',
        confidence: 'measured',
        scope: plan.name,
        figures: {
          ...{ scenario: plan.name, pauses: clusters.length, everySec: mean(gaps) },
          forMs: (middleOf(clusters.map(({ longestMs }) => longestMs)) ?? medMs) - medMs,
          ...{ slow, samples: all.count, medMs },
        },
      },
    ];
  });
}
