import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BuhaError } from '../../reports/model/error.ts';
import { isComplete } from '../../reports/model/k6-exit.ts';
import { cliWords } from '../../reports/words/cli.ts';
import { errorText } from '../../reports/words/errors.ts';
import { reportWords } from '../../reports/words/report.ts';
import type { Call } from '../call.ts';
import { reading } from '../read/reading.ts';
import { NOTES_FILE } from '../read/run-files.ts';
import { keepServerMetrics, type MetricsSource } from '../read/server-metrics.ts';
import { readSource } from '../read/source.ts';
import { tellSummary } from '../report/run-summary.ts';
import { writeRunReport } from '../report/write-report.ts';
import { saySlow } from '../say-slow.ts';
import { writeWhole } from '../write/write-whole.ts';
import type { Executed } from './execute.ts';
import type { RunOptions } from './run-settings.ts';

/** Says how runs ended that did not end as planned. */
export function tellEnds(executed: readonly Executed[], { terminal, language }: Call): void {
  const words = cliWords(language);
  for (const { record, hasSummary, folder } of executed) {
    const { exceptions, exit, interrupted } = record;
    const { code, signal } = exit;
    if (exceptions.count > 0) {
      terminal.line(words.exceptions(exceptions.count, exceptions.first?.split('\n')[0] ?? ''));
    }
    if (!interrupted && !isComplete(code)) terminal.line(words.ended(reportWords(language).exit(code, signal)));
    if (!hasSummary) terminal.line(interrupted ? words.killed : words.noSummary(join(folder, 'console.txt')));
  }
}

/** Writes the report of a run, or of several below one folder, and ends with its summary. */
export async function reportRun(
  folder: string,
  metrics: MetricsSource | undefined,
  call: Call<RunOptions>,
): Promise<void> {
  const { terminal, language, options } = call;
  const { source, files } = await saySlow(terminal, cliWords(language).writingReport, async () => {
    const source = await readRun(folder, metrics, call);
    await keepServerMetrics(source, options);
    const { notes } = options;
    if (notes !== undefined) await writeWhole(join(folder, NOTES_FILE), await readFile(notes));
    return { source, files: await writeRunReport(folder, source.runs, { language, notes }, false, call) };
  });
  tellSummary(source.runs, files, call);
}

/** What the run left, with the metrics of its target where those can be had. */
async function readRun(folder: string, metrics: MetricsSource | undefined, call: Call<RunOptions>) {
  const read = reading(call);
  return readSource([folder], {}, { ...read, metrics }).catch((fault: unknown) => {
    // A monitoring that fails must not cost the report of the run.
    if (!(fault instanceof BuhaError) || !metrics) throw fault;
    call.terminal.line(cliWords(call.language).metricsUnavailable(errorText(fault, call.language)));
    return readSource([folder], {}, read);
  });
}
