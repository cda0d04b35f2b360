import type { TimedLatency } from '../../model/timeline.ts';
import type { Distribution } from '../../numbers/distribution.ts';
import { LogHistogram } from '../../numbers/log-histogram.ts';
import { OffsetArray } from '../../numbers/offset-array.ts';
import { firstFrom, SortedValues } from '../../numbers/sorted-values.ts';
import type { Lane } from './lane.ts';

/** Collects response times by the second; `latency` gives those of so many seconds, with those of others if wanted. */
export interface LatencyCollector extends Lane {
  latency(from: number, seconds: number, others?: readonly LatencyCollector[]): TimedLatency;
}

const FIRST_LENGTH = 64;

/** Seconds that hold something, in ascending order; nothing is held of those between. */
abstract class HeldSeconds implements TimedLatency {
  readonly held: Int32Array;

  constructor(held: Int32Array) {
    this.held = held;
  }

  /** Places in `held` of what lies in the seconds `from` to `to` (without `to`). */
  protected placesOf(from: number, to: number): [number, number] {
    return [firstFrom(this.held, from), firstFrom(this.held, to)];
  }

  seconds(from: number, to: number): Int32Array {
    return this.held.subarray(...this.placesOf(from, to));
  }

  abstract over(from: number, to: number): Distribution | undefined;
}

/** Every response time of a second, in ascending order, one second behind the other. */
class SecondsOfValues extends HeldSeconds {
  readonly values: Float64Array;
  /** Where each held second begins in `values`; one more for the end. */
  readonly starts: Int32Array;

  constructor(held: Int32Array, values: Float64Array, starts: Int32Array) {
    super(held);
    this.values = values;
    this.starts = starts;
  }

  over(from: number, to: number): Distribution | undefined {
    const [first, end] = this.placesOf(from, to);
    if (end <= first) return undefined;
    const values = this.values.subarray(this.starts[first], this.starts[end]);
    return new SortedValues(end - first === 1 ? values : values.slice().sort());
  }
}

/** Keeps every response time. */
export class ExactLatency implements LatencyCollector {
  readonly #secondOf: (offsetMs: number) => number;
  #length = 0;
  #seconds = new Int32Array(FIRST_LENGTH);
  #values = new Float64Array(FIRST_LENGTH);

  constructor(secondOf: (offsetMs: number) => number) {
    this.#secondOf = secondOf;
  }

  add(offsetMs: number, value: number): void {
    if (this.#length === this.#values.length) {
      const [seconds, values] = [this.#seconds, this.#values];
      this.#seconds = new Int32Array(this.#length * 2);
      this.#values = new Float64Array(this.#length * 2);
      this.#seconds.set(seconds);
      this.#values.set(values);
    }
    this.#seconds[this.#length] = this.#secondOf(offsetMs);
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  latency(from: number, seconds: number, others: readonly LatencyCollector[] = []): TimedLatency {
    const all: ExactLatency[] = [this];
    for (const other of others) if (other instanceof ExactLatency) all.push(other);
    const counts = new OffsetArray();
    for (const one of all) for (let at = 0; at < one.#length; at += 1) counts.add(one.#seconds[at] as number, 1);
    const found = [...counts.entries()].filter(([second]) => second >= from && second < from + seconds);
    const starts = new Int32Array(found.length + 1);
    /** Where the next value of a second goes. */
    const next = new Map<number, number>();
    for (const [at, [second, count]] of found.entries()) {
      const start = starts[at] as number;
      next.set(second, start);
      starts[at + 1] = start + count;
    }
    const values = new Float64Array(starts[found.length] as number);
    for (const one of all) one.#sortInto(values, next);
    for (const at of found.keys()) values.subarray(starts[at], starts[at + 1]).sort();
    return new SecondsOfValues(
      Int32Array.from(found, ([second]) => second - from),
      values,
      starts,
    );
  }

  #sortInto(values: Float64Array, next: Map<number, number>): void {
    let [second, place] = [Number.NaN, -1];
    for (let at = 0; at < this.#length; at += 1) {
      // Samples of a second mostly come in a row.
      if (this.#seconds[at] !== second) {
        if (place >= 0) next.set(second, place);
        second = this.#seconds[at] as number;
        place = next.get(second) ?? -1;
      }
      if (place < 0) continue;
      values[place] = this.#values[at] as number;
      place += 1;
    }
    if (place >= 0) next.set(second, place);
  }
}

/** How many response times of a second lie where. */
class SecondsOfHistograms extends HeldSeconds {
  readonly histograms: readonly LogHistogram[];

  constructor(held: Int32Array, histograms: readonly LogHistogram[]) {
    super(held);
    this.histograms = histograms;
  }

  over(from: number, to: number): Distribution | undefined {
    const own = this.histograms.slice(...this.placesOf(from, to));
    return own.length === 0 ? undefined : together(own);
  }
}

/** All of one histogram or several. */
function together(all: readonly LogHistogram[]): LogHistogram {
  const [first] = all;
  if (first && all.length === 1) return first;
  const whole = new LogHistogram();
  for (const one of all) whole.merge(one);
  return whole;
}

/** Keeps a histogram for each second. */
export class HistogramLatency implements LatencyCollector {
  readonly #secondOf: (offsetMs: number) => number;
  readonly #histograms = new Map<number, LogHistogram>();

  constructor(secondOf: (offsetMs: number) => number) {
    this.#secondOf = secondOf;
  }

  add(offsetMs: number, value: number): void {
    const second = this.#secondOf(offsetMs);
    const known = this.#histograms.get(second);
    const histogram = known ?? new LogHistogram();
    if (!known) this.#histograms.set(second, histogram);
    histogram.add(value);
  }

  latency(from: number, seconds: number, others: readonly LatencyCollector[] = []): TimedLatency {
    const all: HistogramLatency[] = [this];
    for (const other of others) if (other instanceof HistogramLatency) all.push(other);
    const found = new Map<number, LogHistogram[]>();
    for (const one of all) {
      for (const [second, histogram] of one.#histograms) {
        if (second < from || second >= from + seconds) continue;
        const known = found.get(second);
        if (known) known.push(histogram);
        else found.set(second, [histogram]);
      }
    }
    const held = [...found].sort(([a], [b]) => a - b);
    return new SecondsOfHistograms(
      Int32Array.from(held, ([second]) => second - from),
      held.map(([, own]) => together(own)),
    );
  }
}
