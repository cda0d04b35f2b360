import type { Distribution } from '../../numbers/distribution.ts';
import { LogHistogram } from '../../numbers/log-histogram.ts';
import { SameValues } from '../../numbers/same-values.ts';
import { mergeSorted, SortedValues } from '../../numbers/sorted-values.ts';
import type { Lane } from './lane.ts';

/** So few numbers lie within the heap of V8, where making them costs least: a run of many names has few samples of each. */
const [FIRST_TIMES, FIRST_VALUES] = [16, 8];

/** Whole ms since a base, in the order in which they came. */
class Times {
  length = 0;
  offsets = new Int32Array(FIRST_TIMES);

  push(offset: number): void {
    if (this.length === this.offsets.length) {
      const longer = new Int32Array(this.length * 2);
      longer.set(this.offsets);
      this.offsets = longer;
    }
    this.offsets[this.length] = offset;
    this.length += 1;
  }

  /** The first so many of them, for one that goes on otherwise. */
  copy(length: number): Times {
    const own = new Times();
    own.offsets = new Int32Array(Math.max(FIRST_TIMES, length * 2));
    own.offsets.set(this.offsets.subarray(0, length));
    own.length = length;
    return own;
  }
}

/** Times that the series of one set of tags have in common: k6 writes all metrics of a request with the same one. */
export interface SharedTimes {
  times: Times | undefined;
}

/** In place of times that nobody needs any more. */
const NONE = new Times();
/** Earliest time that a series can hold, in ms since its base. */
const EARLIEST = -(2 ** 31);

/**
 * The samples of one metric with the same tags: 4 bytes each for the time, unless another one has it too, 8 for the value
 * where values differ. A run has millions, so none of them is an object. Once condensed, only counts are kept.
 */
export class Series {
  /** Earliest sample, in epoch ms. */
  firstMs = Number.POSITIVE_INFINITY;
  /** Latest sample, in epoch ms, and its value; of several at once, the one that came last. */
  lastMs = Number.NEGATIVE_INFINITY;
  last = Number.NaN;
  /** Earliest beginning of what ended with a sample, in epoch ms; that of the samples where they end nothing. */
  beginMs = Number.POSITIVE_INFINITY;
  readonly #baseMs: number;
  readonly #ends: boolean;
  #length = 0;
  /** Whole ms since the base; others may have the same, and go on where this one ends. */
  #times: Times;
  /** Undefined as long as all values are the same. */
  #values: Float64Array | undefined;
  #constant = Number.NaN;
  #histogram: LogHistogram | undefined;
  #lane: Lane | undefined;
  #isSorted = false;

  /** `ends`: values are durations in ms that end at their sample's time. `shared`: times of the same tags. */
  constructor(baseMs: number, ends: boolean, shared: SharedTimes) {
    shared.times ??= new Times();
    this.#times = shared.times;
    this.#baseMs = baseMs;
    this.#ends = ends;
  }

  /** True where not even one sample could be taken in. */
  get isEmpty(): boolean {
    return this.lastMs === Number.NEGATIVE_INFINITY;
  }

  /** Number of samples. */
  get count(): number {
    return this.#histogram?.count ?? this.#length;
  }

  /**
   * False for a time so far from the base (24 days) that both cannot be of one run, be it the sample's or that at which
   * what it ends began; the sample is left out.
   */
  add(timeMs: number, value: number): boolean {
    const offset = Math.floor(timeMs - this.#baseMs);
    if (offset !== (offset | 0)) return false;
    if (this.#ends && !(offset - value >= EARLIEST)) return false;
    if (timeMs < this.firstMs) this.firstMs = timeMs;
    if (timeMs >= this.lastMs) {
      this.lastMs = timeMs;
      this.last = value;
    }
    const beginMs = this.#ends ? timeMs - value : timeMs;
    if (beginMs < this.beginMs) this.beginMs = beginMs;
    if (this.#histogram !== undefined) {
      this.#histogram.add(value);
      this.#lane?.add(offset, value);
      return true;
    }
    const at = this.#length;
    if (at < this.#times.length && this.#times.offsets[at] !== offset) this.#times = this.#times.copy(at);
    if (at === this.#times.length) this.#times.push(offset);
    if (this.#values !== undefined) {
      if (at === this.#values.length) this.#grow(this.#values);
      this.#values[at] = value;
    } else if (value !== this.#constant) this.#unlike(at, value);
    this.#length = at + 1;
    return true;
  }

  #grow(values: Float64Array): void {
    this.#values = new Float64Array(values.length === FIRST_VALUES ? 4 * FIRST_VALUES : 2 * values.length);
    this.#values.set(values);
  }

  /** The first value, or the first one that is not like all before it. */
  #unlike(at: number, value: number): void {
    if (at === 0) {
      this.#constant = value;
      return;
    }
    this.#values = new Float64Array(at < FIRST_VALUES ? FIRST_VALUES : 2 * at).fill(this.#constant, 0, at);
    this.#values[at] = value;
  }

  /** The value that all samples have; undefined where they differ, and of a condensed series. */
  get constant(): number | undefined {
    return this.#values || this.#histogram || this.#length === 0 ? undefined : this.#constant;
  }

  /** Every value, in the order in which they came, unless they were sorted. Not for condensed series. */
  eachValue(take: (value: number) => void): void {
    const [values, constant] = [this.#values, this.#constant];
    for (let at = 0; at < this.#length; at += 1) take(values ? (values[at] as number) : constant);
  }

  /** Gives every sample to a lane: whole ms since the base, and the value. Not for condensed or sorted series. */
  feed(lane: Lane): void {
    const [{ offsets }, values, constant] = [this.#times, this.#values, this.#constant];
    for (let at = 0; at < this.#length; at += 1)
      lane.add(offsets[at] as number, values ? (values[at] as number) : constant);
  }

  /** Gives up single samples for counts; `lane` gets those that were held, and all that come. */
  condense(lane: Lane): void {
    const histogram = new LogHistogram();
    this.feed(lane);
    for (let at = 0; at < this.#length; at += 1) histogram.add(this.#values?.[at] ?? this.#constant);
    this.#histogram = histogram;
    this.#lane = lane;
    this.#times = NONE;
    this.#values = undefined;
  }

  get histogram(): LogHistogram | undefined {
    return this.#histogram;
  }

  /**
   * Values in ascending order; none of a condensed series. They are sorted where they are: which time each had is not known
   * any more.
   */
  sorted(): Float64Array {
    if (!this.#values) return new Float64Array(this.#length).fill(this.#constant);
    if (this.#isSorted) return this.#values;
    this.#values = this.#values.subarray(0, this.#length).sort();
    this.#times = NONE;
    this.#isSorted = true;
    return this.#values;
  }
}

/** The values of several series in one; at least one, all condensed or none. */
export function distributionOf(all: readonly Series[]): Distribution {
  const [first] = all;
  const constant = first?.constant;
  if (constant !== undefined && all.every((series) => series.constant === constant))
    return new SameValues(
      constant,
      all.reduce((sum, { count }) => sum + count, 0),
    );
  if (first && all.length === 1 && !first.histogram) return new SortedValues(first.sorted());
  if (all.every(({ histogram }) => histogram === undefined))
    return new SortedValues(mergeSorted(all.map((series) => series.sorted())));
  const whole = new LogHistogram();
  for (const { histogram } of all) if (histogram) whole.merge(histogram);
  return whole;
}

/** The value of the sample that was written last. */
export const lastOf = (all: readonly Series[]): number =>
  all.reduce((latest, one) => (one.lastMs >= latest.lastMs ? one : latest)).last;
