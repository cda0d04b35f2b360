import type { Distribution } from './distribution.ts';
import { ExactSum } from './exact-sum.ts';
import { OffsetArray } from './offset-array.ts';

/** Largest relative error of a quantile. */
export const HISTOGRAM_ERROR = 0.005;

/** Width of a bucket as a factor, so that its middle is never off by more (DDSketch: Masson, Rim & Lee 2019). */
const GAMMA = (1 + HISTOGRAM_ERROR) / (1 - HISTOGRAM_ERROR);
const LOG_GAMMA = Math.log(GAMMA);

/** Values nearer to nothing count as nothing: k6's own steps are a nanosecond, 1e-6 ms. */
const SMALLEST = 1e-9;

const bucketOf = (value: number) => Math.ceil(Math.log(value) / LOG_GAMMA);
const middleOf = (bucket: number) => (2 * GAMMA ** bucket) / (GAMMA + 1);

/**
 * How many values lie in each of many buckets whose width grows with the value. Memory depends on the spread of the
 * values and not on their number: some 230 buckets for every factor of ten. Counts, sum and extremes are exact.
 */
export class LogHistogram implements Distribution {
  readonly isExact = false;
  count = 0;
  readonly #sum = new ExactSum();
  min = Number.POSITIVE_INFINITY;
  max = Number.NEGATIVE_INFINITY;
  zeros = 0;

  get sum(): number {
    return this.#sum.value;
  }

  /** Values next to nothing, zeros among them. */
  #none = 0;
  readonly #above = new OffsetArray();
  readonly #below = new OffsetArray();

  add(value: number): void {
    this.count += 1;
    this.#sum.add(value);
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    if (value >= SMALLEST) this.#above.add(bucketOf(value), 1);
    else if (value <= -SMALLEST) this.#below.add(bucketOf(-value), 1);
    else this.#none += 1;
    if (value === 0) this.zeros += 1;
  }

  /** Takes in all that another histogram holds. */
  merge(other: LogHistogram): void {
    this.count += other.count;
    this.#sum.add(other.sum);
    this.min = Math.min(this.min, other.min);
    this.max = Math.max(this.max, other.max);
    this.zeros += other.zeros;
    this.#none += other.#none;
    this.#above.addAll(other.#above);
    this.#below.addAll(other.#below);
  }

  countUpTo(limit: number): number {
    let count = 0;
    for (const [bucket, own] of this.#below.entries()) if (-middleOf(bucket) <= limit) count += own;
    if (limit >= 0) count += this.#none;
    for (const [bucket, own] of this.#above.entries()) if (middleOf(bucket) <= limit) count += own;
    return count;
  }

  quantile(q: number): number {
    const position = q * (this.count - 1);
    const low = this.#at(Math.floor(position));
    const high = this.#at(Math.ceil(position));
    return low + (high - low) * (position - Math.floor(position));
  }

  /** About the value at a place in ascending order, from 0. */
  #at(rank: number): number {
    if (rank <= 0) return this.count === 0 ? Number.NaN : this.min;
    if (rank >= this.count - 1) return this.max;
    return Math.min(this.max, Math.max(this.min, this.#bucketAt(rank)));
  }

  #bucketAt(rank: number): number {
    let seen = 0;
    for (const [bucket, count] of [...this.#below.entries()].reverse()) {
      seen += count;
      if (seen > rank) return -middleOf(bucket);
    }
    seen += this.#none;
    if (seen > rank) return 0;
    for (const [bucket, count] of this.#above.entries()) {
      seen += count;
      if (seen > rank) return middleOf(bucket);
    }
    return this.max;
  }
}
