/** Numbers in [0, 1) from a seed: mulberry32 (T. Ettinger, public domain), 2³² states, good enough for service times. */
export function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

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
