import { BuhaError } from '../model/error.ts';
import type { Output } from '../model/output.ts';
import type { Samples } from './samples.ts';

/** Above this share of bad lines a file is no k6 output, or too damaged to be trusted. */
const MOST_BAD = 0.01;

/** What reading a stream of samples gives. */
export type SampleReading = Omit<Output, 'file' | 'line' | 'format'>;

/** Counts the lines of a stream and those that cannot be read, from 1. */
export class LineTally {
  #of = 0;
  #bad = 0;
  #firstLine = Number.POSITIVE_INFINITY;

  read(): void {
    this.#of += 1;
  }

  bad(line: number): void {
    this.#bad += 1;
    this.#firstLine = Math.min(this.#firstLine, line);
  }

  /**
   * The measurement, unless the file is too bad for one.
   * @throws BuhaError `too-many-bad-lines`, `no-samples`
   */
  finish(samples: Samples, file: string): SampleReading {
    const tally = { of: this.#of, firstLine: this.#firstLine };
    if (this.#bad > MOST_BAD * this.#of) throw new BuhaError('too-many-bad-lines', { file, bad: this.#bad, ...tally });
    if (samples.isEmpty) throw new BuhaError('no-samples', { file });
    const measured = samples.measured();
    return this.#bad === 0 ? { measured } : { measured, badLines: { count: this.#bad, ...tally } };
  }
}
