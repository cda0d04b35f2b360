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

/** How many times as much one round is as another, and between which ratios that lies. */
export interface RatioOfMeans {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Ratio of the geometric means of two rounds, with the interval of a pooled t on logarithms that covers a share of 0–1 (Kalibera &
 * Jones 2013). Undefined with fewer than two values on a side, or for one that is not above 0.
 */
export function ratioOfMeans(
  before: readonly number[],
  after: readonly number[],
  share: number,
): RatioOfMeans | undefined {
  if (before.length < 2 || after.length < 2 || [...before, ...after].some((value) => !(value > 0))) return undefined;
  const of = (values: readonly number[]) => {
    const logs = values.map((value) => Math.log(value));
    const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
    return { mean, squares: logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) };
  };
  const [a, b] = [of(before), of(after)];
  const df = before.length + after.length - 2;
  const error = Math.sqrt(((a.squares + b.squares) / df) * (1 / before.length + 1 / after.length));
  const [difference, spread] = [b.mean - a.mean, tWithin(share, df) * error];
  const ratios = [difference, difference - spread, difference + spread].map((log) => Math.exp(log));
  const [ratio = 1, low = 1, high = 1] = ratios;
  return { ratio, low, high };
}
