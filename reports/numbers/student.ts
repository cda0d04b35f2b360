/**
 * Chance that a value of Student's t distribution with `df` degrees of freedom (a whole number of at least 1) lies within ±t:
 * the finite series of Abramowitz & Stegun, 26.7.3 and 26.7.4.
 */
export function withinT(t: number, df: number): number {
  const angle = Math.atan(Math.abs(t) / Math.sqrt(df));
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const isOdd = df % 2 === 1;
  let term = isOdd ? cos : 1;
  let sum = df === 1 ? 0 : term;
  for (let power = isOdd ? 3 : 2; power <= df - 2; power += 2) {
    term *= ((power - 1) / power) * cos * cos;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (angle + sin * sum) : sin * sum;
}

/** The t within whose ± lies a share of the distribution (0–1), by bisection to about twelve digits. */
export function tWithin(share: number, df: number): number {
  let [low, high] = [0, 1];
  while (withinT(high, df) < share) high *= 2;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (withinT(middle, df) < share) low = middle;
    else high = middle;
  }
  return high;
}

/** A difference with its standard error, and the degrees of freedom and the standard deviation of one value behind that. */
export interface Estimate {
  readonly difference: number;
  readonly error: number;
  readonly df: number;
  readonly deviation: number;
}

interface Moments {
  readonly mean: number;
  /** Sum of the squares of what each value differs from the mean by. */
  readonly squares: number;
}

export function momentsOf(values: readonly number[]): Moments {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, squares: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) };
}

/** Difference of two means with a pooled variance (Student 1908). Undefined with fewer than two values on a side. */
export function pooledDifference(before: readonly number[], after: readonly number[]): Estimate | undefined {
  if (before.length < 2 || after.length < 2) return undefined;
  const [a, b] = [momentsOf(before), momentsOf(after)];
  const df = before.length + after.length - 2;
  const deviation = Math.sqrt((a.squares + b.squares) / df);
  const error = deviation * Math.sqrt(1 / before.length + 1 / after.length);
  return { difference: b.mean - a.mean, error, df, deviation };
}

/**
 * What the mean of new values, all of one group, differs by from groups that are known: the group is the unit, so that values
 * of a new one may differ by what groups do (a prediction interval for the mean of a random effect; Searle, Casella & McCulloch
 * 1992). Undefined with fewer than two groups.
 */
export function predictedDifference(
  groups: readonly (readonly number[])[],
  after: readonly number[],
): Estimate | undefined {
  if (groups.length < 2 || after.length === 0) return undefined;
  const within = groups.map(momentsOf);
  const between = momentsOf(within.map(({ mean }) => mean));
  const df = groups.length - 1;
  const ofGroups = between.squares / df;
  const spare = groups.reduce((sum, values) => sum + values.length - 1, 0);
  const ofValues = spare === 0 ? 0 : within.reduce((sum, { squares }) => sum + squares, 0) / spare;
  // The means of the groups hold this much of what single values differ by; a mean of fewer values differs by more.
  const held = groups.reduce((sum, values) => sum + 1 / values.length, 0) / groups.length;
  const variance = ofGroups + ofValues * Math.max(0, 1 / after.length - held);
  return {
    difference: momentsOf(after).mean - between.mean,
    error: Math.sqrt(variance + ofGroups / groups.length),
    df,
    deviation: Math.sqrt(variance),
  };
}

/** Chance of a difference as large as this, or larger either way, if there is none. */
export const chanceOf = ({ difference, error, df }: Estimate): number =>
  error > 0 ? 1 - withinT(difference / error, df) : difference === 0 ? 1 : 0;

/** Between which differences the true one lies, with a confidence of `share` (0–1). */
export function intervalOf({ difference, error, df }: Estimate, share: number): readonly [low: number, high: number] {
  const spread = error > 0 ? tWithin(share, df) * error : 0;
  return [difference - spread, difference + spread];
}
