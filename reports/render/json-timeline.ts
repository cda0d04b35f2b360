import type { Timeline, TimelineLane } from '../model/timeline.ts';
import type { WindowFigures } from '../model/window.ts';
import type { JsonTimeline, JsonWindow } from './json-schema.ts';

export function windowOf(figures: WindowFigures | undefined): JsonWindow | undefined {
  if (!figures) return undefined;
  const { from, to, dropped, ...others } = figures;
  return { fromSec: from, toSec: to, droppedIterations: dropped, ...others };
}

function at(lane: Float64Array, sec: number): number;
function at(lane: Float64Array | undefined, sec: number): number | undefined;
function at(lane: Float64Array | undefined, sec: number): number | undefined {
  return lane && (lane[sec] ?? 0);
}
const known = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? undefined : value);

function secondOf(lane: TimelineLane, sec: number): JsonTimeline['scenarios'][string][number] {
  const latency = lane.latencyMs.over(sec, sec + 1);
  return {
    sec,
    requests: at(lane.requests, sec),
    failedRequests: at(lane.failed, sec),
    iterations: at(lane.iterations, sec),
    droppedIterations: at(lane.dropped, sec),
    busyVus: at(lane.busyVus, sec),
    medMs: latency?.quantile(0.5),
    p95Ms: latency?.quantile(0.95),
    p99Ms: latency?.quantile(0.99),
  };
}

/** A time line as one object for each second: what is unknown of a second is absent from it. */
export function timelineOf({ startMs, seconds, total, scenarios, vus, vusMax, errors }: Timeline): JsonTimeline {
  const each = Array.from({ length: seconds }, (_, sec) => sec);
  return {
    startedAtMs: startMs,
    total: each.map((sec) => ({ ...secondOf(total, sec), vus: known(vus[sec]), vusStarted: known(vusMax[sec]) })),
    scenarios: Object.fromEntries(
      Object.entries(scenarios).map(([name, lane]) => [name, each.map((sec) => secondOf(lane, sec))]),
    ),
    errors: errors.map(({ status, errorCode, failed }) => ({ status, errorCode, failedRequests: [...failed] })),
  };
}
