import { isDeepStrictEqual } from 'node:util';
import { apartMs } from '../../reports/analyse/runners.ts';
import type { KnownFacts } from '../../reports/assemble/assemble.ts';
import { mergedRun, recordedMerge, wholeRecord } from '../../reports/assemble/merged-run.ts';
import { BuhaError } from '../../reports/model/error.ts';
import type { RunRecord } from '../../reports/model/record.ts';
import { realPath } from '../write/place.ts';
import { isFolder, isRecorded } from './find-runs.ts';
import { fromHere } from './from-here.ts';
import { mergedFiles, readRunRecord, runnerSamples } from './read-run.ts';
import type { Reading } from './reading.ts';
import { withServerMetrics } from './server-metrics.ts';
import { analysedTogether, type Source } from './source.ts';
import { withSlo } from './with-slo.ts';

/** One runner's folder. */
interface Part {
  readonly folder: string;
  readonly record: RunRecord;
}

/** Whether a part is of the run of those before it: the same script, load and target, another number, at the same time. */
function isOfOneRun(before: readonly Part[], { record }: Part): boolean {
  const same = ({ script, options, target, profile, share }: RunRecord) =>
    [script.sha256, options, target.baseUrl, profile, share?.of] as const;
  return before.every(
    ({ record: other }) =>
      isDeepStrictEqual(same(other), same(record)) &&
      other.share?.only !== record.share?.only &&
      Date.parse(other.startedAt) <= Date.parse(record.endedAt) &&
      Date.parse(record.startedAt) <= Date.parse(other.endedAt),
  );
}

/** The folders of `run --runner` and their records, where all paths are such folders. Throws `other-part`. */
async function partsOf(paths: readonly string[]): Promise<readonly Part[]> {
  const parts: Part[] = [];
  for (const folder of paths.filter(isRecorded)) {
    const record = await readRunRecord(folder);
    if (record.share?.only !== undefined) parts.push({ folder, record });
  }
  const [first, ...others] = parts;
  const other = others.find((part, at) => !isOfOneRun(parts.slice(0, at + 1), part));
  if (first && other) throw new BuhaError('other-part', { folder: first.folder, other: other.folder });
  return parts.length === paths.length ? parts : [];
}

/**
 * Reads what the runners of one run wrote, as one run: their files, or the folders of `run --runner`, which tell the plan.
 * @throws BuhaError `same-file-twice`, `merge-folder`, `other-part`, and what `readMerged` throws
 */
export async function readMergedSource(
  paths: readonly string[],
  facts: KnownFacts = {},
  reading: Reading = {},
): Promise<Source> {
  const real = paths.map(realPath);
  const twice = paths.find((_, at) => real.indexOf(real[at] ?? '') < at);
  if (twice !== undefined) throw new BuhaError('same-file-twice', { file: twice });
  const parts = await partsOf(paths);
  const files = parts.flatMap(({ folder, record }) => runnerSamples(folder, record));
  if (parts.length === 0) {
    for (const path of paths) if (await isFolder(path)) throw new BuhaError('merge-folder', { folder: path });
  }
  const read = parts.length === 0 ? paths.map(fromHere) : files;
  const [bare] = parts;
  if (bare && files.length === 0) throw new BuhaError('no-samples', { file: bare.folder });
  const merged = await mergedFiles(read, reading);
  const run =
    parts.length === 0
      ? mergedRun(merged, { project: reading.project, ...facts })
      : recordedMerge(wholeRecord(parts.map(({ record }) => record)), merged, reading.project);
  const spreadMs = run.merge && apartMs(run.merge);
  if (spreadMs !== undefined) reading.onApart?.(spreadMs);
  const { metrics } = reading;
  const runs = await withSlo(metrics ? await withServerMetrics([run], metrics) : [run], reading);
  return { runs: analysedTogether(runs), folder: undefined, runFolders: [] };
}
