/** A standard normal value (Box & Muller 1958). */
export const normal = (next: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

/**
 * A time with this mean (ms) and coefficient of variation: constant at 0, else the sum of 1/cv² exponential parts (an Erlang
 * distribution), so that cv is 1 for one part, 0.5 for four. Throws a RangeError where 1/cv² is no whole number.
 */
export function serviceTime(meanMs: number, cv: number, next: () => number): number {
  if (cv === 0) return meanMs;
  const parts = 1 / (cv * cv);
  if (Math.abs(parts - Math.round(parts)) > 1e-9) throw new RangeError(`cv ${cv}: 1/cv² is no whole number`);
  let sum = 0;
  for (let part = 0; part < Math.round(parts); part += 1) sum -= Math.log(1 - next());
  return (meanMs * sum) / parts;
}
