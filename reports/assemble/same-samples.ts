import type { Trend } from '../model/measurement.ts';
import type { Output } from '../model/output.ts';

/** CSV keeps six decimals of a ms. */
const ROUNDING_MS = 1e-6;

const isNear = (a: number | undefined, b: number | undefined): boolean | undefined =>
  a === undefined || b === undefined || (a === 0 && b === 0) ? undefined : Math.abs(a - b) <= ROUNDING_MS;

/** A copy may have been cut off, and have another mean then; no two runs have both extremes alike to a nanosecond. */
function isSame(a: Trend | undefined, b: Trend | undefined): boolean | undefined {
  if (isNear(a?.avg, b?.avg)) return true;
  const near = [isNear(a?.max, b?.max), isNear(a?.min, b?.min)].filter((one) => one !== undefined);
  return near.length === 0 ? undefined : near.every((one) => one);
}

/**
 * Whether two outputs of raw samples hold the same ones: what one k6 process wrote as CSV and as NDJSON, and not what two
 * runners measured. True where neither has a duration to tell by.
 */
export function isSameSamples({ measured: { total: a } }: Output, { measured: { total: b } }: Output): boolean {
  return isSame(a.iterationDurationMs, b.iterationDurationMs) ?? isSame(a.durationMs, b.durationMs) ?? true;
}
