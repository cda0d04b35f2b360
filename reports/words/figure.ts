import type { Figure } from '../model/error.ts';
import { bytes, duration } from '../text/format.ts';

/** What no run lasts or sends has no unit that anybody reads. */
const BEYOND_UNITS = 1e21;

/** A statistic as k6 prints it: `p(95)=12.03ms`. */
export function figureText({ statistic, value, contains }: Figure): string {
  if (!(Math.abs(value) < BEYOND_UNITS)) return `${statistic}=${value}`;
  // How many times were measured is no time.
  if (contains === 'time' && statistic !== 'count') return `${statistic}=${duration(value)}`;
  if (contains === 'data' && value >= 0) return `${statistic}=${bytes(value)}`;
  return `${statistic}=${Number(value.toFixed(6))}`;
}

/** `file:line`, so that a terminal can jump there, or the file alone where nobody knows the line. */
export const place = (file: string, line: number | undefined) => (line === undefined ? file : `${file}:${line}`);
