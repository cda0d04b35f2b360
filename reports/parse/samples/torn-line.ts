import type { LineTally } from './line-tally.ts';

/**
 * A line that k6's own terminal text cut in two: k6 empties its buffer in the middle of a line, writes its progress, and
 * goes on. The first piece is held until the next line that is no such text, which must be the rest.
 */
export class TornLine {
  readonly #tally: LineTally;
  #piece: { readonly text: string; readonly number: number } | undefined;
  #isInterrupted = false;

  constructor(tally: LineTally) {
    this.#tally = tally;
  }

  /** True where a piece waits for its rest. */
  get isOpen(): boolean {
    return this.#piece !== undefined;
  }

  hold(text: string, number: number): void {
    this.#piece = { text, number };
    this.#isInterrupted = false;
  }

  /** Terminal text, or what may be some; only behind it a piece may go on. */
  interrupt(text: string, number: number): void {
    this.#isInterrupted = true;
    this.#tally.text(number, text);
  }

  /** True where this was the rest of the piece: `take` gets the whole line, with the number of its beginning. */
  rejoin(rest: string, take: (whole: string, number: number) => boolean): boolean {
    const piece = this.#piece;
    if (!piece || !this.#isInterrupted || !take(piece.text + rest, piece.number)) return false;
    this.#piece = undefined;
    // Two lines, one sample.
    this.#tally.read(-1);
    return true;
  }

  /** The input has ended. */
  end(): void {
    if (this.#piece) this.#tally.torn();
    this.giveUp();
  }

  /** The input goes on with something else: a piece that still waits for its rest is damage. */
  giveUp(): void {
    if (this.#piece) this.#tally.bad(this.#piece.number);
    this.#piece = undefined;
  }
}
