/**
 * How much of a document is looked at. A report has some hundreds of figures and headings; beyond this many, what is left
 * out is told and not looked at, so that time and memory stay bounded whatever the document holds.
 */
const MOST_FIGURES = 50_000;
const MOST_HEADINGS = 10_000;
/** A cell is read with its column, its row and its table, all of which are kept until the table ends. */
const FIGURES_PER_CELL = 3;
/** A line with figures costs as much as one figure for each so many characters. */
const CHARACTERS_PER_FIGURE = 200;

const FIGURE = /\d[\d.,]*/g;

/** Lines with figures that were not looked at: how many, and the first of them, from 1. */
export interface LeftOut {
  readonly lines: number;
  readonly first: number;
}

/** Counts lines with figures that are not looked at. */
export class LeftOutLines {
  /** Of these a document has few: what is too long is rare. */
  readonly #lines = new Set<number>();
  /** The first line that the bound cuts off; behind it all are. */
  #cut = Number.POSITIVE_INFINITY;
  #beyond = 0;

  /** A line that is too long. */
  add(line: number): void {
    if (line !== this.#cut) this.#lines.add(line);
  }

  /** The next line that is beyond the bound; there may be millions. */
  beyond(line: number): void {
    this.#cut = Math.min(this.#cut, line);
    this.#beyond += 1;
  }

  get all(): LeftOut | undefined {
    const lines = this.#beyond + this.#lines.size;
    if (lines === 0) return undefined;
    let first = this.#cut;
    for (const line of this.#lines) first = Math.min(first, line);
    return { lines, first };
  }
}

/** What is left of the bound while a document is read from its beginning. */
export class Bound {
  #figures: number;
  #headings: number;
  readonly #leftOut: LeftOutLines;

  constructor(leftOut: LeftOutLines, figures = MOST_FIGURES, headings = MOST_HEADINGS) {
    this.#leftOut = leftOut;
    this.#figures = figures;
    this.#headings = headings;
  }

  /** Where a line that is still looked at has to end: behind the last `sign` within the bound; undefined: not at all. */
  within(line: number, text: string, sign: '|' | '. '): string | undefined {
    if (!/\d/.test(text)) return this.#figures > 0 ? text : undefined;
    const end = this.#take(text, sign === '|' ? FIGURES_PER_CELL : 1);
    if (end === undefined) return text;
    this.#leftOut.beyond(line);
    const last = text.lastIndexOf(sign, end);
    return last <= 0 ? undefined : text.slice(0, last + 1);
  }

  /** True for a heading that is still looked at; below one that is not, no figure is. */
  heading(): boolean {
    this.#headings -= 1;
    if (this.#headings < 0) this.#figures = 0;
    return this.#headings >= 0;
  }

  /** Takes a line off the bound; the position at which it is used up, if it is. */
  #take(text: string, each: number): number | undefined {
    if (this.#figures <= 0) return 0;
    let figures = 0;
    for (const { index } of text.matchAll(FIGURE)) {
      figures += each;
      if (figures + index / CHARACTERS_PER_FIGURE <= this.#figures) continue;
      this.#figures = 0;
      return index;
    }
    this.#figures -= figures + text.length / CHARACTERS_PER_FIGURE;
    return undefined;
  }
}
