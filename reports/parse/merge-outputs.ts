import { BuhaError } from '../model/error.ts';
import type { Measurement } from '../model/measurement.ts';
import type { Demands, Output } from '../model/output.ts';
import type { Source } from '../model/run.ts';
import type { Merge } from '../model/runners.ts';
import { lookOf } from './detect.ts';
import { mergeSummaries } from './merge-summaries.ts';
import { checkPlausible } from './plausible.ts';
import { type OutputSource, orDamaged, peek, type ReadLimits, readOutputs } from './read-outputs.ts';
import { mergeSamples } from './samples/merge-samples.ts';

/** What several runners wrote, as one run. */
export interface MergedOutputs {
  readonly measured: Measurement;
  readonly sources: readonly Source[];
  readonly merge: Omit<Merge, 'thresholds'>;
  /** Thresholds of the script by metric, as far as they are known; none of a sub-metric whose thresholds are not. */
  readonly demands: Demands;
  /** Those that k6 marked as crossed in one of the runners, as `thresholdKey` writes them; undefined for samples, which tell none. */
  readonly crossed?: ReadonlySet<string>;
}

/** A source of which is known what it is. */
interface Opened extends OutputSource {
  readonly look: ReturnType<typeof lookOf>;
}

type Stream = Opened & { readonly look: 'ndjson' | 'csv' };

const isStream = (opened: Opened): opened is Stream => opened.look === 'ndjson' || opened.look === 'csv';

async function opened({ file, isCutOff }: OutputSource, iterator: AsyncIterator<Uint8Array>): Promise<Opened> {
  const { head, all } = await peek(iterator);
  if (head.length === 0 && isCutOff?.()) throw new BuhaError('gzip-damaged', { file });
  return { file, chunks: all, ...(isCutOff && { isCutOff }), look: lookOf(head, file) };
}

async function ofStreams(streams: readonly Stream[], limits: ReadLimits): Promise<MergedOutputs> {
  const sources = streams.map(({ file, chunks, look: format }) => ({ file, chunks, format }));
  const cutOff = ({ isCutOff }: Stream) => isCutOff?.() === true;
  const { measured, runners, testRun, badLines, mended, torn, demands } = await mergeSamples(sources, limits).catch(
    (fault: unknown) => {
      const file = fault instanceof BuhaError && 'file' in fault.facts ? fault.facts.file : undefined;
      const faulty = streams.find((stream) => stream.file === file);
      throw faulty ? orDamaged(fault, faulty.file, cutOff(faulty)) : fault;
    },
  );
  // What is wrong is a figure of the sum of all lines.
  checkPlausible(measured, streams.map(({ file }) => file).join(', '), undefined);
  return {
    measured,
    sources: streams.map((stream, at) => ({
      file: stream.file,
      line: 1,
      format: stream.look,
      ...(badLines[at] && { badLines: badLines[at] }),
      ...(mended[at]?.length && { mended: mended[at] }),
      ...((cutOff(stream) || torn[at]) && { cutOff: true }),
    })),
    merge: { runners, testRun, from: 'samples' },
    demands,
  };
}

const sourceOf = ({ measured: _, ...source }: Output): Source => source;

async function ofSummaries(all: readonly Opened[], limits: ReadLimits): Promise<MergedOutputs> {
  const outputs: Output[] = [];
  for (const one of all) for (const output of await readOutputs(one, limits)) outputs.push(output);
  return {
    ...mergeSummaries(outputs),
    sources: outputs.map(sourceOf),
    merge: {
      runners: outputs.map(({ file, line }) => ({
        file: line > 1 ? `${file}:${line}` : file,
        instanceId: undefined,
        rows: undefined,
        firstMs: undefined,
        ranSetup: false,
      })),
      testRun: undefined,
      from: 'summaries',
    },
  };
}

/**
 * Reads what the runners of one run wrote, as one run: of raw samples (NDJSON, CSV, compressed or not, mixed) their
 * union; of summaries and text the figures that add up, and ranges of those that do not.
 * @throws BuhaError as `readOutputs` does, `merge-mixed` for samples beside summaries, `same-runner-twice`,
 *   `other-test-run`
 */
export async function readMerged(sources: readonly OutputSource[], limits: ReadLimits = {}): Promise<MergedOutputs> {
  const iterators = sources.map(({ chunks }) => chunks[Symbol.asyncIterator]());
  try {
    const all: Opened[] = [];
    for (const [at, source] of sources.entries()) {
      const iterator = iterators[at];
      if (iterator) all.push(await opened(source, iterator));
    }
    const streams = all.filter(isStream);
    const [stream, document] = [streams[0], all.find((one) => !isStream(one))];
    if (stream && document) throw new BuhaError('merge-mixed', { samples: stream.file, summary: document.file });
    return await (stream ? ofStreams(streams, limits) : ofSummaries(all, limits));
  } finally {
    // What is refused is not read to its end: a pipe must not keep the process waiting.
    for (const iterator of iterators) await iterator.return?.();
  }
}
