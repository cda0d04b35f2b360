import type { Measurement } from '../reports/model/measurement.ts';
import type { PlannedScenario, Ramp } from '../reports/model/plan.ts';
import type { Run } from '../reports/model/run.ts';
import { measuredOf } from '../reports/parse/samples/measured.ts';
import { SampleStore } from '../reports/parse/samples/sample-store.ts';
import { RUN_START_MS } from './reference-samples.ts';

/** Runs for tests whose every second is known. */

/** What one second of a scenario is like. Response times in ms; undefined where nothing is sent. */
export interface Second {
  readonly scenario?: string;
  readonly perSec: number;
  readonly vus: number;
  /** Response time of the n-th request of the second. */
  readonly responseMs: (n: number) => number;
  /** Requests of the second that fail. */
  readonly failed?: number;
  readonly dropped?: number;
  /** Users that k6 counts, where that is not those at work. */
  readonly counted?: number;
  /** VUs that are started by then. */
  readonly started?: number;
}

const TAGS = { name: 'POST /orders', group: '' };

/** Samples of a second, its requests spread evenly. */
function addSecond(store: SampleStore, atMs: number, second: Second): void {
  const {
    scenario = 'load_test',
    perSec,
    vus,
    responseMs,
    failed = 0,
    dropped = 0,
    started = vus,
    counted = vus,
  } = second;
  for (let n = 0; n < perSec; n += 1) {
    const timeMs = RUN_START_MS + atMs + ((n + 0.5) * 1000) / perSec;
    const isGood = n >= failed;
    const answer = isGood ? { status: '200' } : { status: '503', error_code: '1503' };
    const tags = { ...TAGS, ...answer, scenario, expected_response: String(isGood) };
    store.add('http_reqs', timeMs, 1, tags);
    store.add('http_req_failed', timeMs, isGood ? 0 : 1, tags);
    // None is older than the run.
    store.add('http_req_duration', timeMs, Math.min(responseMs(n), timeMs - RUN_START_MS), tags);
    store.add('iterations', timeMs, 1, { scenario, group: '' });
  }
  // An iteration of this second alone for each user at work, whatever they do.
  for (let n = 0; n < vus; n += 1) {
    store.add('iteration_duration', RUN_START_MS + atMs + 999, 999, { scenario, group: '' });
  }
  for (let n = 0; n < dropped; n += 1) {
    store.add('dropped_iterations', RUN_START_MS + atMs + ((n + 0.5) * 1000) / dropped, 1, { scenario });
  }
  store.add('vus', RUN_START_MS + atMs + 999, counted, {});
  store.add('vus_max', RUN_START_MS + atMs + 999, started, {});
}

/** What is measured of a run of which each second is given; several for one second are several scenarios. */
export function measuredSeconds(seconds: readonly (Second | readonly Second[])[]): Measurement {
  const store = new SampleStore();
  for (const [at, second] of seconds.entries()) {
    for (const one of [second].flat()) addSecond(store, at * 1000, one as Second);
  }
  return measuredOf(store);
}

const SECOND_MS = 1000;

/** A plan of closed load: pairs of seconds and the level reached by then. */
export function closedPlan(name: string, stages: readonly (readonly [number, number])[]): PlannedScenario {
  let from = stages[0]?.[1] ?? 0;
  const ramps = stages.map(([seconds, to]): Ramp => {
    const ramp = { durationMs: seconds * SECOND_MS, from, to };
    from = to;
    return ramp;
  });
  const durationMs = ramps.reduce((sum, ramp) => sum + ramp.durationMs, 0);
  return { name, startMs: 0, durationMs, executor: 'ramping-vus', model: 'closed', ramps };
}

/** The same plan with rates for levels. */
export function openPlan(name: string, stages: readonly (readonly [number, number])[], maxVus = 500): PlannedScenario {
  const { ramps, durationMs } = closedPlan(name, stages) as Extract<PlannedScenario, { model: 'closed' }>;
  const vus = { preAllocatedVus: 20, maxVus };
  return { name, startMs: 0, durationMs, executor: 'ramping-arrival-rate', model: 'open', ramps, ...vus };
}

export const runOf = (measured: Measurement, planned: readonly PlannedScenario[] = []): Run => ({
  api: 'place-order',
  name: 'place-order',
  record: undefined,
  measured,
  planned,
  thinkMs: 1000,
});

/** A run that holds each level for so many seconds; `second` tells what each of them is like. */
export function levelsRun(
  levels: readonly number[],
  seconds: number,
  second: (level: number, at: number) => Omit<Second, 'vus'> & { readonly vus?: number },
): Run {
  const all = levels.flatMap((level) =>
    Array.from({ length: seconds }, (_, at): Second => ({ vus: level, ...second(level, at) })),
  );
  const plan = closedPlan(
    'load_test',
    levels.flatMap((level): [number, number][] => [
      [0, level],
      [seconds, level],
    ]),
  );
  return runOf(measuredSeconds(all), [plan]);
}
