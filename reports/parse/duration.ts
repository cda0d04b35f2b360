const UNIT_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

const WHOLE = /^(?:\d+(?:\.\d+)?(?:ns|us|µs|μs|ms|s|m|h|d))+$/;
const PART = /(\d+(?:\.\d+)?)(ns|us|µs|μs|ms|s|m|h|d)/g;

/** A duration as k6 writes and reads it (`1m30s`, `250ms`, or a number of ms), in ms; undefined if it is none. */
export function durationMs(text: string | number): number | undefined {
  if (typeof text === 'number') return text;
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  if (!WHOLE.test(text)) return undefined;
  return [...text.matchAll(PART)].reduce((sum, [, value, unit = '']) => sum + inMs(value ?? '', unit), 0);
}

/** Decimal units shift the point, so that 2.03s is 2030 and not 2029.9999999999998. */
function inMs(value: string, unit: string): number {
  const shift = Math.log10(UNIT_MS[unit] ?? 0);
  return Number.isInteger(shift) ? Number(`${value}e${shift}`) : Number(value) * (UNIT_MS[unit] ?? 0);
}
