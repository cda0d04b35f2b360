import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { metricsDuring } from '../../reports/analyse/server-metrics.ts';
import { assembleRuns, type KnownFacts, recordedRun, unmeasuredRun } from '../../reports/assemble/assemble.ts';
import { mergedRun, recordedMerge } from '../../reports/assemble/merged-run.ts';
import { BuhaError } from '../../reports/model/error.ts';
import type { SloFile } from '../../reports/model/gate.ts';
import type { GeneratorSecond } from '../../reports/model/generator.ts';
import type { Output } from '../../reports/model/output.ts';
import type { RunRecord } from '../../reports/model/record.ts';
import type { Run } from '../../reports/model/run.ts';
import { parseGeneratorCsv } from '../../reports/parse/generator-seconds.ts';
import { type MergedOutputs, readMerged } from '../../reports/parse/merge-outputs.ts';
import { readOutputs } from '../../reports/parse/read-outputs.ts';
import { parseRunRecord } from '../../reports/parse/run-record.ts';
import { openInput } from './input.ts';
import type { Reading } from './reading.ts';
import {
  GENERATOR_FILE,
  isUnwritten,
  PARTIAL_CONSOLE_FILE,
  RECORD_FILE,
  RUNNERS_FOLDER,
  runnerFile,
  SAMPLES_FILES,
  SLO_FILE,
  SUMMARY_FILE,
} from './run-files.ts';
import { keptServerMetrics } from './server-metrics.ts';
import { readSlo } from './slo-file.ts';
import { readText } from './text-file.ts';

const OUTPUT_FILES = [SUMMARY_FILE, ...SAMPLES_FILES];

/** The record of a run. Throws `cannot-read`, `bad-run-record`. */
export async function readRunRecord(folder: string): Promise<RunRecord> {
  const file = join(folder, RECORD_FILE);
  return parseRunRecord(await readText(file), file);
}

/** What was recorded of k6's process; nothing where that is not kept, or cannot be read. */
async function keptGenerator(folder: string): Promise<readonly GeneratorSecond[]> {
  const file = join(folder, GENERATOR_FILE);
  return existsSync(file) ? parseGeneratorCsv(await readText(file).catch(() => '')) : [];
}

/** The samples of the k6 processes that shared a load and ran here, of those that left any. */
export const runnerSamples = (folder: string, { runners = [] }: RunRecord): string[] =>
  runners.flatMap(({ number }) =>
    SAMPLES_FILES.map((name) => join(folder, runnerFile(number, name))).filter(
      (file) => existsSync(file) && !isUnwritten(file),
    ),
  );

/** What several runners wrote, as one run. Throws what `readMerged` throws. */
export const mergedFiles = (files: readonly string[], reading: Reading): Promise<MergedOutputs> =>
  readMerged(
    files.map((file) => openInput(file, reading)),
    reading,
  );

/** The run of several processes. Throws `part-of-run` for one of them alone, whose figures are those of no run. */
async function readShared(folder: string, record: RunRecord, reading: Reading): Promise<Run> {
  const { of = 1, only } = record.share ?? {};
  if (only !== undefined) throw new BuhaError('part-of-run', { folder, number: only, of });
  const files = runnerSamples(folder, record);
  if (files.length === 0) return recordedRun(record, [], reading.project);
  return withKept(recordedMerge(record, await mergedFiles(files, reading), reading.project), folder);
}

/** The service levels by which the run was judged. Throws `bad-slo`. */
function keptSlo(folder: string): Promise<SloFile | undefined> {
  const file = join(folder, SLO_FILE);
  return readSlo(existsSync(file) ? file : undefined);
}

/** One run folder: its record, and of its outputs (k6's summary, raw samples) those that are there. */
export async function readRunFolder(
  folder: string,
  reading: Reading = {},
  files: readonly string[] = OUTPUT_FILES,
): Promise<Run> {
  const record = await readRunRecord(folder);
  if (record.share) return readShared(folder, record, reading);
  const outputs: Output[] = [];
  const { waiting, ...limits } = reading;
  const inputs = files
    .map((name) => join(folder, name))
    .filter((file) => file !== waiting?.from && existsSync(file))
    .map((file) => openInput(file, reading));
  // They are told of by the name that they will have.
  const samples = waiting ? [{ ...openInput(waiting.from, reading), file: waiting.to }] : [];
  for (const input of [...inputs, ...samples]) {
    const { file } = input;
    const own = await readOutputs(input, limits).catch((fault: unknown) => {
      // A report of the summary alone is better than none.
      const isNeeded = outputs.length === 0 && !(reading.unsummed && file !== join(folder, SUMMARY_FILE));
      if (!(fault instanceof BuhaError) || isNeeded) throw fault;
      reading.onUnreadable?.(fault);
      return [];
    });
    for (const output of own) outputs.push(output);
  }
  return withKept(recordedRun(record, outputs, reading.project), folder);
}

/** A run with what lies beside its outputs: server metrics, what k6's process did, its service levels. */
async function withKept(told: Run, folder: string): Promise<Run> {
  const serverMetrics = await keptServerMetrics(folder);
  const generator = await keptGenerator(folder);
  const slo = await keptSlo(folder);
  const run = { ...told, ...(generator.length > 0 && { generator }), ...(slo && { slo }) };
  return serverMetrics ? { ...run, serverMetrics: metricsDuring(run, serverMetrics) } : run;
}

/** Samples of runners in the folder of a run, in order. */
async function runnerFiles(folder: string): Promise<string[]> {
  const names = await readdir(join(folder, RUNNERS_FOLDER)).catch(() => []);
  const samples = names.filter((name) => SAMPLES_FILES.some((file) => name.endsWith(`-${file}`)));
  return samples.toSorted().map((name) => join(folder, RUNNERS_FOLDER, name));
}

/** The same of a load that several processes shared, from the samples of those that had written any. */
async function readUnfinishedRunners(
  folder: string,
  files: readonly string[],
  facts: KnownFacts,
  reading: Reading,
): Promise<Run> {
  const name = basename(resolve(folder));
  const written = files.filter((file) => !isUnwritten(file));
  const merged =
    written.length === 0
      ? undefined
      : await mergedFiles(written, reading).catch((fault: unknown) => {
          if (!(fault instanceof BuhaError)) throw fault;
          return undefined;
        });
  if (merged) return { ...mergedRun(merged, { project: reading.project, ...facts }), name, unfinished: true };
  if (!reading.unsummed) throw new BuhaError('unfinished-run', { folder, samples: 'unwritten' });
  return { ...unmeasuredRun(name), unfinished: true };
}

/**
 * A run that did not come to its record, from the samples that k6 had written by then. Where none can be read, a gate
 * (`unsummed`) is told of it all the same. Throws `unfinished-run` for others.
 */
export async function readUnfinished(folder: string, facts: KnownFacts, reading: Reading): Promise<Run> {
  const files = SAMPLES_FILES.map((name) => join(folder, name)).filter(existsSync);
  const ofRunners = await runnerFiles(folder);
  if (ofRunners.length > 0) return readUnfinishedRunners(folder, ofRunners, facts, reading);
  const read = files.map((file) =>
    readOutputs(openInput(file, reading), reading).catch((fault: unknown) => {
      if (!(fault instanceof BuhaError)) throw fault;
      return [];
    }),
  );
  const outputs = (await Promise.all(read)).flat();
  const name = basename(resolve(folder));
  const [run = reading.unsummed ? unmeasuredRun(name) : undefined] = assembleRuns(outputs, {
    project: reading.project,
    ...facts,
  });
  if (!run) {
    const isBegun = existsSync(join(folder, PARTIAL_CONSOLE_FILE));
    const why = files.some(isUnwritten) ? 'unwritten' : files.length === 0 && isBegun ? 'withheld' : undefined;
    throw new BuhaError('unfinished-run', { folder, ...(why && { samples: why }) });
  }
  return { ...run, name, unfinished: true };
}
