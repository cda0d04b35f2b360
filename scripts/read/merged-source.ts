import { apartMs } from '../../reports/analyse/runners.ts';
import type { KnownFacts } from '../../reports/assemble/assemble.ts';
import { mergedRun } from '../../reports/assemble/merged-run.ts';
import { BuhaError } from '../../reports/model/error.ts';
import { readMerged } from '../../reports/parse/merge-outputs.ts';
import { realPath } from '../write/place.ts';
import { isFolder } from './find-runs.ts';
import { fromHere } from './from-here.ts';
import { openInput } from './input.ts';
import type { Reading } from './reading.ts';
import { withServerMetrics } from './server-metrics.ts';
import { analysedTogether, type Source } from './source.ts';

/**
 * Reads the files that the runners of one run wrote, as one run.
 * @throws BuhaError `same-file-twice`, `merge-folder`, and what `readMerged` throws
 */
export async function readMergedSource(
  paths: readonly string[],
  facts: KnownFacts = {},
  reading: Reading = {},
): Promise<Source> {
  const real = paths.map(realPath);
  const twice = paths.find((_, at) => real.indexOf(real[at] ?? '') < at);
  if (twice !== undefined) throw new BuhaError('same-file-twice', { file: twice });
  for (const path of paths) if (await isFolder(path)) throw new BuhaError('merge-folder', { folder: path });
  const sources = paths.map((path) => openInput(fromHere(path), reading));
  const run = mergedRun(await readMerged(sources, reading), { project: reading.project, ...facts });
  const spreadMs = run.merge && apartMs(run.merge);
  if (spreadMs !== undefined) reading.onApart?.(spreadMs);
  const runs = reading.metrics ? await withServerMetrics([run], reading.metrics) : [run];
  return { runs: analysedTogether(runs), folder: undefined, runFolders: [] };
}
