/**
 * The quantile `q` (0–1) of values in ascending order, as k6 takes it: position `q·(n−1)`, with linear interpolation
 * between its two neighbours. Undefined without a value.
 */
export function quantile(sorted: ArrayLike<number>, q: number): number | undefined {
  const position = q * (sorted.length - 1);
  const low = sorted[Math.floor(position)];
  const high = sorted[Math.ceil(position)];
  return low === undefined || high === undefined ? undefined : low + (high - low) * (position - Math.floor(position));
}

/** The quantile (0–1) of a percentage: 99.9 is 0.999, and not the 0.9990000000000001 of a division. */
export const quantileOfPercent = (percent: number): number => Number((percent / 100).toPrecision(12));
