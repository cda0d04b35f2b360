import { uniform } from './random.ts';

/** A stretch of a series: from one place to before another. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

interface Split {
  /** The first value of the second part. */
  readonly at: number;
  /** How far apart the parts are; 0 for no split. */
  readonly apart: number;
}

const NO_SPLIT: Split = { at: 0, apart: 0 };

/** Sums of distances between the first `a` and the first `b` values of a stretch, for all a and b. */
function distanceSums(values: readonly number[], { from, to }: Stretch) {
  const wide = to - from + 1;
  const sums = new Float64Array(wide * wide);
  for (let a = 1; a < wide; a += 1) {
    let row = 0;
    for (let b = 1; b < wide; b += 1) {
      row += Math.abs((values[from + a - 1] ?? 0) - (values[from + b - 1] ?? 0));
      sums[a * wide + b] = (sums[(a - 1) * wide + b] ?? 0) + row;
    }
  }
  return (a: number, b: number): number => sums[a * wide + b] ?? 0;
}

/**
 * Where to cut a stretch so that what lies before is farthest from what follows, up to any end, by the energy distance, each with at
 * least so many values: what goes up and comes back is found as well.
 */
function bestSplit(values: readonly number[], stretch: Stretch, least: number): Split {
  const length = stretch.to - stretch.from;
  if (length < 2 * least) return NO_SPLIT;
  const sum = distanceSums(values, stretch);
  let best = NO_SPLIT;
  for (let cut = least; cut <= length - least; cut += 1) {
    const first = sum(cut, cut) / (cut * (cut - 1));
    for (let end = cut + least; end <= length; end += 1) {
      const second = end - cut;
      const across = sum(cut, end) - sum(cut, cut);
      const within = sum(end, end) - 2 * sum(cut, end) + sum(cut, cut);
      const energy = (2 * across) / (cut * second) - first - within / (second * (second - 1));
      const apart = ((cut * second) / end) * energy;
      if (apart > best.apart) best = { at: stretch.from + cut, apart };
    }
  }
  return best;
}

const farthest = (values: readonly number[], stretches: readonly Stretch[], least: number): Split =>
  stretches
    .map((stretch) => bestSplit(values, stretch, least))
    .reduce((best, split) => (split.apart > best.apart ? split : best), NO_SPLIT);

/** The values with those of each stretch in another order (Fisher & Yates). */
function shuffled(values: readonly number[], stretches: readonly Stretch[], next: () => number): number[] {
  const own = [...values];
  for (const { from, to } of stretches) {
    for (let at = to - 1; at > from; at -= 1) {
      const other = from + Math.floor(next() * (at - from + 1));
      [own[at], own[other]] = [own[other] ?? 0, own[at] ?? 0];
    }
  }
  return own;
}

/** How often the order is shuffled: a chance of 1 % is then told to about 0.5 %. */
const SHUFFLES = 499;

/**
 * Places at which a series changes for good, each the first of a new stretch, in their order: E-divisive (Matteson & James 2014,
 * "A nonparametric approach for multiple change point analysis of multivariate data") with distances of exponent 1, each split
 * tested by permutation at `chance` (0–1), at least `least` values a stretch. The same series, the same places.
 */
export function changePoints(values: readonly number[], least: number, chance: number): number[] {
  const next = uniform(1);
  const places: number[] = [];
  for (;;) {
    const edges = [0, ...places, values.length];
    const stretches = edges.slice(1).map((to, at) => ({ from: edges[at] ?? 0, to }));
    const { at, apart } = farthest(values, stretches, least);
    if (apart <= 0) return places;
    let asFar = 1;
    const most = chance * (SHUFFLES + 1);
    for (let shuffle = 0; shuffle < SHUFFLES && asFar <= most; shuffle += 1)
      if (farthest(shuffled(values, stretches, next), stretches, least).apart >= apart) asFar += 1;
    if (asFar > most) return places;
    places.push(at);
    places.sort((a, b) => a - b);
  }
}
