const LINE_END = '\n';

/**
 * The lines of a text, by their places in it: as strings of their own, the millions that a long document has would take
 * many times its room.
 */
export class Lines {
  readonly #text: string;
  /** Where each line begins, and one behind the last line's end. */
  readonly #starts: Uint32Array;

  constructor(text: string) {
    this.#text = text;
    let starts = new Uint32Array(1024);
    let line = 1;
    for (let at = text.indexOf(LINE_END); at >= 0; at = text.indexOf(LINE_END, at + 1)) {
      if (line === starts.length) {
        const longer = new Uint32Array(2 * line);
        longer.set(starts);
        starts = longer;
      }
      starts[line] = at + 1;
      line += 1;
    }
    this.#starts = starts.slice(0, line + 1);
    this.#starts[line] = text.length + 1;
  }

  get length(): number {
    return this.#starts.length - 1;
  }

  /** A line from 0, without its end; empty where there is none. */
  at(index: number): string {
    const [from, next] = [this.#starts[index], this.#starts[index + 1]];
    return from === undefined || next === undefined ? '' : this.#text.slice(from, next - 1);
  }

  /** The lines that hold a text without line ends, each once. Most of a long document is passed over. */
  *holding(part: string): Generator<string> {
    for (let at = this.#text.indexOf(part); at >= 0; ) {
      const line = this.#lineOf(at);
      yield this.at(line);
      const next = this.#starts[line + 1] ?? this.#text.length;
      at = next < this.#text.length ? this.#text.indexOf(part, next) : -1;
    }
  }

  /** The line in which a place of the text lies. */
  #lineOf(place: number): number {
    let low = 0;
    for (let high = this.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= place) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  *[Symbol.iterator](): Generator<string> {
    for (let index = 0; index < this.length; index += 1) yield this.at(index);
  }
}
