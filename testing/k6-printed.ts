/** For tests: figures as k6 prints them. */

const cut = (value: number, places: number) => String(Math.trunc(value * 10 ** places) / 10 ** places);

/** A duration in ms as k6 prints it, by K6-FACTS: truncated to two decimals, from a minute on to whole seconds. */
export function printedDuration(ms: number): string {
  if (ms === 0) return '0s';
  if (ms < 0.001) return `${Math.trunc(ms * 1e6)}ns`;
  if (ms < 1) return `${cut(ms * 1000, 2)}µs`;
  if (ms < 1000) return `${cut(ms, 2)}ms`;
  if (ms < 60_000) return `${cut(ms / 1000, 2)}s`;
  const seconds = Math.trunc(ms / 1000);
  const minutes = Math.trunc(seconds / 60);
  const hours = Math.trunc(minutes / 60);
  return `${hours > 0 ? `${hours}h` : ''}${minutes % 60}m${seconds % 60}s`;
}

/** A size as k6 prints it: rounded, in powers of 1000. */
export function printedSize(bytes: number): string {
  const exponent = bytes < 10 ? 0 : Math.floor(Math.log10(bytes) / 3);
  const value = bytes / 1000 ** exponent;
  return `${bytes < 10 ? bytes : value.toFixed(value < 10 ? 1 : 0)} ${['B', 'kB', 'MB', 'GB', 'TB'][exponent]}`;
}

/** A share as k6 prints it: cut off, not rounded. */
export const printedShare = (ratio: number): string => `${(Math.trunc(ratio * 100 * 100) / 100).toFixed(2)}%`;
