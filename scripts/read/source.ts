import { analyse } from '../../reports/analyse/analyse.ts';
import { assembleRuns, type KnownFacts } from '../../reports/assemble/assemble.ts';
import type { AnalysedRun } from '../../reports/model/analysed.ts';
import { BuhaError } from '../../reports/model/error.ts';
import type { Output } from '../../reports/model/output.ts';
import type { Run } from '../../reports/model/run.ts';
import { readOutputs } from '../../reports/parse/read-outputs.ts';
import { isFolder, isUnfinished, runFoldersIn } from './find-runs.ts';
import { fromHere } from './from-here.ts';
import { openInput } from './input.ts';
import { plainRuns } from './plain-outputs.ts';
import { readRunFolder, readUnfinished } from './read-run.ts';
import type { Reading } from './reading.ts';
import { withServerMetrics } from './server-metrics.ts';
import { withSlo } from './with-slo.ts';

/** Runs, and where they came from. */
export interface Source {
  readonly runs: readonly AnalysedRun[];
  /** The run folder to which a report belongs; undefined for files. */
  readonly folder: string | undefined;
  /** Folders of the first runs, one each; the others came from files. */
  readonly runFolders: readonly string[];
}

/** Runs of one report: some findings set them side by side. */
export const analysedTogether = (runs: readonly Run[]): AnalysedRun[] => runs.map((run) => analyse(run, runs));

/**
 * Reads run folders, folders of several (from `run all`), and k6 outputs of any format, `-` being standard input; also
 * those that lie in a folder. Outputs of one run are put together; `facts` is what the user says of them. Throws `no-runs`, `cannot-read` …
 */
export async function readSource(
  paths: readonly string[],
  facts: KnownFacts = {},
  reading: Reading = {},
): Promise<Source> {
  const recorded: Run[] = [];
  const plain: Run[] = [];
  const outputs: Output[] = [];
  const folders: string[] = [];
  let folder: string | undefined;
  for (const given of paths) {
    const path = fromHere(given);
    if (await isFolder(path)) {
      const own = await runFoldersIn(path, reading);
      for (const one of own) {
        const read = isUnfinished(one) ? readUnfinished(one, facts, reading) : readRunFolder(one, reading);
        const run = await read.catch((fault: unknown) => {
          // The other runs of the folder are told all the same.
          if (!(fault instanceof BuhaError) || fault.code !== 'unfinished-run' || own.length === 1) throw fault;
          reading.onSkipped?.(fault);
          return undefined;
        });
        if (!run) continue;
        recorded.push(run);
        folders.push(one);
      }
      if (own.length > 0) {
        folder = given;
        continue;
      }
      const found = await plainRuns(path, facts, reading);
      if (found.length === 0) throw new BuhaError('no-runs', { folder: path });
      for (const { run } of found) plain.push(run);
    } else {
      for (const output of await readOutputs(openInput(path, reading), reading)) outputs.push(output);
    }
  }
  const all = [...recorded, ...plain, ...assembleRuns(outputs, { project: reading.project, ...facts })];
  const { metrics } = reading;
  const runs = await withSlo(metrics ? await withServerMetrics(all, metrics) : all, reading);
  return {
    runs: analysedTogether(runs),
    folder: paths.length === 1 ? folder : undefined,
    runFolders: folders,
  };
}
