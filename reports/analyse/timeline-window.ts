import type { Timeline, TimelineLane } from '../model/timeline.ts';
import type { Seconds, WindowFigures } from '../model/window.ts';
import { mean } from '../numbers/averages.ts';

/** The seconds that a time line has of those asked for; undefined for none. */
export function within({ seconds }: Timeline, { from, to }: Seconds): Seconds | undefined {
  const own = { from: Math.max(0, from), to: Math.min(seconds, to) };
  return own.to > own.from ? own : undefined;
}

const MIDDLE = Array.from({ length: 19 }, (_, at) => (at + 1) / 20);

/** What a lane of the time line shows over some of its seconds, of which there is at least one. */
export function figuresOver(lane: TimelineLane, window: Seconds): WindowFigures {
  const length = window.to - window.from;
  const { from, to } = window;
  const requests = lane.requests.sum(from, to);
  const failed = lane.failed?.sum(from, to);
  const busy = lane.busyVus?.sum(from, to);
  const latency = lane.latencyMs.over(from, to);
  return {
    ...window,
    requests,
    requestsPerSec: requests / length,
    failedRatio: requests > 0 && failed !== undefined ? failed / requests : undefined,
    iterationsPerSec: lane.iterations.sum(from, to) / length,
    dropped: lane.dropped.sum(from, to),
    // Whoever sends a request is at work: iterations that end much later, or never, are missing here.
    busyVus: busy === undefined || (busy === 0 && requests > 0) ? undefined : busy / length,
    samples: latency?.count ?? 0,
    avgMs: latency && latency.sum / latency.count,
    medMs: latency?.quantile(0.5),
    midMeanMs: latency && mean(MIDDLE.map((q) => latency.quantile(q))),
    p95Ms: latency?.quantile(0.95),
  };
}
