import { BuhaError } from '../../model/error.ts';
import { EXACT_LIMIT, type Output } from '../../model/output.ts';
import { CsvLines } from './csv.ts';
import { firstTimes } from './first-times.ts';
import { lineBlocks } from './line-blocks.ts';
import { LineReader } from './line-reader.ts';
import { LineTally } from './line-tally.ts';
import { measuredOf } from './measured.ts';
import { NdjsonLines } from './ndjson.ts';
import { SampleStore } from './sample-store.ts';

/** What reading a stream of samples gives. */
export type SampleReading = Omit<Output, 'file' | 'line' | 'format'>;

export interface SampleLimits {
  readonly exactLimit?: number | undefined;
  readonly longestLine?: number | undefined;
}

/**
 * Reads what `k6 run --out json=FILE` or `--out csv=FILE` writes, in one pass. `file` is the name to show in errors. A
 * bad line, and a last one that is cut off, is counted; blank lines, a header and
 * what k6 shows in a terminal are not.
 * @throws BuhaError `bad-csv-header`, `line-too-long`, `too-many-bad-lines` above 1 %, `no-samples`
 */
export async function readSamples(
  chunks: AsyncIterable<Uint8Array>,
  format: 'ndjson' | 'csv',
  file: string,
  { exactLimit = EXACT_LIMIT, longestLine }: SampleLimits = {},
): Promise<SampleReading> {
  const store = new SampleStore();
  const tally = new LineTally();
  const form = format === 'csv' ? new CsvLines(store, tally, file) : new NdjsonLines(store, tally);
  const reader = new LineReader(store, form, exactLimit);
  let isFirst = true;
  for await (const block of lineBlocks(chunks, file, () => reader.lines, longestLine)) {
    if (isFirst) store.expect(firstTimes(block, format, file));
    isFirst = false;
    reader.read(block);
  }
  form.end();
  tally.read(reader.fast);
  const badLines = tally.badLines(file);
  if (store.isEmpty) throw new BuhaError('no-samples', { file });
  const measured = measuredOf(store);
  return badLines ? { measured, badLines } : { measured };
}
