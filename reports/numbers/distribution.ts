/** What is known of many values: all of them in order (`SortedValues`), or how many lie where (`LogHistogram`). */
export interface Distribution {
  /** False where quantiles are estimates, with `HISTOGRAM_ERROR` as their largest relative error. */
  readonly isExact: boolean;
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  /** How many values are 0. */
  readonly zeros: number;
  /** How many values are at most so large; near the limit an estimate, unless exact. */
  countUpTo(limit: number): number;
  /** The quantile q (0–1) as k6 interpolates it; not a number where there is no value. */
  quantile(q: number): number;
}
