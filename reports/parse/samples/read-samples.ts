import { BuhaError } from '../../model/error.ts';
import { EXACT_LIMIT, type Output } from '../../model/output.ts';
import type { KeptTag } from './csv.ts';
import { measuredOf } from './measured.ts';
import { SampleStore } from './sample-store.ts';
import { SampleStream } from './sample-stream.ts';

/** What reading a stream of samples gives. */
export type SampleReading = Omit<Output, 'file' | 'line' | 'format'>;

export interface SampleLimits {
  readonly exactLimit?: number | undefined;
  readonly longestLine?: number | undefined;
  /** What may be kept of names and tags; asked once for lines that differ in time and value only. CSV. */
  readonly kept?: KeptTag | undefined;
}

/** The k6 processes that samples name by their tags; undefined where they name none. */
function processesOf({ tagSets }: SampleStore): Output['processes'] {
  const named = tagSets.runners.flatMap(({ instanceId, testRun }) =>
    instanceId === undefined ? [] : [{ instanceId, testRun }],
  );
  return named.length > 0 ? named : undefined;
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
  { exactLimit = EXACT_LIMIT, longestLine, kept }: SampleLimits = {},
): Promise<SampleReading> {
  const store = new SampleStore();
  const stream = new SampleStream({ chunks, format, file, kept }, store, 0, { left: exactLimit }, longestLine);
  try {
    while (await stream.readBlock());
  } finally {
    await stream.close();
  }
  const badLines = stream.end();
  if (store.isEmpty) throw new BuhaError('no-samples', { file });
  const processes = processesOf(store);
  const { mended } = stream;
  const { demands } = store;
  const runTags = [...store.tagSets.runTags].flatMap(([tag, value]) =>
    value === undefined ? [] : [`${tag}=${value}`],
  );
  return {
    measured: measuredOf(store),
    ...(badLines && { badLines }),
    ...(mended.length > 0 && { mended }),
    ...(demands.size > 0 && { demands }),
    ...(stream.isTorn && { cutOff: true }),
    ...(processes && { processes }),
    ...(runTags.length > 0 && { runTags }),
  };
}
