/**
 * A line that k6's own terminal text cut in two: k6 empties its buffer in the middle of a line, writes its progress, and
 * goes on. The first piece is held until the next line that is no such text, which must be the rest.
 */
export class TornLine {
  #piece: { readonly text: string; readonly number: number } | undefined;
  #isInterrupted = false;

  /** True where a piece waits for its rest. */
  get isOpen(): boolean {
    return this.#piece !== undefined;
  }

  hold(text: string, number: number): void {
    this.#piece = { text, number };
    this.#isInterrupted = false;
  }

  /** Terminal text follows the piece. */
  interrupt(): void {
    this.#isInterrupted = true;
  }

  /** The whole line, if this can be its rest. */
  joined(rest: string): string | undefined {
    return this.#piece && this.#isInterrupted ? this.#piece.text + rest : undefined;
  }

  /** Lets go of the piece; its number. */
  release(): number | undefined {
    const number = this.#piece?.number;
    this.#piece = undefined;
    return number;
  }
}
