import { CsvLines } from './csv.ts';
import { LineTally } from './line-tally.ts';
import { NdjsonLines } from './ndjson.ts';
import { SampleStore } from './sample-store.ts';

/** So many bytes tell the time of a run; a damaged line or two among them change nothing. */
const BYTES = 64 * 1024;

/** Takes only the times. */
class Times extends SampleStore {
  readonly times: number[] = [];

  override add(_metric: string, timeMs: number): boolean {
    this.times.push(timeMs);
    return true;
  }
}

/** What the first samples of a stream tell of all times. */
export interface FirstTimes {
  /** Their median in epoch ms, to which the others are near; undefined where there are none. */
  readonly medianMs: number | undefined;
  /** True where they were cut off to whole seconds. */
  readonly inSeconds: boolean;
}

/** Reads the first lines of a stream. Throws `bad-csv-header`. */
export function firstTimes(block: Uint8Array, format: 'ndjson' | 'csv', file: string): FirstTimes {
  const store = new Times();
  const tally = new LineTally();
  const form = format === 'csv' ? new CsvLines(store, tally, file) : new NdjsonLines(store, tally);
  const lines = new TextDecoder().decode(block.subarray(0, BYTES)).split(/\r?\n/);
  // The last one may be cut off.
  for (const [at, line] of lines.slice(0, Math.max(1, lines.length - 1)).entries()) form.readSlowly(line, at + 1);
  // Only CSV cuts off; that milliseconds come out even by chance ends with the second sample or the third.
  const inSeconds = format === 'csv' && store.times.length > 0 && store.times.every((ms) => ms % 1000 === 0);
  const sorted = store.times.toSorted((a, b) => a - b);
  return { medianMs: sorted[Math.floor(sorted.length / 2)], inSeconds };
}
