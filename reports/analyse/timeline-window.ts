import type { Timeline, TimelineLane } from '../model/timeline.ts';
import type { Seconds, WindowFigures } from '../model/window.ts';

const sumOver = (lane: Float64Array, { from, to }: Seconds) =>
  lane.subarray(from, to).reduce((sum, value) => sum + value, 0);

/** The seconds that a time line has of those asked for; undefined for none. */
export function within({ seconds }: Timeline, { from, to }: Seconds): Seconds | undefined {
  const own = { from: Math.max(0, from), to: Math.min(seconds, to) };
  return own.to > own.from ? own : undefined;
}

/** What a lane of the time line shows over some of its seconds, of which there is at least one. */
export function figuresOver(lane: TimelineLane, window: Seconds): WindowFigures {
  const length = window.to - window.from;
  const requests = sumOver(lane.requests, window);
  const latency = lane.latencyMs.over(window.from, window.to);
  return {
    ...window,
    requests,
    requestsPerSec: requests / length,
    failedRatio: requests > 0 ? sumOver(lane.failed, window) / requests : undefined,
    iterationsPerSec: sumOver(lane.iterations, window) / length,
    dropped: sumOver(lane.dropped, window),
    busyVus: sumOver(lane.busyVus, window) / length,
    samples: latency?.count ?? 0,
    avgMs: latency && latency.sum / latency.count,
    medMs: latency?.quantile(0.5),
    p95Ms: latency?.quantile(0.95),
  };
}
