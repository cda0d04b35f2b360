import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Project } from '../../options/project.ts';
import { analyse } from '../../reports/analyse/analyse.ts';
import { tellsDelivered } from '../../reports/analyse/delivered-load.ts';
import { mayHaveBeenLate } from '../../reports/analyse/generator.ts';
import { mayDependOnSamples } from '../../reports/analyse/history.ts';
import { isPlannedOfLevels } from '../../reports/analyse/scaling.ts';
import { seriesOf } from '../../reports/assemble/paired-files.ts';
import type { AnalysedRun } from '../../reports/model/analysed.ts';
import { BuhaError } from '../../reports/model/error.ts';
import type { PastRun } from '../../reports/model/history.ts';
import { systemCode } from '../system-code.ts';
import { isRecorded, isUnfinished } from './find-runs.ts';
import { plainRuns } from './plain-outputs.ts';
import { readRunFolder, readRunRecord } from './read-run.ts';
import type { Reading } from './reading.ts';
import { PAGE_FILE, REPORT_FILE, RUNNERS_FOLDER, SUMMARY_FILE } from './run-files.ts';
import { withSlo } from './with-slo.ts';

/** What `run --rounds` names its folder: each round of it may be a folder of several runs. */
const OF_ROUNDS = /^\d+-\d+-rounds-/;

/** Folders of runs below `results`, and below those that `run all` and `run --rounds` made, as parts of their paths. */
async function runFoldersBelow(results: string): Promise<string[][]> {
  const names = async (...path: string[]) => {
    const entries = await readdir(join(results, ...path), { withFileTypes: true }).catch(
      (fault: NodeJS.ErrnoException) => {
        // No folder yet is as good as no run in it.
        if (path.length > 0 || fault.code === 'ENOENT') return [];
        throw new BuhaError('cannot-read', { file: results, reason: systemCode(fault) });
      },
    );
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  };
  const isRun = (...path: string[]) => isRecorded(join(results, ...path)) || isUnfinished(join(results, ...path));
  const found: string[][] = [];
  for (const name of await names()) {
    if (isRun(name)) found.push([name]);
    else {
      for (const inner of await names(name)) {
        if (isRun(name, inner)) found.push([name, inner]);
        else if (OF_ROUNDS.test(name))
          for (const own of await names(name, inner)) if (isRun(name, inner, own)) found.push([name, inner, own]);
      }
    }
  }
  return found;
}

/** Path of the report of a run: its own, or that of `run all` in the folder above. */
function reportOf(results: string, parts: readonly string[]): string | undefined {
  const places = [parts, parts.slice(0, -1)].filter((place) => place.length > 0);
  const paths = places.flatMap((place) => [PAGE_FILE, REPORT_FILE].map((name) => [...place, name]));
  return paths.find((path) => existsSync(join(results, ...path)))?.join('/');
}

/**
 * One run by its record and k6's summary. Raw samples take seconds a run: they are read only where the summary does not
 * tell scenarios apart, for the delivered share is that of the report, where the load generator may have been late or few samples
 * decide, for so is the verdict, and of tests of levels, whose means say nothing.
 */
async function readPast(folder: string, project: Project | undefined): Promise<AnalysedRun> {
  const summed = await readRunFolder(folder, { project }, [SUMMARY_FILE]);
  if (tellsDelivered(summed) && !mayHaveBeenLate(summed) && !isPlannedOfLevels(summed)) {
    const analysed = analyse(summed);
    if (!mayDependOnSamples(analysed)) return analysed;
  }
  return analyse(await readRunFolder(folder, { project }));
}

/** Every run of which k6's own outputs lie in a folder. */
export async function readPlainHistory(results: string, reading: Reading): Promise<PastRun[]> {
  if (!existsSync(results)) return [];
  const found = await plainRuns(results, {}, reading);
  const runs = await withSlo(
    found.map(({ run }) => run),
    reading,
  );
  return runs.map((run, at) => {
    const { file = '', startedAt = '' } = found[at] ?? {};
    const script = run.sources?.find((source) => source.script !== undefined)?.script;
    const name = script ?? (seriesOf(file.replace(/(?:\.\w+)+$/, '')) || basename(resolve(results)));
    return {
      folder: run.label ?? file,
      record: undefined,
      origin: { name, apis: run.api === undefined ? [] : [run.api], startedAt },
      run: analyse(run),
      report: undefined,
    };
  });
}

/**
 * Every run below a folder, without its raw samples as far as that is possible.
 * `onUnreadable` is told of runs that cannot be read, and of those that did not end (`unfinished-run`). Throws `cannot-read` for the folder itself.
 */
export async function readHistory(
  results: string,
  onUnreadable: (folder: string, fault: BuhaError) => void,
  project?: Project,
): Promise<PastRun[]> {
  const runs: PastRun[] = [];
  for (const parts of await runFoldersBelow(results)) {
    const path = join(results, ...parts);
    const folder = parts.join('/');
    if (isUnfinished(path)) {
      onUnreadable(folder, new BuhaError('unfinished-run', { folder: path }));
      continue;
    }
    try {
      const known = existsSync(join(path, RUNNERS_FOLDER)) ? await readRunRecord(path) : undefined;
      // One part of a load is no run.
      if (known?.share?.only !== undefined) continue;
      const hasFigures = known !== undefined || existsSync(join(path, SUMMARY_FILE));
      const run = hasFigures ? await readPast(path, project) : undefined;
      const record = run?.record ?? known ?? (await readRunRecord(path));
      runs.push({ folder, record, origin: record, run, report: reportOf(results, parts) });
    } catch (fault) {
      if (!(fault instanceof BuhaError)) throw fault;
      onUnreadable(folder, fault);
    }
  }
  return runs;
}
