import type { Timeline, TimelineLane } from '../model/timeline.ts';
import type { WindowFigures } from '../model/window.ts';
import type { Steps } from '../numbers/steps.ts';
import type { JsonTimeline, JsonWindow } from './json-schema.ts';

/** Rows of all lanes together, some 40 MB: a day of one scenario, second by second, and the whole beside it. */
const MOST_ROWS = 200_000;
/** How many seconds a row may sum up where there would be more. */
const STEPS_SEC = [1, 2, 5, 10, 30, 60, 300, 900, 3600, 21_600, 86_400] as const;

export function windowOf(figures: WindowFigures | undefined): JsonWindow | undefined {
  if (!figures) return undefined;
  // What only comparisons of levels rest on is no figure of the schema.
  const { from, to, dropped, midMeanMs: _, ...others } = figures;
  return { fromSec: from, toSec: to, droppedIterations: dropped, ...others };
}

/** Seconds in which something ended or changed, in any order, some of them twice. */
function told({ requests, failed, iterations, dropped, busyVus, latencyMs }: TimelineLane, users: readonly Steps[]) {
  const seconds: number[] = [0];
  const counts = [requests, iterations, dropped, ...(failed ? [failed] : [])];
  for (const steps of [...counts, ...(busyVus ? [busyVus] : []), ...users]) {
    for (const { from } of steps.between()) seconds.push(from);
  }
  for (const count of counts) for (const [second] of count.nonZero()) seconds.push(second);
  for (const second of latencyMs.seconds(0, requests.length)) seconds.push(second, second + 1);
  return seconds;
}

/** The first seconds of the rows that tell all of it, each of so many seconds. */
function rowsOf(seconds: readonly number[], stepSec: number, length: number): number[] {
  const rows = new Set<number>();
  for (const second of seconds) {
    const row = Math.floor(second / stepSec);
    rows.add(row);
    // What changes within a row is told by the next one.
    if (stepSec > 1) rows.add(row + 1);
  }
  return [...rows]
    .map((row) => row * stepSec)
    .filter((sec) => sec < length)
    .sort((a, b) => a - b);
}

const known = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? undefined : value);

function rowOf(lane: TimelineLane, sec: number, stepSec: number): JsonTimeline['scenarios'][string][number] {
  const to = Math.min(sec + stepSec, lane.requests.length);
  const latency = lane.latencyMs.over(sec, to);
  const busy = lane.busyVus?.sum(sec, to);
  return {
    sec,
    requests: lane.requests.sum(sec, to),
    failedRequests: lane.failed?.sum(sec, to),
    iterations: lane.iterations.sum(sec, to),
    droppedIterations: lane.dropped.sum(sec, to),
    busyVus: busy === undefined ? undefined : busy / (to - sec),
    medMs: latency?.quantile(0.5),
    p95Ms: latency?.quantile(0.95),
    p99Ms: latency?.quantile(0.99),
  };
}

/**
 * A time line as one object for each second in which something ended or changed: what is unknown of it is absent from
 * it. Where that would be too many, rows sum up several seconds.
 */
export function timelineOf({
  startMs,
  seconds,
  protocol,
  total,
  scenarios,
  vus,
  vusMax,
  errors,
}: Timeline): JsonTimeline {
  const lanes = Object.entries(scenarios).map(([name, lane]) => ({ name, lane, told: told(lane, []) }));
  const ofTotal = told(total, [vus, vusMax]);
  const failures = errors.map(({ failed, ...answer }) => ({ answer, failed, told: [...failed.nonZero()] }));
  const count = (stepSec: number) =>
    [ofTotal, ...lanes.map((one) => one.told), ...failures.map((one) => one.told.map(([second]) => second))].reduce(
      (sum, all) => sum + rowsOf(all, stepSec, seconds).length,
      0,
    );
  const stepSec = STEPS_SEC.find((step) => count(step) <= MOST_ROWS) ?? STEPS_SEC.at(-1) ?? 1;
  return {
    startedAtMs: startMs,
    protocol,
    seconds,
    stepSec,
    total: rowsOf(ofTotal, stepSec, seconds).map((sec) => {
      const last = Math.min(sec + stepSec, seconds) - 1;
      return { ...rowOf(total, sec, stepSec), vus: known(vus.at(last)), vusStarted: known(vusMax.at(last)) };
    }),
    scenarios: Object.fromEntries(
      lanes.map(({ name, lane, told: own }) => [
        name,
        rowsOf(own, stepSec, seconds).map((sec) => rowOf(lane, sec, stepSec)),
      ]),
    ),
    errors: failures.map(({ answer, failed, told: own }) => ({
      ...answer,
      failed: [...new Set(own.map(([second]) => second - (second % stepSec)))].map((sec) => ({
        sec,
        requests: failed.sum(sec, sec + stepSec),
      })),
    })),
  };
}
