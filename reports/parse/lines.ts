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
    let count = 1;
    for (let at = text.indexOf(LINE_END); at >= 0; at = text.indexOf(LINE_END, at + 1)) count += 1;
    this.#starts = new Uint32Array(count + 1);
    this.#starts[count] = text.length + 1;
    let line = 1;
    for (let at = text.indexOf(LINE_END); at >= 0; at = text.indexOf(LINE_END, at + 1)) {
      this.#starts[line] = at + 1;
      line += 1;
    }
  }

  get length(): number {
    return this.#starts.length - 1;
  }

  /** A line from 0, without its end; empty where there is none. */
  at(index: number): string {
    const [from, next] = [this.#starts[index], this.#starts[index + 1]];
    return from === undefined || next === undefined ? '' : this.#text.slice(from, next - 1);
  }

  *[Symbol.iterator](): Generator<string> {
    for (let index = 0; index < this.length; index += 1) yield this.at(index);
  }
}
