import type { Timeline } from '../../model/timeline.ts';
import { BUILTIN_METRICS, type MetricType } from '../builtin-metrics.ts';
import { LONGEST_TIMELINE_MS, TimelineLanes } from './lanes.ts';
import { Series } from './series.ts';
import { type SampleTags, type TagSet, TagSets } from './tag-sets.ts';

/** A type that CSV does not tell. Trend statistics are right for whatever was measured, only a counter's sum is lost. */
const UNKNOWN: MetricType = { kind: 'trend' };

/** Durations that end at their sample's time, so that they tell when something began. */
const ENDING = new Set([
  'http_req_duration',
  'iteration_duration',
  'group_duration',
  'grpc_req_duration',
  'ws_session_duration',
]);

/** VUs are counted apart from what anybody sends. */
export const isCountOfVus = (metric: string): boolean => metric === 'vus' || metric === 'vus_max';

/** No script defines so many metrics; names that are made up while it runs must not fill the memory. */
const MOST_METRICS = 10_000;

/** Holds the samples of one run, in any order: one series for every metric and set of tags. */
export class SampleStore {
  readonly tagSets = new TagSets();
  readonly metrics: string[] = [];
  /** True where times were cut off to whole seconds. */
  timesInSeconds = false;
  readonly #numbers = new Map<string, number>();
  readonly #types = new Map<string, MetricType>();
  #baseMs: number | undefined;
  #lanes: TimelineLanes | undefined;

  get isEmpty(): boolean {
    return this.all().next().done === true;
  }

  /** States about when the run was, in epoch ms, and how times are written; without, the first sample tells. */
  expect({ medianMs, inSeconds }: { medianMs: number | undefined; inSeconds: boolean }): void {
    if (medianMs !== undefined) this.#baseMs ??= Math.floor(medianMs);
    this.timesInSeconds = inSeconds;
  }

  /** True where only counts are kept. */
  get isCondensed(): boolean {
    return this.#lanes !== undefined;
  }

  /** States a metric's type; without it, k6's own metrics have theirs and others are trends. */
  describe(metric: string, type: MetricType): void {
    this.#types.set(metric, type);
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
    const made = new Series(this.#baseMs, ENDING.has(metric));
    if (this.#lanes) made.condense(this.#lanes.of(metric, tags));
    tags.series[number] = made;
    return made;
  }

  /** `timeMs` is epoch ms; the value is in k6's own unit (ms, bytes, 0 or 1). False for a sample that cannot be. */
  add(metric: string, timeMs: number, value: number, tags: SampleTags): boolean {
    const number = this.numberOf(metric);
    return number !== undefined && this.series(this.tagSets.of(tags), number, timeMs).add(timeMs, value);
  }

  /** Gives up single samples: from now on, memory depends on seconds and on the spread of values only. */
  condense(): void {
    if (this.#lanes || this.isEmpty) return;
    const lanes = this.#openLanes(false);
    for (const { tags, metric, series } of this.all()) series.condense(lanes.of(metric, tags));
    this.#lanes = lanes;
  }

  /** What happened second by second; undefined for what is too long to be one run. Call it once, after the last sample. */
  timeline(): Timeline | undefined {
    const { firstMs, lastMs } = this.range();
    if (lastMs - firstMs > LONGEST_TIMELINE_MS) return undefined;
    const lanes = this.#lanes ?? this.#openLanes(true);
    for (const { tags, metric, series } of this.all()) {
      const lane = lanes.of(metric, tags);
      if (!this.#lanes && lane) series.feed(lane);
      // setup() comes before the load, and users are counted before it.
      if (lane && !tags.setup && !isCountOfVus(metric)) lanes.began(tags, series.beginMs);
    }
    return lanes.timeline(firstMs, lastMs);
  }

  #openLanes(isExact: boolean): TimelineLanes {
    const { firstMs } = this.range();
    return new TimelineLanes(this.#baseMs ?? 0, Math.floor(firstMs), isExact);
  }

  *all(): Generator<{ tags: TagSet; metric: string; series: Series }> {
    for (const tags of this.tagSets.all) {
      for (const [number, series] of tags.series.entries()) {
        if (series && !series.isEmpty) yield { tags, metric: this.metrics[number] ?? '', series };
      }
    }
  }

  /**
   * The earliest beginning and the latest sample, in epoch ms. k6 counts its users already while it makes them, before
   * the run: that is no beginning, unless there is nothing else.
   */
  range(): { firstMs: number; lastMs: number } {
    let [firstMs, lastMs, countedMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (const { metric, series } of this.all()) {
      if (isCountOfVus(metric)) countedMs = Math.min(countedMs, series.beginMs);
      else firstMs = Math.min(firstMs, series.beginMs);
      lastMs = Math.max(lastMs, series.lastMs);
    }
    return { firstMs: Number.isFinite(firstMs) ? firstMs : countedMs, lastMs };
  }
}
