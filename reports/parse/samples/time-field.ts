import { equalBytes, viewOf } from './bytes.ts';
import { sampleClock, unixMs } from './sample-time.ts';

/** Longest time stamp that k6 writes, with what follows it: nanoseconds and a zone take 35 characters. */
const LONGEST = 48;
/** `2026-11-23T12:00:00` */
/** No time is longer; what is was torn. */
const LONGEST_TIME = 64;

const SECOND_LENGTH = 19;

const [ZERO, NINE, DOT, Z] = [48, 57, 46, 90];
/** Digits of which a double tells every number apart. */
export const EXACT_DIGITS = 15;

/** 10⁰ … 10²²: all powers of ten that a double holds exactly. */
export const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

/**
 * Reads time stamps out of bytes. Neighbouring samples share theirs, or their second, so both are remembered: `length`
 * bytes of `view` are the last time stamp with the bytes between it and the value, and `ms` is what it says.
 */
export class TimeField {
  readonly view: DataView;
  length = 0;
  /** Epoch ms. */
  ms = 0;
  readonly #bytes = new Uint8Array(LONGEST + 16);
  readonly #between: Uint8Array;
  readonly #betweenView: DataView;
  readonly #clock = sampleClock();
  /** The second in `view`, in epoch ms; undefined where its zone is not UTC or it is no RFC 3339. */
  #secondMs: number | undefined;

  constructor(between: Uint8Array) {
    this.view = viewOf(this.#bytes);
    this.#between = between;
    this.#betweenView = viewOf(between);
  }

  /** Reads another time stamp at `p`; the first byte after what stands between it and the value, or −1. */
  read(bytes: Uint8Array, view: DataView, p: number, end: number): number {
    const ends = this.#between[0] as number;
    let stop = p;
    const last = Math.min(end, p + LONGEST);
    while (stop < last && bytes[stop] !== ends) stop += 1;
    const valueAt = stop + this.#between.length;
    if (valueAt > end || !equalBytes(view, stop, this.#betweenView, 0, this.#between.length)) return -1;
    const ms = this.#msOf(bytes, view, p, stop);
    if (ms === undefined) return -1;
    this.#bytes.set(bytes.subarray(p, valueAt));
    this.length = valueAt - p;
    this.ms = ms;
    return valueAt;
  }

  #msOf(bytes: Uint8Array, view: DataView, p: number, stop: number): number | undefined {
    if (
      this.#secondMs !== undefined &&
      stop - p > SECOND_LENGTH &&
      equalBytes(view, p, this.view, 0, SECOND_LENGTH) &&
      bytes[stop - 1] === Z
    ) {
      const fraction = digitsOf(bytes, p + SECOND_LENGTH + 1, stop - 1);
      const digits = stop - p - SECOND_LENGTH - 2;
      if (bytes[p + SECOND_LENGTH] === DOT && fraction !== undefined && digits > 0) {
        return this.#secondMs + (fraction / (POWERS_OF_TEN[digits] as number)) * 1000;
      }
    }
    const digits = digitsOf(bytes, p, stop);
    if (digits !== undefined) {
      this.#secondMs = undefined;
      return unixMs(digits);
    }
    if (stop - p > LONGEST_TIME) return undefined;
    const text = String.fromCharCode(...bytes.subarray(p, stop));
    const ms = this.#clock(text);
    const second = text.endsWith('Z') && /^\d{4}-\d\d-\d\dT/.test(text) ? `${text.slice(0, SECOND_LENGTH)}Z` : '';
    this.#secondMs = ms === undefined || second === '' ? undefined : this.#clock(second);
    return ms;
  }
}

/** A whole number that stands in these bytes alone; undefined for none, and for more digits than a double holds. */
function digitsOf(bytes: Uint8Array, p: number, stop: number): number | undefined {
  if (stop <= p || stop - p > EXACT_DIGITS) return undefined;
  let value = 0;
  for (let at = p; at < stop; at += 1) {
    const byte = bytes[at] as number;
    if (byte < ZERO || byte > NINE) return undefined;
    value = value * 10 + (byte - ZERO);
  }
  return value;
}
