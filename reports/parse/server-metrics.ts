import Papa from 'papaparse';
import { BuhaError } from '../model/error.ts';
import type { ServerMetric } from '../model/server-metrics.ts';
import { headerNames } from './header-names.ts';

/** Column names that monitoring systems use for the same thing. */
const COLUMNS = {
  time: ['time', 'timestamp', 'date', '시각', '시간'],
  name: ['name', 'metric', '이름', '지표'],
  value: ['value', '값'],
} as const;

/** Epoch seconds end here: as ms this is March 1973, as seconds the year 5138. */
const SECONDS_UNTIL = 1e11;

/** The greatest time that a date can have, in ms. */
const LAST_MS = 8.64e15;

/** A time as epoch ms: ISO 8601 with its offset, epoch seconds or ms; undefined if it is none. */
export function epochMs(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^\d+(?:\.\d+)?$/.test(trimmed)) {
    const value = Number(trimmed);
    if (value > LAST_MS) return undefined;
    return value < SECONDS_UNTIL ? value * 1000 : value;
  }
  // Without an offset nobody knows which time zone was meant.
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:Z|[+-]\d\d:?\d\d)$/.test(trimmed)) return undefined;
  const value = Date.parse(trimmed.replace(' ', 'T').replace(/\s+/g, ''));
  return Number.isNaN(value) ? undefined : value;
}

/**
 * Reads a CSV of times, names and values of server metrics, in any order of columns and rows. Throws
 * `bad-server-metrics` naming the line.
 */
export function parseServerMetrics(text: string, file: string): ServerMetric[] {
  const { data, meta } = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), {
    header: true,
    // Kept, so that the number of a row is that of its line.
    skipEmptyLines: false,
    transformHeader: headerNames(),
  });
  const column = (wanted: keyof typeof COLUMNS): string => {
    const found = meta.fields?.find((name) => (COLUMNS[wanted] as readonly string[]).includes(name));
    if (found === undefined)
      throw new BuhaError('bad-server-metrics', { file, line: 1, fault: 'no-column', text: wanted });
    return found;
  };
  const [time, name, value] = [column('time'), column('name'), column('value')];
  const byName = new Map<string, [number, number][]>();
  for (const [at, row] of data.entries()) {
    if (Object.values(row).every((cell) => String(cell ?? '').trim() === '')) continue;
    const line = at + 2;
    const ms = epochMs(row[time] ?? '');
    if (ms === undefined)
      throw new BuhaError('bad-server-metrics', { file, line, fault: 'no-time', text: row[time] ?? '' });
    const cell = (row[value] ?? '').trim();
    // Monitoring systems write these where they know nothing.
    if (/^(?:|nan|null|-|[+-]?inf(?:inity)?)$/i.test(cell)) continue;
    const number = Number(cell);
    if (!Number.isFinite(number))
      throw new BuhaError('bad-server-metrics', { file, line, fault: 'no-number', text: cell });
    const own = (row[name] ?? '').trim();
    const points = byName.get(own) ?? [];
    byName.set(own, points);
    points.push([ms, number]);
  }
  if (byName.size === 0) throw new BuhaError('bad-server-metrics', { file, line: 1, fault: 'no-rows', text: '' });
  return [...byName].map(([own, points]) => ({ name: own, points: points.toSorted((a, b) => a[0] - b[0]) }));
}

/** The same as a CSV that reads back: times as ISO 8601 in UTC. */
export const serverMetricsCsv = (metrics: readonly ServerMetric[]): string =>
  `${Papa.unparse({
    fields: ['time', 'name', 'value'],
    data: metrics.flatMap(({ name, points }) =>
      points.map(([ms, value]) => [new Date(ms).toISOString(), name, String(value)]),
    ),
  })}\n`;
