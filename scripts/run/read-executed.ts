import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { AnalysedRun } from '../../reports/model/analysed.ts';
import { BuhaError } from '../../reports/model/error.ts';
import type { RunRecord } from '../../reports/model/record.ts';
import type { Run } from '../../reports/model/run.ts';
import { cliWords } from '../../reports/words/cli.ts';
import { errorText } from '../../reports/words/errors.ts';
import type { Call } from '../call.ts';
import { readRunFolder, readRunRecord } from '../read/read-run.ts';
import { type Reading, reading } from '../read/reading.ts';
import { RECORD_FILE } from '../read/run-files.ts';
import { type MetricsSource, withServerMetrics } from '../read/server-metrics.ts';
import { analysedTogether } from '../read/source.ts';
import { writeWhole } from '../write/write-whole.ts';
import { type Executed, recordText } from './execute.ts';
import { readWaiting, type WaitingSamples } from './redact-samples.ts';

/** What is told of the runs of one call: a report tells those that k6 summed up, a gate all of them. */
export interface ReadRuns {
  readonly reported: readonly AnalysedRun[];
  /** Folders of the reported runs, one each. */
  readonly folders: readonly string[];
  readonly judged: readonly AnalysedRun[];
}

/** What the samples say of the target stays with the run; on a full disk its report says so all the same. */
async function keepTarget(folder: string, record: RunRecord): Promise<void> {
  if (isDeepStrictEqual(record.target, (await readRunRecord(folder)).target)) return;
  await writeWhole(join(folder, RECORD_FILE), recordText(record)).catch(() => undefined);
}

/** A monitoring that fails must not cost the report of the run. */
async function withMetrics(runs: readonly Run[], metrics: MetricsSource | undefined, { terminal, language }: Call) {
  if (!metrics) return runs;
  const asked = runs.filter(({ record }) => metrics.target === undefined || record?.target.name === metrics.target);
  if (asked.length === 0) return runs;
  const measured = await withServerMetrics(asked, metrics).catch((fault: unknown) => {
    if (!(fault instanceof BuhaError)) throw fault;
    terminal.line(cliWords(language).metricsUnavailable(errorText(fault, language)));
    return asked;
  });
  return runs.map((run) => measured[asked.indexOf(run)] ?? run);
}

/** One run, with samples that are not in its folder yet. */
function readOne(folder: string, waiting: WaitingSamples | undefined, reading: Reading): Promise<Run> {
  if (!waiting) return readRunFolder(folder, reading);
  return readWaiting(waiting, async (kept) => {
    let isWhole = true;
    const onUnreadable = (fault: BuhaError) => {
      isWhole = false;
      reading.onUnreadable?.(fault);
    };
    return { read: await readRunFolder(folder, { ...reading, waiting, kept, onUnreadable }), isWhole };
  });
}

/** True for a run that has a report. */
export const isTold = ({ hasSummary, isToldBySamples }: Pick<Executed, 'hasSummary' | 'isToldBySamples'>): boolean =>
  hasSummary || isToldBySamples === true;

/** What is read of a script that ran: where it is, and its run where that was read as soon as it had ended. */
export type ReadableRun = Pick<
  Executed,
  'folder' | 'readFrom' | 'hasSummary' | 'isToldBySamples' | 'waiting' | 'run' | 'slo'
>;

/** The run of a script that ended. */
async function runOf({ readFrom, waiting, run, slo }: ReadableRun, call: Call): Promise<Run> {
  const read = run ?? (await readOne(readFrom, waiting, { ...reading(call), unsummed: true }));
  // By what was agreed before the load, also where it could not be kept.
  const own = slo ? { ...read, slo } : read;
  if (!run && own.record) await keepTarget(readFrom, own.record);
  return own;
}

/** Reads what a script left as soon as it has ended; undefined where nothing tells of it, or it waits to be looked through. */
export function readEnded(executed: Executed, call: Call): Promise<Run | undefined> {
  return isTold(executed) && !executed.waiting ? runOf(executed, call) : Promise.resolve(undefined);
}

/**
 * Reads the folders of what ran, once: millions of raw samples take seconds. Without a gate, runs that nothing tells of
 * are left alone.
 */
export async function readExecuted(
  executed: readonly ReadableRun[],
  isGated: boolean,
  metrics: MetricsSource | undefined,
  call: Call,
): Promise<ReadRuns> {
  const summed = executed.filter(isTold);
  const others = isGated ? executed.filter((one) => !isTold(one)) : [];
  const read = async (all: typeof summed) => {
    const runs: Run[] = [];
    for (const one of all) runs.push(await runOf(one, call));
    return runs;
  };
  const [told, untold] = [await read(summed), await read(others)];
  call.terminal.endStatus();
  const measured = await withMetrics(told, metrics, call);
  const reported = analysedTogether(measured);
  return {
    reported,
    folders: summed.map(({ folder }) => folder),
    judged: untold.length === 0 ? reported : analysedTogether([...measured, ...untold]),
  };
}
