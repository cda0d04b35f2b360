/**
 * Every number format of a report, and every rounding rule. Durations and sizes of the appendix look as k6 prints them;
 * the body of the document rounds to what matters (`shortTime`, `shortRate`, `about`). A missing value is `undefined`.
 */

/** With thousands apart. By hand, because loading a locale for it costs more than all other figures of a report. */
function group(value: number, decimals: number): string {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e21) return String(value);
  const [whole = '', fraction] = value.toFixed(decimals).split('.');
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** A count in full: `91,531`. */
export function count(value: number): string {
  return group(value, 0);
}

/** A rate per second with one decimal: `998.4`. */
export function rate(perSec: number): string {
  return group(perSec, 1);
}

/** VU-milliseconds in VU-seconds: `160,000`, and with a decimal where whole ones hide a difference: `24.5`. */
export function vuSeconds(vuMs: number): string {
  const seconds = vuMs / 1000;
  return seconds < 100 ? String(Number(seconds.toFixed(1))) : count(seconds);
}

/** A figure without a unit, with two decimals: `2.57`. */
export function decimals(value: number): string {
  return group(value, 2);
}

/** A figure without a unit, with one decimal, such as a change in per cent: `88.4`. */
export function oneDecimal(value: number): string {
  return group(value, 1);
}

/** A relative change in per cent with its direction: `+18.0%`, `-2.3%`; what rounds to nothing has none. */
export function signedShare(ratio: number): string {
  const percent = oneDecimal(ratio * 100);
  return Number(percent) === 0 ? '0.0%' : `${ratio > 0 ? '+' : ''}${percent}%`;
}

/** A figure of no known unit, with four significant digits at most: `0.2013`, `41.5`, `12,345`. */
export function figure(value: number): string {
  return Math.abs(value) >= 1000 ? group(value, 0) : String(Number(value.toPrecision(4)));
}

/** A planned rate as its author wrote it, where that is a whole number: `5,000`, else `833.3`. */
export function level(perSec: number): string {
  return Number.isInteger(perSec) ? count(perSec) : rate(perSec);
}

/** A plain number with up to six decimals, so that two that differ look different. */
export function exact(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 6 });
}

/** A whole number cut off to a multiple of `unit`. */
const cut = (value: number, unit: number) => Math.trunc(value / unit) * unit;

/** A duration in ms as k6 prints it: two decimals, truncated (`155.91ms`, `5.95s`, `21.9µs`, `1m5s`). */
export function duration(ms: number): string {
  if (ms < 0) return `-${duration(-ms)}`;
  if (ms === 0) return '0s';
  if (ms < 0.001) return `${Math.trunc(ms * 1e6)}ns`;
  if (ms < 60_000) {
    // Whole nanoseconds, as k6 counts: 5.02 ms is no 5.0199999.
    const ns = Math.round(ms * 1e6);
    if (ns < 1e6) return `${cut(ns, 10) / 1000}µs`;
    return ns < 1e9 ? `${cut(ns, 1e4) / 1e6}ms` : `${cut(ns, 1e7) / 1e9}s`;
  }
  const seconds = `${Math.trunc((ms % 60_000) / 1000)}s`;
  const minutes = Math.trunc(ms / 60_000);
  return minutes < 60 ? `${minutes}m${seconds}` : `${Math.trunc(minutes / 60)}h${minutes % 60}m${seconds}`;
}

/**
 * A measured time in ms as the body of the document tells it: `46ms`, `4.9초`, `1.2ms`, `41µs`; whole seconds from 100 s on.
 * `second` is the word of the language.
 */
export function shortTime(ms: number, second: string): string {
  if (ms < 0) return `-${shortTime(-ms, second)}`;
  if (ms === 0) return '0ms';
  if (ms < 0.095) return `${Math.round(ms * 1000)}µs`;
  if (ms < 9.95) return `${group(ms, 1)}ms`;
  if (ms < 999.5) return `${Math.round(ms)}ms`;
  return `${ms < 99_950 ? group(ms / 1000, 1) : count(ms / 1000)}${second}`;
}

/** A time in ms that somebody chose, such as a goal, without zeros at the end: `3초`, `2.5초`, `500ms`, `1µs`. */
export function limitTime(ms: number, second: string): string {
  // As k6 prints it, where a tenth of a ms, the least of a measured time, is more.
  if (ms > 0 && ms < 0.1) return `${Number((ms * 1000).toFixed(3))}µs`;
  return ms < 1000 ? `${Number(ms.toFixed(3))}ms` : `${Number((ms / 1000).toFixed(3))}${second}`;
}

/** Decimals of a rate per second in the body of the document: with fewer, the parts of a small one would not add up to it. */
const rateDecimals = (perSec: number): number => (perSec < 99.95 ? 1 : 0);

/** A rate per second as the body of the document tells it: `2,113`, `69.7`, `4.2`. */
export function shortRate(perSec: number): string {
  return group(perSec, rateDecimals(perSec));
}

/** Parts that differ by less, in units of their last place, have to read alike. */
const ALIKE = 0.1;

/** Parts of a rate to so many places, each rounded or cut off so that they add up to `units`; undefined where they cannot. */
function addedUp(parts: readonly number[], units: number, digits: number): string[] | undefined {
  const unit = 10 ** -digits;
  const cut = parts.map((part) => Math.floor(part / unit + 1e-9));
  const rests = parts.map((part, at) => part / unit - (cut[at] ?? 0));
  const raised = units - cut.reduce((sum, part) => sum + part, 0);
  const order = rests.map((rest, at) => ({ rest, at })).toSorted((a, b) => b.rest - a.rest);
  const [last, next] = [order[raised - 1], order[raised]];
  if (raised < 0 || raised > parts.length || (last && last.rest < 0.5)) return undefined;
  // Equal figures of which one is raised would read as if they differed.
  if (last && next && last.rest - next.rest < ALIKE) return undefined;
  const isRaised = (at: number) => order.slice(0, raised).some((one) => one.at === at);
  return cut.map((part, at) => group((part + (isRaised(at) ? 1 : 0)) * unit, digits));
}

/**
 * A rate and those of its parts, told apart in one way or in several, to the places of the whole, or with one, so that a reader
 * who adds the parts up comes to it; as they are rounded where the parts are not all of it.
 */
export function ratesInParts(
  whole: number,
  ways: readonly (readonly number[])[],
): { whole: string; ways: readonly (readonly string[])[] } {
  const first = rateDecimals(whole);
  const isAll = (parts: readonly number[]) =>
    Math.abs(whole - parts.reduce((sum, part) => sum + part, 0)) < 10 ** -first / 2;
  const rounded = (parts: readonly number[], digits: number) => parts.map((part) => group(part, digits));
  const tried = (digits: number, units: number) => {
    const all = ways.map((parts) => (isAll(parts) ? addedUp(parts, units, digits) : rounded(parts, digits)));
    const told = all.flatMap((parts) => (parts ? [parts] : []));
    return told.length === all.length ? { whole: group(units / 10 ** digits, digits), ways: told } : undefined;
  };
  const unitsOf = (digits: number) => Math.round(whole * 10 ** digits);
  return (
    tried(first, unitsOf(first)) ??
    // Two decimals of a rate say nothing.
    (first === 0 ? tried(1, unitsOf(1)) : undefined) ??
    tried(first, Math.floor(whole * 10 ** first + 1e-9)) ?? {
      whole: shortRate(whole),
      ways: ways.map((parts) => rounded(parts, first)),
    }
  );
}

/** What stands behind 약 or "about": two digits (`310`, `5,100`, `13`, `4.1`). */
export function about(value: number): string {
  if (value === 0) return '0';
  const power = Math.floor(Math.log10(Math.abs(value))) - 1;
  const unit = 10 ** power;
  const rounded = Math.round(value / unit) * unit;
  return power >= 0 ? count(rounded) : group(rounded, Math.min(-power, 6));
}

/** Beyond this much more than what is needed, a need is told to three digits. */
const MOST_ADDED = 0.05;

/**
 * A need behind 약 or "about", which is never told as less than it is: rounded up to two digits, or to three where two would ask
 * for much more (`5,100` of 5 046, `10,100` of 10 035, `1.7` of 1.65).
 */
export function needed(value: number): string {
  if (!(value > 0)) return '0';
  if (Number.isInteger(value) && value < 100) return count(value);
  const power = Math.floor(Math.log10(value)) - 1;
  // Counts are whole, and binary fractions are no need.
  const upTo = (unit: number) => Math.ceil(Number((value / unit).toPrecision(12))) * unit;
  const two = upTo(10 ** power);
  const isMuch = two > value * (1 + MOST_ADDED);
  const [rounded, digits] = isMuch ? [upTo(10 ** (power - 1)), 1 - power] : [two, -power];
  return group(rounded, Math.min(Math.max(digits, 0), 6));
}

const NTHS = ['①', '②', '③', '④', '⑤'];

/** The mark of one of a few things that are told in one line, the first at 0. */
export const nth = (at: number): string => NTHS[at] ?? `(${count(at + 1)})`;

/** A planned length in seconds or minutes without k6's truncation: `90s`, `1.5s`, `250ms`. */
export function span(ms: number): string {
  if (ms === 0) return '0s';
  return ms < 1000 ? `${Number(ms.toFixed(3))}ms` : `${Number((ms / 1000).toFixed(3))}s`;
}

/** `2026-11-23 14:03:11` of an ISO 8601 time, in the zone that it is told in. */
export const dayAndTime = (iso: string): string => iso.slice(0, 19).replace('T', ' ');

/** A time that runs, in minutes and whole seconds: `0:05`, `75:30`. */
export const clock = (ms: number): string =>
  `${Math.trunc(ms / 60_000)}:${String(Math.trunc(ms / 1000) % 60).padStart(2, '0')}`;

/** Between which two figures another one lies; a unit that both have is written once, as are two that read the same. */
export function range(from: string, to: string, between: string): string {
  if (from === to) return from;
  const [, number = from, unit] = from.match(/^([\d.,]+)([^\d.,]+)$/) ?? [];
  return `${unit !== undefined && to.match(/^[\d.,]+([^\d.,]+)$/)?.[1] === unit ? number : from}${between}${to}`;
}

/** A ratio in per cent, cut off at two decimals as k6 does, in its order: 0.29 · 100 · 100 is a little less than 2 900. */
export const cutPercent = (ratio: number): number => Math.trunc(ratio * 100 * 100) / 100;

/** A rate of k6's in per cent with two decimals, as it stands in k6's own lines beside: cut off; 0 and 100 only when exact. */
export function cutShare(ratio: number): string {
  const [percent, cut] = [ratio * 100, cutPercent(ratio)];
  if (percent === 0 || percent === 100) return `${percent}%`;
  return percent > 0 && cut === 0 ? '<0.01%' : `${cut.toFixed(2)}%`;
}

/** A ratio 0–1 that k6 does not print in per cent with two decimals, rounded; 0 and 100 only when exact. */
export function share(ratio: number): string {
  const percent = ratio * 100;
  if (percent === 0 || percent === 100) return `${percent}%`;
  if (percent > 0 && percent < 0.005) return '<0.01%';
  if (percent < 100 && percent >= 99.995) return '>99.99%';
  if (percent > 100 && percent < 100.005) return '>100%';
  return `${percent.toFixed(2)}%`;
}

/** A forecast ratio in per cent, to one decimal at most: `9.3%`, `5%`; 0 and 100 only when exact. */
export function aboutShare(ratio: number): string {
  const percent = ratio * 100;
  if (percent > 0 && percent < 0.05) return '<0.1%';
  if (percent < 100 && percent >= 99.95) return '>99.9%';
  return `${Number(percent.toFixed(1))}%`;
}

/** How much of a plan ran, with one decimal: those of several scenarios stand below one another (`16.0%`, `8.7%`). */
export function ranShare(ratio: number): string {
  const percent = ratio * 100;
  return percent >= 0.05 && percent < 99.95 ? `${percent.toFixed(1)}%` : aboutShare(ratio);
}

/** A limit as its author wrote it: a ratio in per cent without zeros at the end (`1%`, `0.5%`). */
export function limitShare(ratio: number): string {
  return `${Number((ratio * 100).toFixed(6))}%`;
}

/** How many times: `6.9배` is written around it. Two digits where they tell something. */
export function times(ratio: number): string {
  return ratio < 10 ? ratio.toFixed(1) : count(Math.round(ratio));
}

const SIZE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** Bytes as k6 prints them: powers of 1000, rounded, one decimal below ten (`9.2 MB`, `13 MB`). */
export function bytes(value: number): string {
  if (value < 10) return `${Number(value.toFixed(2))} B`;
  const power = Math.min(Math.floor(Math.log10(value) / 3), SIZE_UNITS.length - 1);
  const scaled = Math.floor((value / 1000 ** power) * 10 + 0.5) / 10;
  return `${scaled.toFixed(scaled < 10 ? 1 : 0)} ${SIZE_UNITS[power]}`;
}

const SIGNS: Readonly<Record<string, string>> = { '<=': '≤', '>=': '≥', '==': '=', '===': '=', '!=': '≠' };

/** k6's comparison as a sign: `≤`. */
export const comparisonSign = (comparison: string): string => SIGNS[comparison] ?? comparison;
