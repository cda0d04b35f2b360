import { join } from 'node:path';
import { lostRunners } from '../../reports/analyse/runners.ts';
import type { AnalysedRun } from '../../reports/model/analysed.ts';
import { isComplete } from '../../reports/model/k6-exit.ts';
import type { WrittenFile } from '../../reports/render/run-summary.ts';
import { cliWords } from '../../reports/words/cli.ts';
import { reportWords } from '../../reports/words/report.ts';
import type { Call } from '../call.ts';
import { CONSOLE_FILE, NOTES_FILE, runnerFile } from '../read/run-files.ts';
import { keepServerMetrics, type MetricsOptions } from '../read/server-metrics.ts';
import { runReportWrites } from '../report/write-report.ts';
import type { Steps } from '../steps.ts';
import { writeWhole } from '../write/write-whole.ts';
import type { Executed } from './execute.ts';
import type { ReadRuns } from './read-executed.ts';

/** Says how runs ended that did not end as planned. */
export function tellEnds(executed: readonly Executed[], { terminal, language }: Call): void {
  const words = cliWords(language);
  for (const { record, hasSummary, isToldBySamples, folder } of executed) {
    const { exceptions, exit, interrupted, endedBy } = record;
    const line = (text: string) =>
      terminal.line(executed.length > 1 ? `[${record.title ?? record.name}] ${text}` : text);
    const { code, signal } = exit;
    if (exceptions.count > 0) {
      line(words.exceptions(exceptions.count, exceptions.first?.split('\n')[0] ?? ''));
    }
    if (!interrupted && !endedBy && !isComplete(code)) line(words.ended(reportWords(language).exit(code, signal)));
    if (hasSummary) continue;
    const [lost] = lostRunners({ record });
    const console = join(folder, lost === undefined ? CONSOLE_FILE : runnerFile(lost, CONSOLE_FILE));
    line(isToldBySamples ? words.toldBySamples(console) : interrupted ? words.killed : words.noSummary(console));
  }
}

/** Says which answers the first ones were, where all of them failed and the run was ended for it. */
export function tellFirstAnswers(runs: readonly AnalysedRun[], { terminal, language }: Call): void {
  for (const { record, measured } of runs) {
    if (record?.endedBy?.cause !== 'first-answers') continue;
    const [most] = (measured.responses ?? []).toSorted((a, b) => b.count - a.count);
    // A script of the user's own refuses the options of a profile; it takes BASE_URL where that was its target.
    const given = { isWired: record.profile !== undefined, readsBaseUrl: record.target.baseUrl !== undefined };
    if (most) terminal.line(cliWords(language).firstAnswers({ ...most, ...given }));
  }
}

/** Writes the report of a run, or of several below one folder: all of it that can be. Returns what was written. */
export async function reportRun(
  folder: string,
  { reported, folders }: ReadRuns,
  notes: string | undefined,
  steps: Steps,
  call: Call<MetricsOptions>,
): Promise<WrittenFile[]> {
  const { documentLanguage: language, options } = call;
  await steps.try(() => keepServerMetrics({ runs: reported, runFolders: folders }, options));
  if (notes !== undefined) await steps.try(() => writeWhole(join(folder, NOTES_FILE), notes));
  const written: WrittenFile[] = [];
  for (const write of runReportWrites(folder, reported, { language, notes }, false, call)) {
    for (const one of (await steps.try(write)) ?? []) written.push(one);
  }
  return written;
}
