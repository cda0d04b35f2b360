import type { Figure } from '../model/error.ts';
import { bytes, duration } from '../text/format.ts';

/** A statistic as k6 prints it: `p(95)=12.03ms`. */
export function figureText({ statistic, value, contains }: Figure): string {
  if (!Number.isFinite(value)) return `${statistic}=${value}`;
  if (contains === 'time') return `${statistic}=${duration(value)}`;
  if (contains === 'data' && value >= 0) return `${statistic}=${bytes(value)}`;
  return `${statistic}=${Number(value.toFixed(6))}`;
}

/** `file:line`, so that a terminal can jump there, or the file alone where nobody knows the line. */
export const place = (file: string, line: number | undefined) => (line === undefined ? file : `${file}:${line}`);
