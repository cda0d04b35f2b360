import type { TimedLatency } from '../../model/timeline.ts';
import type { Distribution } from '../../numbers/distribution.ts';
import { LogHistogram } from '../../numbers/log-histogram.ts';
import { SortedValues } from '../../numbers/sorted-values.ts';
import type { Lane } from './lane.ts';

/** Collects response times by the second; `latency` gives those of so many seconds, with those of others if wanted. */
export interface LatencyCollector extends Lane {
  latency(from: number, seconds: number, others?: readonly LatencyCollector[]): TimedLatency;
}

const FIRST_LENGTH = 64;

/** Every response time of a second, in ascending order, one second behind the other. */
class SecondsOfValues implements TimedLatency {
  readonly values: Float64Array;
  /** Where each second begins in `values`; one more for the end. */
  readonly starts: Int32Array;

  constructor(values: Float64Array, starts: Int32Array) {
    this.values = values;
    this.starts = starts;
  }

  over(from: number, to: number): Distribution | undefined {
    const within = (second: number) => Math.min(Math.max(second, 0), this.starts.length - 1);
    const [start = 0, end = 0] = [this.starts[within(from)], this.starts[within(to)]];
    if (end <= start) return undefined;
    const values = this.values.subarray(start, end);
    return new SortedValues(to - from <= 1 ? values : values.slice().sort());
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
    const starts = new Int32Array(seconds + 1);
    for (const one of all) {
      for (let at = 0; at < one.#length; at += 1) {
        const next = (one.#seconds[at] as number) - from + 1;
        starts[next] = (starts[next] as number) + 1;
      }
    }
    for (let second = 0; second < seconds; second += 1) {
      starts[second + 1] = (starts[second + 1] as number) + (starts[second] as number);
    }
    const values = new Float64Array(starts[seconds] as number);
    const filled = starts.slice();
    for (const one of all) {
      for (let at = 0; at < one.#length; at += 1) {
        const second = (one.#seconds[at] as number) - from;
        values[filled[second] as number] = one.#values[at] as number;
        filled[second] = (filled[second] as number) + 1;
      }
    }
    for (let second = 0; second < seconds; second += 1) values.subarray(starts[second], starts[second + 1]).sort();
    return new SecondsOfValues(values, starts);
  }
}

/** How many response times of a second lie where. */
class SecondsOfHistograms implements TimedLatency {
  readonly histograms: readonly (LogHistogram | undefined)[];

  constructor(histograms: readonly (LogHistogram | undefined)[]) {
    this.histograms = histograms;
  }

  over(from: number, to: number): Distribution | undefined {
    const own = this.histograms.slice(Math.max(0, from), Math.max(0, to)).filter((one) => one !== undefined);
    const [first] = own;
    if (first === undefined || own.length === 1) return first;
    const whole = new LogHistogram();
    for (const one of own) whole.merge(one);
    return whole;
  }
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
    return new SecondsOfHistograms(
      Array.from({ length: seconds }, (_, at) => {
        const own = all.flatMap((one) => one.#histograms.get(from + at) ?? []);
        if (own.length < 2) return own[0];
        const whole = new LogHistogram();
        for (const one of own) whole.merge(one);
        return whole;
      }),
    );
  }
}
