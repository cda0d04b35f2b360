import { BuhaError } from '../../model/error.ts';
import type { Output } from '../../model/output.ts';
import { isConsoleText } from '../console-text.ts';

/** Above this share of bad lines a file is no k6 output, or too damaged to be trusted. */
const MOST_BAD = 0.01;

/** Counts the lines of a stream and those that cannot be read, from 1. */
export class LineTally {
  #of = 0;
  #bad = 0;
  #firstLine = Number.POSITIVE_INFINITY;
  #texts = 0;
  #firstText = Number.POSITIVE_INFINITY;
  #isConsole = false;
  #isTorn = false;

  read(lines = 1): void {
    this.#of += lines;
  }

  /** True where the last line is the beginning of one. */
  get isTorn(): boolean {
    return this.#isTorn;
  }

  /** The last line has no end. */
  torn(): void {
    this.#isTorn = true;
  }

  bad(line: number): void {
    this.#bad += 1;
    this.#firstLine = Math.min(this.#firstLine, line);
  }

  /** A line that looks like no sample: a bad one, unless it belongs to what k6 shows in a terminal. */
  text(line: number, text: string): void {
    this.#texts += 1;
    this.#firstText = Math.min(this.#firstText, line);
    this.#isConsole ||= isConsoleText(text);
  }

  /**
   * The lines that could not be read; undefined where all could.
   * @throws BuhaError `too-many-bad-lines`
   */
  badLines(file: string): Output['badLines'] {
    const bad = this.#isConsole ? this.#bad : this.#bad + this.#texts;
    const tally = {
      of: this.#isConsole ? this.#of - this.#texts : this.#of,
      firstLine: this.#isConsole ? this.#firstLine : Math.min(this.#firstLine, this.#firstText),
    };
    if (bad > MOST_BAD * tally.of) throw new BuhaError('too-many-bad-lines', { file, bad, ...tally });
    return bad === 0 ? undefined : { count: bad, ...tally };
  }
}
