import { mean } from '../numbers/averages.ts';
import {
  chanceOf,
  type Estimate,
  intervalOf,
  pooledDifference,
  predictedDifference,
  tWithin,
} from '../numbers/student.ts';
import { LIMITS } from './limits.ts';

/**
 * The rule by which runs are told apart: of `compare`, of `gate --baseline`, of `experiment`, and of what `history` says of a
 * change point.
 *
 * - The run is the unit: requests of one run share its luck (Kalibera & Jones 2013, "Rigorous benchmarking in reasonable
 *   time"). Times and rates are compared by the ratio of their geometric means, a pooled t on logarithms; shares of failures
 *   by their difference, for a ratio of two of them says nothing.
 * - All figures of a table are tested together: Holm (1979), "A simple sequentially rejective multiple test procedure". The
 *   chance that a table of equal runs holds any false claim is 5 %.
 * - A claim is also as large as somebody would act on. Runs are the same where the 90 % interval lies within a tenth: two
 *   one-sided tests at 5 % (Schuirmann 1987). Else nothing is decided, and how many runs would decide is known.
 * - Runs of one session share its luck as well. Against a baseline of enough sessions the session is the unit.
 */

/** What one side of a comparison measured, a value a run. */
export interface Side {
  readonly values: readonly number[];
  /** The session of each value, a day on a machine; undefined where nobody knows. */
  readonly sessions?: readonly string[] | undefined;
}

/** A figure on both sides. */
export interface Pair {
  readonly before: Side;
  readonly after: Side;
  /** Times and rates differ by a ratio, shares (0–1) by their difference. */
  readonly by: 'ratio' | 'difference';
  /** A median of equal runs never doubles: of one run on a side that alone can be told. */
  readonly isMedian?: boolean;
}

/** From low to high. */
export type Interval = readonly [low: number, high: number];

export interface Change {
  readonly decided: 'claim' | 'same' | 'undecided';
  /** After against before: 0.2 for a fifth more, or the difference of two shares; undefined from nothing. */
  readonly estimate: number | undefined;
  /** Between which the change lies, of this figure alone, at 95 and at 90 %; undefined with one run on a side. */
  readonly interval: Interval | undefined;
  readonly inner: Interval | undefined;
  /** Runs a side that would decide, as this figure varies; undefined where that is unknown or it is decided. */
  readonly needed: Interval | undefined;
}

/** The logarithm, or the value itself. */
const scaled = ({ values }: Side, by: Pair['by']): number[] =>
  by === 'ratio' ? values.map((value) => Math.log(value)) : [...values];

const unscaled = (difference: number, by: Pair['by']): number => (by === 'ratio' ? Math.expm1(difference) : difference);

/** Values by their session. */
function bySession(values: readonly number[], sessions: readonly string[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const [at, value] of values.entries()) {
    const session = sessions[at] ?? '';
    const own = groups.get(session);
    if (own) own.push(value);
    else groups.set(session, [value]);
  }
  return [...groups.values()];
}

/** The difference from a baseline of many sessions to runs of a single one; undefined for others. */
function fromSessions({ before, after, by }: Pair): Estimate | undefined {
  if (before.values.length < LIMITS.baselineRuns || !before.sessions || !after.sessions) return undefined;
  const groups = bySession(scaled(before, by), before.sessions);
  const isOneSession = new Set(after.sessions).size === 1;
  return groups.length >= LIMITS.baselineSessions && isOneSession
    ? predictedDifference(groups, scaled(after, by))
    : undefined;
}

/** Undefined with one run on a side, and for a time or a rate that is not above 0. */
function estimateOf(pair: Pair): { readonly estimate: Estimate; readonly isOfSessions: boolean } | undefined {
  const { before, after, by } = pair;
  if (by === 'ratio' && [...before.values, ...after.values].some((value) => !(value > 0))) return undefined;
  const ofSessions = fromSessions(pair);
  const estimate = ofSessions ?? pooledDifference(scaled(before, by), scaled(after, by));
  return estimate && { estimate, isOfSessions: ofSessions !== undefined };
}

/** Which of several chances are below 5 % together (Holm 1979), and the level of the first that is not. */
function rejected(chances: readonly number[]): { readonly isRejected: boolean[]; readonly level: number } {
  const isRejected = chances.map(() => false);
  let left = chances.length;
  for (const [at, chance] of [...chances.entries()].toSorted(([, a], [, b]) => a - b)) {
    if (chance > LIMITS.changeChance / left) break;
    isRejected[at] = true;
    left -= 1;
  }
  return { isRejected, level: LIMITS.changeChance / Math.max(left, 1) };
}

/** A change that somebody would act on, on the scale of the test: one of `least`, 0.05 for a twentieth. */
const isLarge = (difference: number, by: Pair['by'], least: number): boolean =>
  Math.abs(difference) >= (by === 'ratio' ? Math.log1p(least) : LIMITS.failedIncrease);

/** The change within which runs are the same, on the scale of the test. */
const toleranceOf = (by: Pair['by']): number =>
  by === 'ratio' ? Math.log1p(LIMITS.sameWithin) : LIMITS.failedIncrease;

/** True where nothing varies and nothing differs: there is nothing to test, and no claim that it could make. */
const isConstant = ({ difference, error }: Estimate): boolean => error === 0 && difference === 0;

/** Which pairs of a table are claims, and the level at which the others were not. A figure without a test counts for none. */
export function claimsOf(
  pairs: readonly Pair[],
  least: number = LIMITS.changeLeast,
): { readonly isClaim: boolean[]; readonly level: number } {
  const estimates = pairs.map((pair) => estimateOf(pair)?.estimate);
  const tested = estimates.flatMap((estimate, at) => (estimate && !isConstant(estimate) ? [{ estimate, at }] : []));
  const { isRejected, level } = rejected(tested.map(({ estimate }) => chanceOf(estimate)));
  const claims = new Set(tested.filter((_, place) => isRejected[place]).map(({ at }) => at));
  const isClaim = pairs.map(({ by }, at) => claims.has(at) && isLarge(estimates[at]?.difference ?? 0, by, least));
  return { isClaim, level };
}

/**
 * Least number of runs a side with which a change of `tolerance` is found at this level with the power of
 * `LIMITS.decidingPower` where runs vary by `deviation`, by t quantiles; `LIMITS.mostRunsTold` + 1 where more are needed.
 */
export function runsFor(deviation: number, tolerance: number, level: number): number {
  const isEnough = (runs: number) => {
    const df = 2 * runs - 2;
    const quantiles = tWithin(1 - level, df) + tWithin(2 * LIMITS.decidingPower - 1, df);
    return tolerance >= quantiles * deviation * Math.sqrt(2 / runs);
  };
  let [low, high] = [2, LIMITS.mostRunsTold + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Chi-square over its degrees of freedom at a point of the normal distribution (Wilson & Hilferty 1931). */
const chiSquareRatio = (df: number, z: number): number => (1 - 2 / (9 * df) + z * Math.sqrt(2 / (9 * df))) ** 3;

/** Quartiles of the normal distribution: the true deviation lies between those of its estimate with even chance. */
const QUARTILE = 0.6745;

/** How many runs a side would decide: a range, since how runs vary is itself an estimate of few. More than there are. */
function neededFor({ deviation, df }: Estimate, pair: Pair, tolerance: number, level: number): Interval | undefined {
  if (deviation === 0) return undefined;
  const more = Math.min(pair.before.values.length, pair.after.values.length) + 1;
  const of = (z: number) => Math.max(more, runsFor(deviation / Math.sqrt(chiSquareRatio(df, z)), tolerance, level));
  return [of(QUARTILE), of(-QUARTILE)];
}

/** Beyond the last digit of a logarithm. */
const ROUNDING = 1e-9;

/** One run on a side, which has no error: only a median that doubled, or halved, is more than chance. */
function changeOfOne(pair: Pair): Change {
  const difference = mean(scaled(pair.after, pair.by)) - mean(scaled(pair.before, pair.by));
  const isKnown = Number.isFinite(difference);
  const isDoubled =
    isKnown && pair.isMedian === true && Math.abs(difference) >= Math.log(LIMITS.doubledMedian) - ROUNDING;
  return {
    decided: isDoubled ? 'claim' : 'undecided',
    estimate: isKnown ? unscaled(difference, pair.by) : undefined,
    ...{ interval: undefined, inner: undefined, needed: undefined },
  };
}

/**
 * What became of every figure of a table. `tolerance` is the change (0.1: a tenth) that more runs are to find; each pair has at
 * least one value on each side.
 */
export function changesOf(pairs: readonly Pair[], tolerance: number = LIMITS.sameWithin): Change[] {
  // Who lets less pass acts on less: else no number of runs would find it.
  const { isClaim, level } = claimsOf(pairs, Math.min(LIMITS.changeLeast, tolerance));
  return pairs.map((pair, at): Change => {
    const known = estimateOf(pair);
    if (!known) return changeOfOne(pair);
    const { estimate, isOfSessions } = known;
    const within = (share: number): Interval => {
      const [low, high] = intervalOf(estimate, share);
      return [unscaled(low, pair.by), unscaled(high, pair.by)];
    };
    const [low, high] = intervalOf(estimate, 1 - 2 * LIMITS.changeChance);
    const isSame = Math.max(Math.abs(low), Math.abs(high)) <= toleranceOf(pair.by);
    const decided = isClaim[at] ? 'claim' : isSame ? 'same' : 'undecided';
    const sought = pair.by === 'ratio' ? Math.log1p(tolerance) : LIMITS.failedIncrease;
    return {
      decided,
      estimate: unscaled(estimate.difference, pair.by),
      interval: within(1 - LIMITS.changeChance),
      inner: within(1 - 2 * LIMITS.changeChance),
      needed: decided === 'undecided' && !isOfSessions ? neededFor(estimate, pair, sought, level) : undefined,
    };
  });
}
