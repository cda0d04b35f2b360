import { BuhaError } from '../../model/error.ts';
import type { Measurement } from '../../model/measurement.ts';
import { EXACT_LIMIT, type Mending, type Output } from '../../model/output.ts';
import type { Runner } from '../../model/runners.ts';
import { measuredOf } from './measured.ts';
import type { SampleLimits } from './read-samples.ts';
import { SampleStore } from './sample-store.ts';
import { SampleStream, type StreamSource } from './sample-stream.ts';

/** What the samples of several runners of one run give. */
export interface MergedSamples {
  readonly measured: Measurement;
  readonly runners: readonly Runner[];
  /** Their tag `testrun_name`. */
  readonly testRun: string | undefined;
  /** Thresholds of the script by metric, as NDJSON writes them down. */
  readonly demands: ReadonlyMap<string, ReadonlySet<string>>;
  /** Lines that could not be read, file by file. */
  readonly badLines: readonly Output['badLines'][];
  /** What was undone before it was read, file by file. */
  readonly mended: readonly (readonly Mending[])[];
  /** Whether the last line breaks off, file by file. */
  readonly torn: readonly boolean[];
}

/** Every process by its number; a runner is its `instance_id`, else its file. Throws `same-runner-twice`, `other-test-run`. */
function runnersOf(store: SampleStore, files: readonly string[]): Runner[] {
  const fileOf = (number: number) => files[number] ?? '';
  const { runners: tags } = store.tagSets;
  const ids = new Map<string, number>();
  const first = tags.find(({ testRun }) => testRun !== undefined);
  for (const { file, instanceId, testRun } of tags) {
    if (testRun !== undefined && first && testRun !== first.testRun) {
      throw new BuhaError('other-test-run', {
        file: fileOf(first.file),
        testRun: first.testRun ?? '',
        other: fileOf(file),
        otherTestRun: testRun,
      });
    }
    if (instanceId === undefined) continue;
    const known = ids.get(instanceId);
    if (known !== undefined) {
      throw new BuhaError('same-runner-twice', { file: fileOf(known), other: fileOf(file), instanceId });
    }
    ids.set(instanceId, file);
  }
  return [...store.runners()]
    .toSorted(([a], [b]) => (tags[a]?.file ?? 0) - (tags[b]?.file ?? 0) || a - b)
    .map(([number, { rows, firstMs, ranSetup }]) => ({
      file: fileOf(tags[number]?.file ?? 0),
      instanceId: tags[number]?.instanceId,
      rows,
      firstMs,
      ranSetup,
    }));
}

/**
 * Two files with as many samples and the same durations in all are of one runner: a copy, or both forms that k6 wrote.
 * Throws `same-samples-twice`.
 */
function refuseTwins(store: SampleStore, files: readonly string[]): void {
  const durations = store.durationsNs();
  const seen = new Map<number, { file: number; sumNs: number }[]>();
  for (const [number, { rows }] of store.runners()) {
    const [file, sumNs] = [store.tagSets.runners[number]?.file ?? 0, durations.get(number) ?? 0];
    const alike = seen.get(rows) ?? [];
    // Each value of CSV is rounded by itself.
    const twin = alike.find((one) => one.file !== file && sumNs > 0 && Math.abs(one.sumNs - sumNs) <= rows);
    if (twin) throw new BuhaError('same-samples-twice', { file: files[twin.file] ?? '', other: files[file] ?? '' });
    seen.set(rows, [...alike, { file, sumNs }]);
  }
}

/** Reads one block of each stream in turn, so that all come to about the same time of the run together. */
async function readInTurn(streams: readonly SampleStream[]): Promise<void> {
  let open = [...streams];
  while (open.length > 0) {
    const left: SampleStream[] = [];
    for (const stream of open) if (await stream.readBlock()) left.push(stream);
    open = left;
  }
}

/**
 * Reads the samples of several runners of one run side by side, in one pass, into one store: figures are those of the
 * union. Memory is that of one file of them all.
 * @throws BuhaError as `readSamples` does, `same-runner-twice`, `same-samples-twice`, `other-test-run`
 */
export async function mergeSamples(
  sources: readonly StreamSource[],
  { exactLimit = EXACT_LIMIT, longestLine }: SampleLimits = {},
): Promise<MergedSamples> {
  const store = new SampleStore(true);
  const exactLines = { left: exactLimit };
  const streams = sources.map((source, at) => new SampleStream(source, store, at, exactLines, longestLine));
  try {
    await readInTurn(streams);
  } finally {
    for (const stream of streams) await stream.close();
  }
  const badLines = streams.map((stream) => stream.end());
  const files = sources.map(({ file }) => file);
  const runners = runnersOf(store, files);
  refuseTwins(store, files);
  const silent = files.find((file) => !runners.some((runner) => runner.file === file));
  if (silent !== undefined) throw new BuhaError('no-samples', { file: silent });
  const testRun = store.tagSets.runners.find((one) => one.testRun !== undefined)?.testRun;
  const mended = streams.map((stream) => stream.mended);
  const torn = streams.map((stream) => stream.isTorn);
  return { measured: measuredOf(store), runners, testRun, badLines, mended, torn, demands: store.demands };
}
