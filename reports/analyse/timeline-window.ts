import type { Timeline, TimelineLane } from '../model/timeline.ts';
import type { Seconds, WindowFigures } from '../model/window.ts';

function sumOver(lane: Float64Array, window: Seconds): number;
function sumOver(lane: Float64Array | undefined, window: Seconds): number | undefined;
function sumOver(lane: Float64Array | undefined, { from, to }: Seconds): number | undefined {
  return lane?.subarray(from, to).reduce((sum, value) => sum + value, 0);
}

/** The seconds that a time line has of those asked for; undefined for none. */
export function within({ seconds }: Timeline, { from, to }: Seconds): Seconds | undefined {
  const own = { from: Math.max(0, from), to: Math.min(seconds, to) };
  return own.to > own.from ? own : undefined;
}

/** What a lane of the time line shows over some of its seconds, of which there is at least one. */
export function figuresOver(lane: TimelineLane, window: Seconds): WindowFigures {
  const length = window.to - window.from;
  const requests = sumOver(lane.requests, window);
  const failed = sumOver(lane.failed, window);
  const busy = sumOver(lane.busyVus, window);
  const latency = lane.latencyMs.over(window.from, window.to);
  return {
    ...window,
    requests,
    requestsPerSec: requests / length,
    failedRatio: requests > 0 && failed !== undefined ? failed / requests : undefined,
    iterationsPerSec: sumOver(lane.iterations, window) / length,
    dropped: sumOver(lane.dropped, window),
    // Whoever sends a request is at work: iterations that end much later, or never, are missing here.
    busyVus: busy === undefined || (busy === 0 && requests > 0) ? undefined : busy / length,
    samples: latency?.count ?? 0,
    avgMs: latency && latency.sum / latency.count,
    medMs: latency?.quantile(0.5),
    p95Ms: latency?.quantile(0.95),
  };
}
