/** What a count makes per second of a length in ms; undefined for a length that is unknown, nothing, or too short for a figure. */
export function perSecond(count: number | undefined, lengthMs: number | undefined): number | undefined {
  if (count === undefined || lengthMs === undefined || lengthMs <= 0) return undefined;
  const rate = count / (lengthMs / 1000);
  return Number.isFinite(rate) ? rate : undefined;
}
