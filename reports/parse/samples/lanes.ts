import { SENT_METRICS } from '../../model/protocol.ts';
import type { Timeline, TimelineErrors, TimelineLane } from '../../model/timeline.ts';
import type { Seconds } from '../../model/window.ts';
import { type GaugeFigures, GaugeLanes } from './gauge-lanes.ts';
import type { Lane } from './lane.ts';
import { ExactLatency, HistogramLatency } from './latency.ts';
import { LongEndsLane } from './long-ends.ts';
import { PhaseLane } from './phase-lane.ts';
import { both, itself, one, ScenarioLanes } from './scenario-lanes.ts';
import { BusyLane, SECOND_MS, SumLane } from './sum-lanes.ts';
import type { TagSet } from './tag-sets.ts';

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
  readonly #ends: PhaseLane;
  /** By the place in `SENT_METRICS`. */
  readonly #longEnds = new Map<number, LongEndsLane>();
  /** By name tag. */
  readonly #requestsBy = new Map<string, ExactLatency>();
  #tellsEnds = false;
  /** Places in `SENT_METRICS`. */
  readonly #tellsFailures = new Set<number>();
  #tellsIterations = false;

  /** Whole epoch ms: those to which series count, and those at which the first second begins. */
  constructor(baseMs: number, originMs: number, isExact: boolean) {
    this.#baseMs = baseMs;
    this.#originMs = originMs;
    this.#isExact = isExact;
    this.#vus = new GaugeLanes(this.#secondOf);
    this.#vusMax = new GaugeLanes(this.#secondOf);
    this.#others = new SumLane(this.#secondOf, one);
    this.#ends = new PhaseLane(originMs - baseMs);
  }

  readonly #secondOf = (offsetMs: number) => Math.floor((offsetMs + this.#baseMs - this.#originMs) / SECOND_MS);

  /** Where samples of a metric with these tags belong; undefined for those that a time line does not show. */
  of(metric: string, tags: TagSet): Lane | undefined {
    switch (metric) {
      case 'vus':
        return this.#vus.of(tags.runner);
      case 'vus_max':
        return this.#vusMax.of(tags.runner);
      case 'iterations':
        return this.#ofScenario(tags).iterations;
      case 'dropped_iterations':
        return this.#ofScenario(tags).dropped;
      case 'iteration_duration':
        this.#tellsIterations = true;
        if (tags.setup) return undefined;
        return both(this.#ofScenario(tags).busy, this.#ofScenario(tags).iterationMs);
      case 'http_req_blocked':
        return this.#ofScenario(tags).sentMs;
      default:
        return this.#sentBy(metric, tags);
    }
  }

  /** What was sent, by whatever protocol. */
  #sentBy(metric: string, tags: TagSet): Lane | undefined {
    const number = SENT_METRICS.findIndex(
      ({ count, times, failed }) => count === metric || times === metric || failed === metric,
    );
    const entry = SENT_METRICS[number];
    if (!entry) return undefined;
    const scenario = this.#ofScenario(tags);
    const { sentMs } = scenario;
    const { requests, failed, latency } = scenario.sentBy(number);
    if (metric === entry.failed) {
      this.#tellsFailures.add(number);
      return failed;
    }
    if (metric === entry.count) return entry.protocol === 'http' ? this.#requests(requests, tags) : requests;
    if (entry.count === undefined) return both(requests, both(latency, this.#longEndsOf(number)));
    // What was sent with them is counted when it was sent: it may have ended much later.
    if (entry.protocol !== 'http') return both(latency, this.#others);
    if (tags.expected === 'false') return sentMs;
    this.#tellsEnds = true;
    const own = tags.setup ? undefined : this.#requestsBy.get(tags.name ?? '');
    const whole = both(both(latency, sentMs), both(this.#ends, this.#longEndsOf(number)));
    return own ? both(whole, own) : whole;
  }

  /** Names whose requests have times of their own; told before any sample is. */
  tellRequests(names: readonly string[]): void {
    for (const name of names) this.#requestsBy.set(name, new ExactLatency(this.#secondOf));
  }

  #longEndsOf(number: number): LongEndsLane {
    const lane = this.#longEnds.get(number) ?? new LongEndsLane();
    this.#longEnds.set(number, lane);
    return lane;
  }

  /** Where samples belong that a time line does not show: they tell that somebody was at work. */
  get others(): Lane {
    return this.#others;
  }

  #requests(requests: SumLane, tags: TagSet): Lane {
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
    const made = new ScenarioLanes(this.#secondOf, this.#originMs - this.#baseMs, this.#isExact);
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

  /**
   * The place in `SENT_METRICS` of what the scenarios sent; `setup()` may log in by another protocol, and tells only
   * where nothing else was sent.
   */
  #judged(): number {
    const sent = (isLoad: boolean) => (_: unknown, number: number) =>
      [...this.#scenarios].some(
        ([key, { sent: own }]) => (typeof key === 'string') === isLoad && own[number]?.requests.isEmpty === false,
      );
    const load = SENT_METRICS.findIndex(sent(true));
    return Math.max(0, load >= 0 ? load : SENT_METRICS.findIndex(sent(false)));
  }

  /** The time line between two moments in epoch ms. */
  timeline(firstMs: number, lastMs: number): Timeline {
    const { from, seconds } = this.#window(firstMs, lastMs);
    const startMs = this.#originMs + from * SECOND_MS;
    const judged = this.#judged();
    const lane = (of: readonly ScenarioLanes[]): TimelineLane => {
      const sum = (pick: (lanes: ScenarioLanes) => SumLane | undefined) =>
        SumLane.together(
          of.flatMap((lanes) => pick(lanes) ?? []),
          from,
          seconds,
        );
      return {
        firstMs: of.reduce((first, { beginMs }) => Math.min(first, beginMs - startMs), Number.POSITIVE_INFINITY),
        requests: sum(({ sent }) => sent[judged]?.requests),
        failed: this.#tellsFailures.has(judged) ? sum(({ sent }) => sent[judged]?.failed) : undefined,
        iterations: sum(({ iterations }) => iterations),
        dropped: sum(({ dropped }) => dropped),
        busyVus: this.#tellsIterations
          ? BusyLane.together(
              of.map(({ busy }) => busy),
              from,
              seconds,
            )
          : undefined,
        ...(this.#tellsIterations && { iterationMs: sum(({ iterationMs }) => iterationMs) }),
        ...(of.every(({ sent }) => sent.every((_, number) => number === judged)) && {
          sentMs: sum(({ sentMs }) => sentMs),
        }),
        latencyMs: this.#latencyOf(of, judged, from, seconds),
      };
    };
    return {
      startMs,
      seconds,
      protocol: SENT_METRICS[judged]?.protocol ?? 'http',
      total: lane([...this.#scenarios.values()]),
      scenarios: Object.fromEntries(
        [...this.#scenarios].flatMap(([name, lanes]) => (typeof name === 'string' ? [[name, lane([lanes])]] : [])),
      ),
      vus: this.#vus.filled(from, seconds),
      vusMax: this.#vusMax.filled(from, seconds),
      ...this.#withinSeconds(from, startMs, judged),
      ...(this.#requestsBy.size > 1 && {
        requests: Object.fromEntries(
          [...this.#requestsBy].map(([name, latency]) => [name, latency.latency(from, seconds)]),
        ),
      }),
      errors: this.#errorLanes(from, seconds),
      silence: this.#silence(from, seconds),
      ...this.#repeated(from),
    };
  }

  #repeated(from: number): Pick<Timeline, 'repeated'> {
    const found = this.#vus.repeated;
    return found ? { repeated: { from: found.from - from, to: found.to - from, sec: found.times } } : {};
  }

  /** What is told to the ms. */
  #withinSeconds(from: number, startMs: number, judged: number): Pick<Timeline, 'ticksMs' | 'ends' | 'longEnds'> {
    const ticks = this.#vus.ticks()?.map((offsetMs) => offsetMs + this.#baseMs - startMs);
    const longEnds = this.#longEnds.get(judged)?.longEnds(startMs - this.#baseMs);
    return {
      ...(ticks && { ticksMs: ticks }),
      ...(this.#tellsEnds && { ends: this.#ends.phases(from) }),
      ...(longEnds && { longEnds }),
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
    for (const { sent, iterations, dropped, busy } of this.#scenarios.values()) {
      for (const lane of [iterations, dropped, ...sent.flatMap((own) => own?.requests ?? [])]) tell(lane);
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

  #latencyOf(of: readonly ScenarioLanes[], judged: number, from: number, seconds: number): TimelineLane['latencyMs'] {
    const [first, ...others] = of.flatMap(({ sent }) => sent[judged]?.latency ?? []);
    return (first ?? new HistogramLatency(this.#secondOf)).latency(from, seconds, others);
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
