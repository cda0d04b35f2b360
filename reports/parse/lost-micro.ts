import { Lines } from './lines.ts';

/**
 * A statistic whose time is in seconds, or has lost the µ before them: `719.4s`, `719.4 s`, `719.4?s`. k6 prints no other
 * sign outside ASCII there, so what stands in its place was it.
 */
const TIME =
  /(?<![\w.])(avg|min|med|max|p\(\d+(?:\.\d+)?\))=(-?\d+(?:\.\d+)?)( |[^\dA-Za-z\s/µμ-][^\s/µμ]{0,11}?)?(s|ms|ns|us)(?!\w)/g;

/** Signs of k6's summaries: with one of them left, others were not taken out. */
const SIGNS = /[✓✔√✗✘×█↳—]/;

/** Lines that k6 never prints so, but with a sign before or in them: a title, the counts of a check. */
const BARE = /^[ \t]*(?:(?:THRESHOLDS|TOTAL RESULTS)[ \t]*\r?$|\d{1,3}% {2,}\d+ \/ {2}\d+)/m;

/** Where a script chose no unit for all of its times, k6 prints more as minutes, and from here on ms instead of µs. */
const MOST_SECONDS = 60;
const MOST_MICROS = 1000;

const FACTOR_MS = { ns: 1e-6, us: 1e-3, ms: 1, s: 1000 } as const;
type Unit = keyof typeof FACTOR_MS;

interface Time {
  readonly rank: number | undefined;
  readonly digits: string;
  /** Units that it may be in, by itself. */
  readonly units: readonly Unit[];
}

/** Where a statistic lies between the smallest and the largest; undefined for the mean. */
function rankOf(statistic: string): number | undefined {
  if (statistic === 'avg') return undefined;
  const ends = { min: 0, med: 50, max: 100 } as const;
  return ends[statistic as keyof typeof ends] ?? Number(statistic.slice(2, -1));
}

function unitsOf(digits: string, unit: Unit, isMixed: boolean): readonly Unit[] {
  if (unit !== 's' || Number(digits) === 0) return [unit];
  const value = Math.abs(Number(digits));
  return [
    ...(isMixed && value >= MOST_SECONDS ? [] : (['s'] as const)),
    ...(isMixed && value >= MOST_MICROS ? [] : (['us'] as const)),
  ];
}

const timesOf = (line: string, isMixed: boolean): Time[] =>
  Array.from(line.matchAll(TIME), ([, statistic = '', digits = '', sign, unit = 's']) => ({
    rank: rankOf(statistic),
    digits,
    units: sign !== undefined && sign !== ' ' ? (['us'] as const) : unitsOf(digits, unit as Unit, isMixed),
  }));

/** True where the times of a metric are in the order of their statistics, with room for what was cut off. */
function isOrdered(times: readonly Time[], units: readonly Unit[]): boolean {
  const values = times.map(({ digits, rank }, at) => ({ rank, ms: Number(digits) * FACTOR_MS[units[at] ?? 's'] }));
  const ranked = values.filter(({ rank }) => rank !== undefined).toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  const isAbove = (low: number, high: number) => low > high * 1.01 + 1e-5;
  if (ranked.some(({ ms }, at) => at > 0 && isAbove(ranked[at - 1]?.ms ?? 0, ms))) return false;
  const find = (wanted: number) => ranked.find(({ rank }) => rank === wanted)?.ms;
  return values.every(
    ({ rank, ms }) => rank !== undefined || !(isAbove(find(0) ?? ms, ms) || isAbove(ms, find(100) ?? ms)),
  );
}

/** Every way to read the times of a line. A line has some eight of them. */
const MOST_TIMES = 12;

/** For each time the units that it can be in beside the others; nothing where no way of reading them fits. */
function possibleUnits(times: readonly Time[]): readonly ReadonlySet<Unit>[] {
  const possible = times.map(() => new Set<Unit>());
  if (times.length > MOST_TIMES) return possible;
  const visit = (units: readonly Unit[]) => {
    const next = times[units.length];
    if (next) for (const unit of next.units) visit([...units, unit]);
    else if (isOrdered(times, units)) for (const [at, unit] of units.entries()) possible[at]?.add(unit);
  };
  visit([]);
  return possible;
}

const isMetric = (line: string) => line.includes('...: ');

/**
 * A text whose µ was lost: in a metric's line the order of its statistics tells which of its times are in µs, or a sign
 * in its place does. A time that may be either way loses its unit, so that nobody reads it. Undefined where nothing tells
 * that any was lost.
 */
export function withMicro(text: string): string | undefined {
  if (/\d[µμ]s/.test(text) || !isMetric(text)) return undefined;
  const lines = new Lines(text);
  const isMixed = [...lines.holding('=')].some((line) => /=\d+(?:\.\d+)?ms\b/.test(line));
  let isLost = !SIGNS.test(text) && BARE.test(text);
  for (const line of lines.holding('...: ')) {
    if (isLost) break;
    const times = timesOf(line, isMixed);
    // As it stands it cannot be: either there is no such time, or the order is wrong.
    const isSound =
      times.every(({ units }) => units[0] !== 'us') &&
      isOrdered(
        times,
        times.map(({ units }) => units[0] ?? 's'),
      );
    isLost = !isSound && possibleUnits(times).every(({ size }) => size > 0);
  }
  return isLost ? Array.from(lines, (line) => mended(line, isMixed)).join('\n') : undefined;
}

function mended(line: string, isMixed: boolean): string {
  const times = timesOf(line, isMixed);
  if (times.length === 0) return line;
  const possible = isMetric(line) ? possibleUnits(times) : times.map(({ units }) => new Set(units));
  let at = 0;
  return line.replaceAll(TIME, (_, statistic: string, digits: string, sign: string | undefined) => {
    const [unit, other] = possible[at] ?? [];
    at += 1;
    // k6 leaves no blank before its units: there was something.
    if (sign === ' ') return `${statistic}=${digits}µs`;
    return `${statistic}=${digits}${unit === undefined || other !== undefined ? '?s' : unit === 'us' ? 'µs' : unit}`;
  });
}
