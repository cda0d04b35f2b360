import type { Distribution } from './distribution.ts';

/** One value that came so many times, at least once: counters add 1, and most connections were there already. */
export class SameValues implements Distribution {
  readonly isExact = true;
  readonly count: number;
  readonly #value: number;

  constructor(value: number, count: number) {
    this.#value = value;
    this.count = count;
  }

  get sum(): number {
    return this.#value * this.count;
  }

  get min(): number {
    return this.#value;
  }

  get max(): number {
    return this.#value;
  }

  get zeros(): number {
    return this.#value === 0 ? this.count : 0;
  }

  countUpTo(limit: number): number {
    return this.#value <= limit ? this.count : 0;
  }

  quantile(): number {
    return this.#value;
  }

  /** Each of them, as other values in ascending order are kept. */
  sorted(): Float64Array {
    return new Float64Array(this.count).fill(this.#value);
  }
}
