const RFC3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/;

/** Above it a number of seconds would lie after the year 5000, so it is the next finer unit. */
const MOST_SECONDS = 1e11;

/** Unix time in s, ms, µs or ns, told by its size, in epoch ms. */
export function unixMs(value: number): number {
  if (value < MOST_SECONDS) return value * 1000;
  if (value < MOST_SECONDS * 1e3) return value;
  return value < MOST_SECONDS * 1e6 ? value / 1e3 : value / 1e6;
}

/**
 * Makes a reader for the time stamps of one file, in any form that k6 writes: RFC 3339 with up to nanoseconds and any
 * zone, or Unix time in s, ms, µs or ns. It gives epoch ms with fractions (a double tells 0.25 µs apart), undefined
 * for anything else. The reader remembers the last second, since a run has thousands of samples in each.
 */
export function sampleClock(): (text: string) => number | undefined {
  let lastSecond = '';
  let lastMs = Number.NaN;
  return (text) => {
    if (/^\d+$/.test(text)) return unixMs(Number(text));
    const [, second, fraction, zone] = text.match(RFC3339) ?? [];
    if (second === undefined || zone === undefined) return undefined;
    if (second + zone !== lastSecond) {
      lastSecond = second + zone;
      lastMs = Date.parse(lastSecond);
    }
    if (Number.isNaN(lastMs)) return undefined;
    return fraction === undefined ? lastMs : lastMs + Number(`0.${fraction}`) * 1000;
  };
}
