import type { Distribution } from './distribution.ts';
import { ExactSum } from './exact-sum.ts';
import { quantile } from './quantile.ts';

/** Place of the first of ascending values that is not below a limit; their number where all are. */
export function firstFrom(values: ArrayLike<number>, limit: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Every single value, in ascending order: quantiles are exact. */
export class SortedValues implements Distribution {
  readonly isExact = true;
  readonly values: Float64Array;

  /** `values` are in ascending order and are not changed any more. */
  constructor(values: Float64Array) {
    this.values = values;
  }

  get count(): number {
    return this.values.length;
  }

  /** In ascending order, so that it does not depend on the order in which values were written. */
  get sum(): number {
    const sum = new ExactSum();
    for (const value of this.values) sum.add(value);
    return sum.value;
  }

  get min(): number {
    return this.values[0] ?? Number.NaN;
  }

  get max(): number {
    return this.values.at(-1) ?? Number.NaN;
  }

  get zeros(): number {
    let zeros = 0;
    for (const value of this.values) if (value === 0) zeros += 1;
    return zeros;
  }

  countUpTo(limit: number): number {
    let [low, high] = [0, this.values.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.values[middle] as number) <= limit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  quantile(q: number): number {
    return quantile(this.values, q) ?? Number.NaN;
  }
}

function merged(a: Float64Array, b: Float64Array): Float64Array {
  const all = new Float64Array(a.length + b.length);
  let [i, j] = [0, 0];
  for (let at = 0; at < all.length; at += 1) {
    const takeA = j >= b.length || (i < a.length && (a[i] as number) <= (b[j] as number));
    all[at] = (takeA ? a[i++] : b[j++]) as number;
  }
  return all;
}

/** Of more lists one sort of all is sooner done. */
const MOST_MERGED = 32;

/** All values of ascending lists in ascending order. */
export function mergeSorted(lists: readonly Float64Array[]): Float64Array {
  if (lists.length > MOST_MERGED) {
    const all = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const list of lists) {
      all.set(list, at);
      at += list.length;
    }
    return all.sort();
  }
  let left = lists.toSorted((a, b) => a.length - b.length);
  while (left.length > 1) {
    const next: Float64Array[] = [];
    for (let at = 0; at < left.length; at += 2) {
      const [a, b] = [left[at] as Float64Array, left[at + 1]];
      next.push(b ? merged(a, b) : a);
    }
    left = next;
  }
  return left[0] ?? new Float64Array();
}
