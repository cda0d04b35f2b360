import type { TimeAside, Timeline } from '../../model/timeline.ts';
import { ExactSum } from '../../numbers/exact-sum.ts';
import { BUILTIN_METRICS, type MetricType } from '../builtin-metrics.ts';
import type { GaugeFigures } from './gauge-lanes.ts';
import { TimelineLanes } from './lanes.ts';
import { Series } from './series.ts';
import { type SampleTags, type TagSet, TagSets } from './tag-sets.ts';

/** A type that CSV does not tell. Trend statistics are right for whatever was measured, only a counter's sum is lost. */
const UNKNOWN: MetricType = { kind: 'trend' };

/** Durations that end at their sample's time, so that they tell when something began. */
const NS_PER_MS = 1e6;

const ENDING = new Set([
  'http_req_duration',
  'iteration_duration',
  'group_duration',
  'grpc_req_duration',
  'ws_session_duration',
]);

/** VUs are counted apart from what anybody sends. */
export const isCountOfVus = (metric: string): metric is 'vus' | 'vus_max' => metric === 'vus' || metric === 'vus_max';

/** No script defines so many metrics; names that are made up while it runs must not fill the memory. */
const MOST_METRICS = 10_000;

/** Names that a time line tells apart. */
const SHOWN_NAMES = 5;

/** What a reader of one stream hands its samples to. Times are epoch ms, values in k6's own unit (ms, bytes, 0 or 1). */
export interface SampleSink {
  describe(metric: string, type: MetricType): void;
  /** What the script demands of a metric; of a sub-metric nobody writes down what that is. */
  demand(metric: string, expression: string | undefined): void;
  numberOf(metric: string): number | undefined;
  tagSetOf(tags: SampleTags): TagSet;
  series(tags: TagSet, number: number, timeMs: number): Series;
  add(metric: string, timeMs: number, value: number, tags: SampleTags): boolean;
  /** Notes that a script gave its metric Infinity or NaN, of which no statistic can be made. False for a metric of k6. */
  infinite(metric: string): boolean;
  condense(): void;
}

/** The samples of a metric with the same tags. */
export interface StoredSeries {
  readonly tags: TagSet;
  readonly metric: string;
  readonly series: Series;
}

/** What one k6 process wrote. Times in epoch ms. */
export interface RunnerSamples {
  readonly rows: number;
  /** Earliest sample. */
  readonly firstMs: number;
  /** Latest sample that is no count of users and not of `setup()` or `teardown()`; undefined where there is none. */
  readonly lastMs: number | undefined;
  readonly ranSetup: boolean;
}

/**
 * Holds the samples of one run, in any order: one series for every metric and set of tags. `isMerge`: of several
 * runners, whose counts of users add up, and whose `setup()` and `teardown()` are no part of the load.
 */
export class SampleStore implements SampleSink {
  readonly isMerge: boolean;
  readonly tagSets: TagSets;
  readonly metrics: string[] = [];
  /** Metrics of the script that were given Infinity or NaN. */
  readonly infiniteMetrics = new Set<string>();
  /** Thresholds of the script by metric; none of a sub-metric, of which nobody writes them down. */
  readonly demands = new Map<string, Set<string>>();
  /** True where times were cut off to whole seconds. */
  timesInSeconds = false;
  readonly #numbers = new Map<string, number>();
  readonly #types = new Map<string, MetricType>();
  #baseMs: number | undefined;
  /** Listed once after the last sample: a run of many names has tens of thousands. */
  #closed: readonly StoredSeries[] | undefined;
  #lanes: TimelineLanes | undefined;
  /** Those that made the time line. */
  #shown: TimelineLanes | undefined;

  constructor(isMerge = false) {
    this.isMerge = isMerge;
    this.tagSets = new TagSets(isMerge);
  }

  get isEmpty(): boolean {
    return this.all().length === 0;
  }

  /** States about when the run was, in epoch ms, and how times are written; without, the first sample tells. */
  expect({ medianMs, inSeconds }: { medianMs: number | undefined; inSeconds: boolean }): void {
    if (medianMs !== undefined) this.#baseMs ??= Math.floor(medianMs);
    this.timesInSeconds ||= inSeconds;
  }

  /** True where only counts are kept. */
  get isCondensed(): boolean {
    return this.#lanes !== undefined;
  }

  /** States a metric's type; without it, k6's own metrics have theirs and others are trends. */
  describe(metric: string, type: MetricType): void {
    this.#types.set(metric, type);
  }

  demand(metric: string, expression: string | undefined): void {
    const known = this.demands.get(metric) ?? new Set();
    if (expression !== undefined) known.add(expression);
    this.demands.set(metric, known);
  }

  infinite(metric: string): boolean {
    const isOwn = !BUILTIN_METRICS.has(metric);
    if (isOwn && this.infiniteMetrics.size < MOST_METRICS) this.infiniteMetrics.add(metric);
    return isOwn;
  }

  typeOf(metric: string): MetricType {
    return this.#types.get(metric) ?? BUILTIN_METRICS.get(metric) ?? UNKNOWN;
  }

  /** The number of a metric, which is its place in `metrics`; undefined when there are too many. */
  numberOf(metric: string): number | undefined {
    const known = this.#numbers.get(metric);
    if (known !== undefined || this.metrics.length >= MOST_METRICS) return known;
    this.#numbers.set(metric, this.metrics.length);
    return this.metrics.push(metric) - 1;
  }

  /** The series of a metric with these tags, made at its first sample, whose time is given in epoch ms. */
  series(tags: TagSet, number: number, timeMs: number): Series {
    const known = tags.series[number];
    if (known) return known;
    this.#baseMs ??= Math.floor(timeMs);
    const metric = this.metrics[number] ?? '';
    const made = new Series(this.#baseMs, ENDING.has(metric), tags);
    if (this.#lanes) made.condense(this.#lanes.of(metric, tags) ?? this.#lanes.others);
    tags.series[number] = made;
    return made;
  }

  /** The tags of a sample of a file, whose number is that in the order of files. */
  tagSetOf(tags: SampleTags, file = 0): TagSet {
    return this.tagSets.of(tags, file);
  }

  /** `timeMs` is epoch ms; the value is in k6's own unit (ms, bytes, 0 or 1). False for a sample that cannot be. */
  add(metric: string, timeMs: number, value: number, tags: SampleTags, file = 0): boolean {
    const number = this.numberOf(metric);
    return number !== undefined && this.series(this.tagSetOf(tags, file), number, timeMs).add(timeMs, value);
  }

  /** Where the samples of one of several files go. */
  sinkOf(file: number): SampleSink {
    return {
      describe: (metric, type) => this.describe(metric, type),
      demand: (metric, expression) => this.demand(metric, expression),
      numberOf: (metric) => this.numberOf(metric),
      tagSetOf: (tags) => this.tagSetOf(tags, file),
      infinite: (metric) => this.infinite(metric),
      series: (tags, number, timeMs) => this.series(tags, number, timeMs),
      add: (metric, timeMs, value, tags) => this.add(metric, timeMs, value, tags, file),
      condense: () => this.condense(),
    };
  }

  /** What each runner wrote, by its number in `tagSets.runners`. */
  runners(): ReadonlyMap<number, RunnerSamples> {
    const found = new Map<number, RunnerSamples>();
    for (const { tags, metric, series } of this.all()) {
      const known = found.get(tags.runner);
      const isOther = !isCountOfVus(metric) && !this.tagSets.isSetup(tags);
      found.set(tags.runner, {
        rows: (known?.rows ?? 0) + series.count,
        firstMs: Math.min(known?.firstMs ?? Number.POSITIVE_INFINITY, series.firstMs),
        lastMs: isOther ? Math.max(known?.lastMs ?? Number.NEGATIVE_INFINITY, series.lastMs) : known?.lastMs,
        ranSetup: known?.ranSetup === true || (!isCountOfVus(metric) && this.tagSets.isSetup(tags)),
      });
    }
    return found;
  }

  /**
   * Sum of all durations that each runner measured, in ns, by its number in `tagSets.runners`: what CSV writes of them is
   * rounded to that. Without those of samples that are only counted.
   */
  durationsNs(): ReadonlyMap<number, number> {
    const sums = new Map<number, number>();
    for (const { tags, metric, series } of this.all()) {
      if (this.isCondensed || !ENDING.has(metric)) continue;
      let sum = sums.get(tags.runner) ?? 0;
      series.eachValue((value) => {
        sum += Math.round(value * NS_PER_MS);
      });
      sums.set(tags.runner, sum);
    }
    return sums;
  }

  /** Gives up single samples: from now on, memory depends on seconds and on the spread of values only. */
  condense(): void {
    if (this.#lanes || this.isEmpty) return;
    const lanes = this.#openLanes(false);
    for (const { tags, metric, series } of this.all()) series.condense(lanes.of(metric, tags) ?? lanes.others);
    this.#lanes = lanes;
  }

  /** What happened second by second. Call it once, after the last sample, of which there is one. */
  timeline(): Timeline {
    const { firstMs, lastMs } = this.range();
    const lanes = this.#lanes ?? this.#openLanes(true);
    if (!this.#lanes) lanes.tellRequests(this.#slowestNames());
    for (const { tags, metric, series } of this.all()) {
      const lane = lanes.of(metric, tags);
      if (!this.#lanes) series.feed(lane ?? lanes.others);
      // setup() comes before the load, and users are counted before it.
      if (lane && !tags.setup && !isCountOfVus(metric)) lanes.began(tags, series.beginMs);
    }
    this.#shown = lanes;
    if (this.isMerge) lanes.leaveOut({ endsMs: this.#endsMs(), unscoped: this.tagSets.isUnscopedSetup });
    const { setupMs, teardownMs } = this.#aside() ?? {};
    const told = setupMs === undefined || teardownMs === undefined ? {} : { aside: { setupMs, teardownMs } };
    return { ...lanes.timeline(firstMs, lastMs), ...told };
  }

  /** When the load began and what `setup()` and `teardown()` took beside it, in ms; undefined where groups do not tell. */
  #aside(): (TimeAside & { readonly loadMs: number }) | undefined {
    let loadMs = Number.POSITIVE_INFINITY;
    let setupFromMs = Number.POSITIVE_INFINITY;
    let [teardownFromMs, teardownToMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const one of this.all()) {
      const { tags, metric, series } = one;
      if (this.isAside(one) || isCountOfVus(metric)) continue;
      if (tags.setup === 'setup') setupFromMs = Math.min(setupFromMs, series.beginMs);
      else if (tags.setup === 'teardown') {
        teardownFromMs = Math.min(teardownFromMs, series.beginMs);
        teardownToMs = Math.max(teardownToMs, series.lastMs);
      } else loadMs = Math.min(loadMs, series.beginMs);
    }
    if (!Number.isFinite(loadMs) || !(Number.isFinite(setupFromMs) || Number.isFinite(teardownFromMs)))
      return undefined;
    return {
      loadMs,
      setupMs: Number.isFinite(setupFromMs) ? Math.max(0, loadMs - setupFromMs) : 0,
      teardownMs: Math.max(0, teardownToMs - teardownFromMs) || 0,
    };
  }

  /** The names whose requests took most of the time together, of several. */
  #slowestNames(): string[] {
    // Exact, so that the order of lines makes no difference.
    const sums = new Map<string, ExactSum>();
    for (const { tags, metric, series } of this.all()) {
      if (metric !== 'http_req_duration' || tags.name === undefined || tags.setup) continue;
      const sum = sums.get(tags.name) ?? new ExactSum();
      series.eachValue((value) => sum.add(value));
      sums.set(tags.name, sum);
    }
    if (sums.size < 2) return [];
    const sorted = [...sums]
      .map(([name, sum]) => [name, sum.value] as const)
      .toSorted(([a, ofA], [b, ofB]) => ofB - ofA || (a < b ? -1 : 1));
    return sorted.slice(0, SHOWN_NAMES).map(([name]) => name);
  }

  #endsMs(): ReadonlyMap<number, number> {
    const ends = [...this.runners()].flatMap(([runner, { lastMs }]) =>
      lastMs === undefined ? [] : ([[runner, lastMs]] as const),
    );
    return new Map(ends);
  }

  /** A count of users of several runners; undefined before `timeline`. */
  gauge(metric: 'vus' | 'vus_max'): GaugeFigures | undefined {
    const { firstMs, lastMs } = this.range();
    return this.#shown?.gauge(metric, firstMs, lastMs);
  }

  /** Whole epoch ms of the first second: after a `setup()` the load begins with a second of its own. */
  #originMs(): number {
    const firstMs = Math.floor(this.range().firstMs);
    const loadMs = Math.floor(this.#aside()?.loadMs ?? firstMs);
    return loadMs - Math.ceil((loadMs - firstMs) / 1000) * 1000;
  }

  #openLanes(isExact: boolean): TimelineLanes {
    return new TimelineLanes(this.#baseMs ?? 0, this.#originMs(), isExact);
  }

  /** No sample comes any more. */
  close(): void {
    this.#closed ??= this.#listed();
  }

  /** Every series that holds something. */
  all(): readonly StoredSeries[] {
    return this.#closed ?? this.#listed();
  }

  #listed(): StoredSeries[] {
    const found: StoredSeries[] = [];
    for (const tags of this.isMerge ? this.#inOrderOfTime() : this.tagSets.all) {
      for (const [number, series] of tags.series.entries())
        if (series && !series.isEmpty) found.push({ tags, metric: this.metrics[number] ?? '', series });
    }
    return found;
  }

  /** Files are read side by side, so that the order of lines is not that of time, as it is within one file. */
  #inOrderOfTime(): TagSet[] {
    const firstMs = new Map(
      this.tagSets.all.map((tags) => [
        tags,
        tags.series.reduce((first, series) => Math.min(first, series?.firstMs ?? first), Number.POSITIVE_INFINITY),
      ]),
    );
    return this.tagSets.all.toSorted((a, b) => (firstMs.get(a) ?? 0) - (firstMs.get(b) ?? 0));
  }

  /** True for what is no part of the load of several runners. */
  isAside({ tags, metric }: { tags: TagSet; metric: string }): boolean {
    return this.isMerge && !isCountOfVus(metric) && this.tagSets.isSetup(tags);
  }

  /**
   * The earliest beginning and the latest sample, in epoch ms. k6 counts its users already while it makes them, before
   * the run: that is no beginning, unless there is nothing else. Of several runners it is no end, either.
   */
  range(): { firstMs: number; lastMs: number } {
    let [firstMs, lastMs, countedMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    let countedToMs = Number.NEGATIVE_INFINITY;
    for (const one of this.all()) {
      const { metric, series } = one;
      if (this.isAside(one)) continue;
      if (isCountOfVus(metric)) {
        countedMs = Math.min(countedMs, series.beginMs);
        countedToMs = Math.max(countedToMs, series.lastMs);
      } else {
        firstMs = Math.min(firstMs, series.beginMs);
        lastMs = Math.max(lastMs, series.lastMs);
      }
    }
    const isCounted = !this.isMerge || !Number.isFinite(lastMs);
    return {
      firstMs: Number.isFinite(firstMs) ? firstMs : countedMs,
      lastMs: isCounted ? Math.max(lastMs, countedToMs) : lastMs,
    };
  }
}
