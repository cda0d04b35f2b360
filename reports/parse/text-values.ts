import type { Metric } from '../model/measurement.ts';

/** A figure as k6 prints it, in base units: ms, bytes, or a plain number. */
export interface TextValue {
  readonly value: number;
  /** Unit of the last place, in the unit of `value`: k6 truncates durations and rounds the rest. */
  readonly precision: number;
  readonly contains: NonNullable<Metric['contains']>;
}

const UNIT_EXPONENT: Readonly<Record<string, number>> = { s: 3, ms: 0, us: -3, µs: -3, μs: -3, ns: -6 };
const SIZE_EXPONENT = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'];

// Minutes stand only beside whole seconds, so a duration that was cut off (`1.76m`, `1h2m`) is none.
const COMPOUND = /^(?:(\d+)h)?(\d+)m(\d+)s$/;
const DURATION = /^(-?\d+(?:\.(\d+))?)(ns|us|µs|μs|ms|s)$/;
const SIZE = /^(-?\d+(?:\.(\d+))?)(?:e([+-]?\d+))? ?([kMGTPEZY]?B)$/;
const NUMBER = /^-?\d+(?:\.(\d+))?(?:e[+-]?\d+)?$/;

/** Shifts the decimal point in the text, so that `21.9µs` is 0.0219 and not its neighbour. */
const shifted = (digits: string, exponent: number) => Number(`${digits}e${exponent}`);

function duration(text: string): TextValue | undefined {
  const compound = text.match(COMPOUND);
  if (compound) {
    const [, hours = '0', minutes = '0', seconds = '0'] = compound;
    const value = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000;
    return { value, precision: 1000, contains: 'time' };
  }
  const [, digits, decimals = '', unit = ''] = text.match(DURATION) ?? [];
  if (digits === undefined) return undefined;
  const exponent = UNIT_EXPONENT[unit] ?? 0;
  // Two decimals whose zeros are not printed; nanoseconds are whole. `0s` is printed for nothing but 0.
  const places = unit === 'ns' ? decimals.length : Math.max(2, decimals.length);
  const precision = text === '0s' ? 1e-6 : shifted('1', exponent - places);
  return { value: shifted(digits, exponent), precision, contains: 'time' };
}

function size(text: string): TextValue | undefined {
  // Below 10 B k6 prints all digits, with an exponent where there are many.
  const [, digits, decimals = '', power = '0', unit = ''] = text.match(SIZE) ?? [];
  if (digits === undefined) return undefined;
  const exponent = 3 * SIZE_EXPONENT.indexOf(unit) + Number(power);
  return {
    value: shifted(digits, exponent),
    precision: shifted('1', exponent - decimals.length),
    contains: 'data',
  };
}

function plainNumber(text: string): TextValue | undefined {
  const [digits, decimals = ''] = text.match(NUMBER) ?? [];
  if (digits === undefined) return undefined;
  return { value: Number(digits), precision: shifted('1', -Math.max(6, decimals.length)), contains: 'default' };
}

/** Reads one figure: `155.91ms`, `1m5s`, `13 MB`, `998.384223`. Undefined for what k6 does not print so. */
export function textValue(text: string): TextValue | undefined {
  const read = duration(text) ?? size(text) ?? plainNumber(text);
  return read && Number.isFinite(read.value) ? read : undefined;
}

/** Reads k6's percentage, two decimals cut off and not rounded, as a ratio; who retyped it may have left decimals out. */
export function textRatio(text: string): { value: number; precision: number } | undefined {
  const [, digits, decimals = ''] = text.match(/^(\d+(?:\.(\d+))?)%$/) ?? [];
  return digits === undefined
    ? undefined
    : { value: shifted(digits, -2), precision: shifted('1', -2 - decimals.length) };
}
