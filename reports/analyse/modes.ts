import type { Distribution } from '../numbers/distribution.ts';
import { LIMITS } from './limits.ts';

/** Two groups of response times with few between them. Times in ms. */
export interface Modes {
  readonly lowMs: number;
  readonly highMs: number;
  /** Share of the values above the valley between them, 0–1. */
  readonly highShare: number;
  /** Depth: how dense the valley is, relative to the lower peak. */
  readonly valley: number;
  /** Of a small group apart: where it begins; hardly any value lies between a `LIMITS.modeRatio`th of this and it. */
  readonly gapMs?: number;
}

const PER_DECADE = 16;
/** Times below a microsecond are rounding. */
const SMALLEST_MS = 1e-3;
/** A bell over two steps to either side, so that a peak is more than one lucky step. */
const KERNEL = [1, 4, 6, 4, 1];

/** Counts per step of a logarithmic scale, smoothed, and the middle of each step in ms. */
function density(values: Distribution): { middles: number[]; counts: number[]; upTo: number[] } {
  const step = (at: number) => SMALLEST_MS * 10 ** (at / PER_DECADE);
  const place = (ms: number) => Math.floor(Math.log10(Math.max(ms, SMALLEST_MS) / SMALLEST_MS) * PER_DECADE);
  const [first, last] = [place(values.min) - 2, place(values.max) + 2];
  const steps = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const raw = steps.map((at) => values.countUpTo(step(at + 1)) - values.countUpTo(step(at)));
  const weight = KERNEL.reduce((sum, one) => sum + one, 0);
  const counts = raw.map(
    (_, at) => KERNEL.reduce((sum, one, offset) => sum + one * (raw[at + offset - 2] ?? 0), 0) / weight,
  );
  return {
    middles: steps.map((at) => step(at + 0.5)),
    counts,
    upTo: steps.map((at) => values.countUpTo(step(at + 0.5))),
  };
}

/**
 * The two groups into which response times fall, on a logarithmic scale; undefined where they are one group, or too few
 * to tell its shape.
 */
export function modesOf(values: Distribution): Modes | undefined {
  if (values.count < LIMITS.shapeSamples) return undefined;
  const { middles, counts, upTo } = density(values);
  const highest = (from: number, to: number) => {
    let best = from;
    for (let at = from; at < to; at += 1) if ((counts[at] ?? 0) > (counts[best] ?? 0)) best = at;
    return best;
  };
  let found: Modes | undefined;
  // Every step may be the valley: the deepest one relative to the lower of the peaks beside it counts.
  for (let at = 1; at < counts.length - 1; at += 1) {
    const [low, high] = [highest(0, at), highest(at + 1, counts.length)];
    const valley = (counts[at] ?? 0) / Math.min(counts[low] ?? 0, counts[high] ?? 0);
    const highShare = 1 - (upTo[at] ?? 0) / values.count;
    const [lowMs = 0, highMs = 0] = [middles[low], middles[high]];
    if (!(valley <= LIMITS.modeValley) || Math.min(highShare, 1 - highShare) < LIMITS.modeShare) continue;
    if (highMs < lowMs * LIMITS.modeRatio || (found && found.valley <= valley)) continue;
    found = { lowMs, highMs, highShare, valley };
  }
  return found ?? smallGroup(values);
}

/** Steps of a decade in which a gap is looked for: it may begin anywhere. */
const GAPS_PER_DECADE = 64;

/**
 * A few values far above all others, with hardly any between: one stretch up to `LIMITS.modeRatio` times where it begins holds
 * at most `LIMITS.strayInGap` of those beyond it, which are at least so many and such a share of all. Of the tail of one group, even of a
 * heavy one (Pareto, α = 1), twice as many lie in such a stretch as beyond it.
 */
function smallGroup(values: Distribution): Modes | undefined {
  const { count, min, max } = values;
  const least = Math.max(LIMITS.fewBeyondGap, count * LIMITS.shareBeyondGap);
  const from = Math.max(min, SMALLEST_MS);
  let found: Modes | undefined;
  let fewest: number = LIMITS.strayInGap;
  for (let at = 0; ; at += 1) {
    const limit = from * 10 ** (at / GAPS_PER_DECADE);
    if (limit * LIMITS.modeRatio >= max) return found;
    const below = values.countUpTo(limit);
    const upTo = values.countUpTo(limit * LIMITS.modeRatio);
    const beyond = count - upTo;
    if (beyond < least) return found;
    const stray = (upTo - below) / beyond;
    if (beyond > count / 2 || stray > fewest || (found && stray === fewest)) continue;
    fewest = stray;
    const middle = (place: number) => values.quantile(place / (count - 1));
    found = {
      lowMs: middle(below / 2),
      highMs: middle(upTo + beyond / 2),
      highShare: beyond / count,
      valley: stray,
      gapMs: limit * LIMITS.modeRatio,
    };
  }
}
