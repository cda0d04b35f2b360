import { type CodePage, decoded } from '../encoding.ts';
import { ByteTable, copyOf, equalBytes, type Known, viewOf } from './bytes.ts';
import type { SampleSink } from './sample-store.ts';
import type { SampleTags, TagSet } from './tag-sets.ts';
import { EXACT_DIGITS, POWERS_OF_TEN, TimeField } from './time-field.ts';

/** A form in which k6 writes one sample a line: beginning, time, what stands between, value, rest. */
export interface LineForm {
  /** The bytes between time and value. */
  readonly between: Uint8Array;
  /** Length of the beginning of the line at `p`, up to its time; 0 where the line has another form. */
  headLength(bytes: Uint8Array, p: number, end: number): number;
  /** The metric that a beginning names; undefined where it says anything else, too. */
  metricOf(head: string): string | undefined;
  /** The tags that the rest of a line names, behind its value; undefined where it says anything else, too. */
  tagsOf(rest: string): SampleTags | undefined;
  /** Reads any line, whatever its form. `number` counts from 1. */
  readSlowly(line: string, number: number): void;
  /** True where the next line is to be read slowly, because what came before it says how. */
  readonly isOpen: boolean;
}

/** A beginning, and what followed it last time: k6 writes the metrics of a request in the same order. */
interface Head extends Known {
  readonly metric: number | undefined;
  next: Head | undefined;
  rest: Rest | undefined;
}

interface Rest extends Known {
  readonly tags: TagSet | undefined;
}

/** Lines of which every sample is kept. */
export interface LineBudget {
  left: number;
}

const MOST_HEADS = 20_000;
/** Different ends of lines that are remembered; a script whose every URL differs would fill memory. */
const MOST_RESTS = 20_000;

const [LINE_END, ZERO, MINUS, DOT, E, UPPER_E] = [10, 48, 45, 46, 101, 69];

/** Longest name of a metric that is looked for the fast way, in bytes; k6 allows 128 characters. */
export const LONGEST_NAME = 512;

/**
 * Reads blocks of lines into a store. A line that begins like one seen before and ends like one seen before differs from
 * them in time and value only, so nothing else of it is looked at; every other line is read slowly. Which way a line
 * goes makes no difference to what is read.
 */
export class LineReader {
  readonly #store: SampleSink;
  readonly #form: LineForm;
  readonly #time: TimeField;
  readonly #heads = new ByteTable<Head>(MOST_HEADS);
  readonly #rests = new ByteTable<Rest>(MOST_RESTS);
  readonly #exactLines: LineBudget;
  #head: Head | undefined;
  #rest: Rest | undefined;
  /** Lines so far. */
  lines = 0;
  /** Samples that were read the fast way. */
  fast = 0;
  /** The code page of which a line was, where it was no UTF-8. */
  codePage: CodePage | undefined;

  /** After so many lines the store is condensed, wherever blocks end; readers may share them. */
  constructor(store: SampleSink, form: LineForm, exactLines: LineBudget = { left: Number.POSITIVE_INFINITY }) {
    this.#exactLines = exactLines;
    this.#store = store;
    this.#form = form;
    this.#time = new TimeField(form.between);
  }

  /** Reads whole lines, each with its line feed. */
  read(block: Uint8Array): void {
    const view = viewOf(block);
    let p = 0;
    while (p < block.length) {
      if (this.#exactLines.left === 0) this.#store.condense();
      this.#exactLines.left -= 1;
      this.lines += 1;
      const next = this.#form.isOpen ? -1 : this.#readFast(block, view, p);
      p = next < 0 ? this.#readSlowly(block, p) : next;
    }
  }

  #readSlowly(block: Uint8Array, p: number): number {
    const end = block.indexOf(LINE_END, p);
    const text = this.#text(block.subarray(p, end));
    this.#form.readSlowly(text.endsWith('\r') ? text.slice(0, -1) : text, this.lines);
    return end + 1;
  }

  /** Where the next line begins; −1 where nothing was read and the line is to be read slowly. */
  #readFast(block: Uint8Array, view: DataView, p: number): number {
    const end = block.length;
    const before = this.#head;
    let head = before?.next;
    if (head === undefined || p + head.length > end || !equalBytes(view, p, head.view, 0, head.length)) {
      head = this.#findHead(block, view, p);
      if (head === undefined) return -1;
      if (before !== undefined) before.next = head;
    }
    const { metric } = head;
    if (metric === undefined) return -1;
    let q = p + head.length;

    const time = this.#time;
    if (time.length > 0 && q + time.length <= end && equalBytes(view, q, time.view, 0, time.length)) {
      q += time.length;
    } else {
      q = time.read(block, view, q, end);
      if (q < 0) return -1;
    }
    const timeMs = time.ms;

    // A block ends with a line feed, so none of these loops leaves it.
    const isNegative = block[q] === MINUS;
    if (isNegative) q += 1;
    const first = q;
    let digits = 0;
    let value = 0;
    for (let digit = (block[q] as number) - ZERO; digit >= 0 && digit <= 9; digit = (block[q] as number) - ZERO) {
      value = value * 10 + digit;
      q += 1;
    }
    digits = q - first;
    // Numbers with a zero in front are none in JSON.
    if (digits === 0 || (digits > 1 && block[first] === ZERO)) return -1;
    if (block[q] === DOT) {
      q += 1;
      const point = q;
      for (let digit = (block[q] as number) - ZERO; digit >= 0 && digit <= 9; digit = (block[q] as number) - ZERO) {
        value = value * 10 + digit;
        q += 1;
      }
      const decimals = q - point;
      digits += decimals;
      if (decimals === 0 || digits > EXACT_DIGITS) return -1;
      // Both are whole numbers that a double holds, so the quotient is the double nearest to what was written.
      value /= POWERS_OF_TEN[decimals] as number;
    }
    if (digits > EXACT_DIGITS || block[q] === E || block[q] === UPPER_E) return -1;
    if (isNegative) value = -value;

    let rest = this.#rest;
    if (rest === undefined || q + rest.length > end || !equalBytes(view, q, rest.view, 0, rest.length)) {
      rest = head.rest;
      if (rest === undefined || q + rest.length > end || !equalBytes(view, q, rest.view, 0, rest.length)) {
        rest = this.#findRest(block, view, q);
        head.rest = rest;
      }
      this.#rest = rest;
    }
    const { tags } = rest;
    if (tags === undefined) return -1;
    const series = tags.series[metric] ?? this.#store.series(tags, metric, timeMs);
    if (!series.add(timeMs, value)) return -1;
    this.#head = head;
    this.fast += 1;
    return q + rest.length;
  }

  #text(bytes: Uint8Array): string {
    const { text, codePage } = decoded(bytes);
    this.codePage ??= codePage;
    return text;
  }

  #findHead(block: Uint8Array, view: DataView, p: number): Head | undefined {
    const length = this.#form.headLength(block, p, block.length);
    if (length <= 0 || p + length > block.length) return undefined;
    const known = this.#heads.find(view, p, length);
    if (known) return known;
    const bytes = copyOf(block, p, p + length);
    const name = this.#form.metricOf(this.#text(bytes));
    const metric = name === undefined ? undefined : this.#store.numberOf(name);
    const made: Head = { view: viewOf(bytes), length, metric, next: undefined, rest: undefined };
    this.#heads.add(made);
    return made;
  }

  /** The rest of a line with its line feed. */
  #findRest(block: Uint8Array, view: DataView, q: number): Rest {
    const length = block.indexOf(LINE_END, q) + 1 - q;
    const known = this.#rests.find(view, q, length);
    if (known) return known;
    const bytes = copyOf(block, q, q + length);
    const tags = this.#form.tagsOf(this.#text(bytes).replace(/\r?\n$/, ''));
    const made: Rest = { view: viewOf(bytes), length, tags: tags && this.#store.tagSetOf(tags) };
    this.#rests.add(made);
    return made;
  }
}
