import { BuhaError } from '../../model/error.ts';
import type { Output } from '../../model/output.ts';

/** Above this share of bad lines a file is no k6 output, or too damaged to be trusted. */
const MOST_BAD = 0.01;

/** Counts the lines of a stream and those that cannot be read, from 1. */
export class LineTally {
  #of = 0;
  #bad = 0;
  #firstLine = Number.POSITIVE_INFINITY;

  read(lines = 1): void {
    this.#of += lines;
  }

  bad(line: number): void {
    this.#bad += 1;
    this.#firstLine = Math.min(this.#firstLine, line);
  }

  /**
   * The lines that could not be read; undefined where all could.
   * @throws BuhaError `too-many-bad-lines`
   */
  badLines(file: string): Output['badLines'] {
    const tally = { of: this.#of, firstLine: this.#firstLine };
    if (this.#bad > MOST_BAD * this.#of) throw new BuhaError('too-many-bad-lines', { file, bad: this.#bad, ...tally });
    return this.#bad === 0 ? undefined : { count: this.#bad, ...tally };
  }
}
