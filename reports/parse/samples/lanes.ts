import type { Timeline, TimelineErrors, TimelineLane } from '../../model/timeline.ts';
import type { Seconds } from '../../model/window.ts';
import { OffsetArray } from '../../numbers/offset-array.ts';
import { Steps } from '../../numbers/steps.ts';
import { type GaugeFigures, GaugeLanes } from './gauge-lanes.ts';
import type { Lane } from './lane.ts';
import { ExactLatency, HistogramLatency, type LatencyCollector } from './latency.ts';
import type { TagSet } from './tag-sets.ts';

const SECOND_MS = 1000;

/** From ms since the base to seconds since the origin. */
type SecondOf = (offsetMs: number) => number;

function together(all: readonly OffsetArray[]): OffsetArray {
  const [first] = all;
  if (first && all.length === 1) return first;
  const sum = new OffsetArray();
  for (const one of all) sum.addAll(one);
  return sum;
}

/** What is held, with `from` as place 0. */
function* moved(array: OffsetArray, from: number): Generator<readonly [number, number]> {
  for (const [place, value] of array.entries()) yield [place - from, value];
}

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

  /** The sum of several, second by second. */
  static together(lanes: readonly SumLane[], from: number, seconds: number): Steps {
    return Steps.ofSingle(seconds, moved(together(lanes.map(({ sums }) => sums)), from));
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

  /** Seconds in which one began or ended. */
  *seconds(): Generator<number> {
    for (const [second] of this.#parts.entries()) yield second;
  }

  /** Mean number of iterations of several at once, second by second. */
  static together(lanes: readonly BusyLane[], from: number, seconds: number): Steps {
    const parts = new Map(moved(together(lanes.map((lane) => lane.#parts)), from));
    const wholes = new Map(moved(together(lanes.map((lane) => lane.#wholes)), from));
    const places = new Set([...wholes.keys(), ...[...parts.keys()].flatMap((place) => [place, place + 1])]);
    let whole = 0;
    const changes = [...places]
      .sort((a, b) => a - b)
      .map((place) => {
        whole += wholes.get(place) ?? 0;
        return [place, whole + (parts.get(place) ?? 0) / SECOND_MS] as const;
      });
    return new Steps(seconds, changes);
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
  readonly #others: SumLane;
  #tellsFailures = false;
  #tellsIterations = false;

  /** Whole epoch ms: those to which series count, and those at which the first second begins. */
  constructor(baseMs: number, originMs: number, isExact: boolean) {
    this.#baseMs = baseMs;
    this.#originMs = originMs;
    this.#isExact = isExact;
    this.#vus = new GaugeLanes(this.#secondOf);
    this.#vusMax = new GaugeLanes(this.#secondOf);
    this.#others = new SumLane(this.#secondOf, () => 1);
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

  /** Where samples belong that a time line does not show: they tell that somebody was at work. */
  get others(): Lane {
    return this.#others;
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

  /** The time line between two moments in epoch ms. */
  timeline(firstMs: number, lastMs: number): Timeline {
    const { from, seconds } = this.#window(firstMs, lastMs);
    const startMs = this.#originMs + from * SECOND_MS;
    const lane = (of: readonly ScenarioLanes[], latencyMs: TimelineLane['latencyMs']): TimelineLane => {
      const sum = (pick: (lanes: ScenarioLanes) => SumLane) => SumLane.together(of.map(pick), from, seconds);
      return {
        firstMs: of.reduce((first, { beginMs }) => Math.min(first, beginMs - startMs), Number.POSITIVE_INFINITY),
        requests: sum(({ requests }) => requests),
        failed: this.#tellsFailures ? sum(({ failed }) => failed) : undefined,
        iterations: sum(({ iterations }) => iterations),
        dropped: sum(({ dropped }) => dropped),
        busyVus: this.#tellsIterations
          ? BusyLane.together(
              of.map(({ busy }) => busy),
              from,
              seconds,
            )
          : undefined,
        latencyMs,
      };
    };
    return {
      startMs,
      seconds,
      total: lane([...this.#scenarios.values()], this.#latencyOfAll(from, seconds)),
      scenarios: Object.fromEntries(
        [...this.#scenarios].flatMap(([name, lanes]) =>
          typeof name === 'string' ? [[name, lane([lanes], lanes.latency.latency(from, seconds))]] : [],
        ),
      ),
      vus: this.#vus.filled(from, seconds),
      vusMax: this.#vusMax.filled(from, seconds),
      errors: this.#errorLanes(from, seconds),
      silence: this.#silence(from, seconds),
    };
  }

  /** The first of the longest stretches of seconds of which no sample says anything. */
  #silence(from: number, seconds: number): Seconds {
    const told = new Set<number>();
    const tell = ({ sums }: SumLane) => {
      for (const [second] of sums.entries()) told.add(second);
    };
    tell(this.#others);
    for (const gauge of [this.#vus, this.#vusMax]) for (const second of gauge.seconds()) told.add(second);
    for (const { requests, iterations, dropped, busy } of this.#scenarios.values()) {
      for (const lane of [requests, iterations, dropped]) tell(lane);
      for (const second of busy.seconds()) told.add(second);
    }
    let longest: Seconds = { from: 0, to: 0 };
    let next = 0;
    for (const second of [...told].map((at) => at - from).sort((a, b) => a - b)) {
      if (second < 0 || second >= seconds) continue;
      if (second - next > longest.to - longest.from) longest = { from: next, to: second };
      next = second + 1;
    }
    return seconds - next > longest.to - longest.from ? { from: next, to: seconds } : longest;
  }

  #latencyOfAll(from: number, seconds: number): TimelineLane['latencyMs'] {
    const all = [...this.#scenarios.values()].map(({ latency }) => latency);
    const [first, ...others] = all;
    if (first === undefined) return new HistogramLatency(this.#secondOf).latency(from, seconds);
    return first.latency(from, seconds, others);
  }

  #errorLanes(from: number, seconds: number): TimelineErrors[] {
    return [...this.#errors]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { status, errorCode, lane }]) => ({
        ...{ status, errorCode },
        failed: SumLane.together([lane], from, seconds),
      }));
  }
}
