import type { Timeline, TimelineErrors, TimelineLane } from '../../model/timeline.ts';
import { OffsetArray } from '../../numbers/offset-array.ts';
import { type GaugeFigures, GaugeLanes } from './gauge-lanes.ts';
import type { Lane } from './lane.ts';
import { ExactLatency, HistogramLatency, type LatencyCollector } from './latency.ts';
import type { TagSet } from './tag-sets.ts';

const SECOND_MS = 1000;

/** Longest run with a time line: a week. Samples of another time would make it endless. */
export const LONGEST_TIMELINE_MS = 7 * 24 * 3600 * SECOND_MS;

/** From ms since the base to seconds since the origin. */
type SecondOf = (offsetMs: number) => number;

/** Adds up what `amountOf` makes of the values of each second. */
class SumLane implements Lane {
  readonly sums = new OffsetArray();
  readonly #secondOf: SecondOf;
  readonly #amountOf: (value: number) => number;

  constructor(secondOf: SecondOf, amountOf: (value: number) => number) {
    this.#secondOf = secondOf;
    this.#amountOf = amountOf;
  }

  add(offsetMs: number, value: number): void {
    this.sums.add(this.#secondOf(offsetMs), this.#amountOf(value));
  }
}

/** How long iterations lasted within each second, in ms; values are their lengths, samples their ends. */
class BusyLane implements Lane {
  /** What iterations took of the seconds in which they began and ended. */
  readonly #parts = new OffsetArray();
  /** By how many more iterations than the second before a second was filled. */
  readonly #wholes = new OffsetArray();
  readonly #originOffsetMs: number;

  constructor(originOffsetMs: number) {
    this.#originOffsetMs = originOffsetMs;
  }

  add(offsetMs: number, lengthMs: number): void {
    if (lengthMs > LONGEST_TIMELINE_MS) return;
    const endMs = offsetMs - this.#originOffsetMs;
    const beginMs = endMs - Math.max(0, lengthMs);
    const [first, last] = [Math.floor(beginMs / SECOND_MS), Math.floor(endMs / SECOND_MS)];
    if (first === last) {
      this.#parts.add(first, endMs - beginMs);
      return;
    }
    this.#parts.add(first, (first + 1) * SECOND_MS - beginMs);
    this.#parts.add(last, endMs - last * SECOND_MS);
    this.#wholes.add(first + 1, 1);
    this.#wholes.add(last, -1);
  }

  /** Mean number of iterations at once, second by second. */
  busy(from: number, seconds: number): Float64Array {
    let whole = 0;
    for (let second = this.#wholes.first; second < from; second += 1) whole += this.#wholes.at(second);
    return Float64Array.from({ length: seconds }, (_, at) => {
      whole += this.#wholes.at(from + at);
      return whole + this.#parts.at(from + at) / SECOND_MS;
    });
  }
}

interface ScenarioLanes {
  readonly requests: SumLane;
  readonly failed: SumLane;
  readonly iterations: SumLane;
  readonly dropped: SumLane;
  readonly busy: BusyLane;
  readonly latency: LatencyCollector;
  /** Earliest beginning, in epoch ms. */
  beginMs: number;
}

const itself = (value: number) => value;
const isNotZero = (value: number) => (value === 0 ? 0 : 1);

const both = (a: Lane, b: Lane): Lane => ({
  add(offsetMs, value) {
    a.add(offsetMs, value);
    b.add(offsetMs, value);
  },
});

const added = (lists: readonly Float64Array[], seconds: number) =>
  Float64Array.from({ length: seconds }, (_, at) => lists.reduce((sum, list) => sum + (list[at] ?? 0), 0));

/** What of several runners does not belong to the load that they sent together. */
export interface LeftOut {
  /** Last moment of each runner at which it wrote something else than its count of users, in epoch ms. */
  readonly endsMs: ReadonlyMap<number, number>;
  /** True where samples without a scenario are those of `setup()` and `teardown()`, too. */
  readonly unscoped: boolean;
}

/** In place of a scenario's name: `setup()` and `teardown()`, where groups tell them. */
const SETUP = Symbol('setup');
type LaneKey = string | undefined | typeof SETUP;

const keyOf = ({ scenario, setup }: Pick<TagSet, 'scenario' | 'setup'>): LaneKey => (setup ? SETUP : scenario);

/** Sorts the samples of a run by what they tell and by the second in which they were taken. */
export class TimelineLanes {
  readonly #baseMs: number;
  readonly #originMs: number;
  readonly #isExact: boolean;
  readonly #scenarios = new Map<LaneKey, ScenarioLanes>();
  readonly #errors = new Map<string, { status: number; errorCode: number | undefined; lane: SumLane }>();
  readonly #vus: GaugeLanes;
  readonly #vusMax: GaugeLanes;
  #tellsFailures = false;
  #tellsIterations = false;

  /** Whole epoch ms: those to which series count, and those at which the first second begins. */
  constructor(baseMs: number, originMs: number, isExact: boolean) {
    this.#baseMs = baseMs;
    this.#originMs = originMs;
    this.#isExact = isExact;
    this.#vus = new GaugeLanes(this.#secondOf);
    this.#vusMax = new GaugeLanes(this.#secondOf);
  }

  readonly #secondOf = (offsetMs: number) => Math.floor((offsetMs + this.#baseMs - this.#originMs) / SECOND_MS);

  /** Where samples of a metric with these tags belong; undefined for those that a time line does not show. */
  of(metric: string, tags: TagSet): Lane | undefined {
    switch (metric) {
      case 'vus':
        return this.#vus.of(tags.runner);
      case 'vus_max':
        return this.#vusMax.of(tags.runner);
      case 'http_reqs':
        return this.#requests(tags);
      case 'http_req_failed':
        this.#tellsFailures = true;
        return this.#ofScenario(tags).failed;
      case 'http_req_duration':
        return tags.expected === 'false' ? undefined : this.#ofScenario(tags).latency;
      case 'iterations':
        return this.#ofScenario(tags).iterations;
      case 'dropped_iterations':
        return this.#ofScenario(tags).dropped;
      case 'iteration_duration':
        this.#tellsIterations = true;
        return tags.setup ? undefined : this.#ofScenario(tags).busy;
      default:
        return undefined;
    }
  }

  #requests(tags: TagSet): Lane {
    const { requests } = this.#ofScenario(tags);
    const status = Number(tags.status ?? Number.NaN);
    if (tags.expected !== 'false' || !Number.isInteger(status)) return requests;
    const errorCode = tags.errorCode === undefined ? undefined : Number(tags.errorCode);
    const key = `${status} ${errorCode}`;
    const error = this.#errors.get(key) ?? { status, errorCode, lane: new SumLane(this.#secondOf, itself) };
    this.#errors.set(key, error);
    return both(requests, error.lane);
  }

  #ofScenario(tags: TagSet): ScenarioLanes {
    const key = keyOf(tags);
    const known = this.#scenarios.get(key);
    if (known) return known;
    const sum = (amountOf: (value: number) => number) => new SumLane(this.#secondOf, amountOf);
    const made: ScenarioLanes = {
      requests: sum(itself),
      failed: sum(isNotZero),
      iterations: sum(itself),
      dropped: sum(itself),
      busy: new BusyLane(this.#originMs - this.#baseMs),
      latency: this.#isExact ? new ExactLatency(this.#secondOf) : new HistogramLatency(this.#secondOf),
      beginMs: Number.POSITIVE_INFINITY,
    };
    this.#scenarios.set(key, made);
    return made;
  }

  /** Tells when something of a scenario began. */
  began(tags: TagSet, beginMs: number): void {
    const lanes = this.#scenarios.get(keyOf(tags));
    if (lanes) lanes.beginMs = Math.min(lanes.beginMs, beginMs);
  }

  /** Takes away what does not belong to the load of several runners. */
  leaveOut({ endsMs, unscoped }: LeftOut): void {
    this.#scenarios.delete(SETUP);
    if (unscoped) this.#scenarios.delete(undefined);
    const ends = new Map([...endsMs].map(([runner, endMs]) => [runner, Math.floor(endMs - this.#baseMs)]));
    for (const gauge of [this.#vus, this.#vusMax]) gauge.cutAfter(ends);
  }

  /** A count of users between two moments in epoch ms; undefined where no runner wrote it. */
  gauge(metric: 'vus' | 'vus_max', firstMs: number, lastMs: number): GaugeFigures | undefined {
    const { from, seconds } = this.#window(firstMs, lastMs);
    return (metric === 'vus' ? this.#vus : this.#vusMax).figures(from, seconds);
  }

  #window(firstMs: number, lastMs: number): { from: number; seconds: number } {
    // Samples that came later may lie before the origin.
    const from = Math.floor((Math.floor(firstMs) - this.#originMs) / SECOND_MS);
    return { from, seconds: Math.floor((Math.floor(lastMs) - this.#originMs) / SECOND_MS) - from + 1 };
  }

  /** The time line between two moments in epoch ms; undefined for a run of more than a week. */
  timeline(firstMs: number, lastMs: number): Timeline | undefined {
    const { from, seconds } = this.#window(firstMs, lastMs);
    if (!(seconds * SECOND_MS <= LONGEST_TIMELINE_MS + 2 * SECOND_MS)) return undefined;
    const own = ({ sums }: SumLane) => Float64Array.from({ length: seconds }, (_, at) => sums.at(from + at));
    const startMs = this.#originMs + from * SECOND_MS;
    const scenarios = [...this.#scenarios].map(([name, lanes]) => {
      const lane: TimelineLane = {
        firstMs: lanes.beginMs - startMs,
        requests: own(lanes.requests),
        failed: this.#tellsFailures ? own(lanes.failed) : undefined,
        iterations: own(lanes.iterations),
        dropped: own(lanes.dropped),
        busyVus: this.#tellsIterations ? lanes.busy.busy(from, seconds) : undefined,
        latencyMs: lanes.latency.latency(from, seconds),
      };
      return [name, lane] as const;
    });
    const all = scenarios.map(([, lane]) => lane);
    const sum = (pick: (lane: TimelineLane) => Float64Array | undefined) =>
      added(
        all.flatMap((lane) => pick(lane) ?? []),
        seconds,
      );
    return {
      startMs,
      seconds,
      total: {
        firstMs: Math.min(...all.map(({ firstMs: first }) => first)),
        requests: sum(({ requests }) => requests),
        failed: this.#tellsFailures ? sum(({ failed }) => failed) : undefined,
        iterations: sum(({ iterations }) => iterations),
        dropped: sum(({ dropped }) => dropped),
        busyVus: this.#tellsIterations ? sum(({ busyVus }) => busyVus) : undefined,
        latencyMs: this.#latencyOfAll(from, seconds),
      },
      scenarios: Object.fromEntries(
        scenarios.flatMap(([name, lane]) => (typeof name === 'string' ? [[name, lane]] : [])),
      ),
      vus: this.#vus.filled(from, seconds),
      vusMax: this.#vusMax.filled(from, seconds),
      errors: this.#errorLanes(own),
    };
  }

  #latencyOfAll(from: number, seconds: number): TimelineLane['latencyMs'] {
    const all = [...this.#scenarios.values()].map(({ latency }) => latency);
    const [first, ...others] = all;
    if (first === undefined) return new HistogramLatency(this.#secondOf).latency(from, seconds);
    return first.latency(from, seconds, others);
  }

  #errorLanes(own: (lane: SumLane) => Float64Array): TimelineErrors[] {
    return [...this.#errors]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { status, errorCode, lane }]) => ({ status, errorCode, failed: own(lane) }));
  }
}
