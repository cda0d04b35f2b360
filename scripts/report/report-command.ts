import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BuhaError } from '../../reports/model/error.ts';
import { historyWords } from '../../reports/words/history.ts';
import type { Call } from '../call.ts';
import { EXIT } from '../exit-codes.ts';
import { newestRun } from '../read/find-runs.ts';
import { type FactOptions, knownFacts } from '../read/known-facts.ts';
import { readMergedSource } from '../read/merged-source.ts';
import { namedRuns } from '../read/named-runs.ts';
import { exactLimit, reading } from '../read/reading.ts';
import { NOTES_FILE, REPORT_FILE } from '../read/run-files.ts';
import { keepServerMetrics, type MetricsOptions, metricsSource } from '../read/server-metrics.ts';
import { readSource } from '../read/source.ts';
import { readText } from '../read/text-file.ts';
import { mustNotOverwrite } from '../write/overwriting.ts';
import { realPath, STANDARD_OUTPUT } from '../write/place.ts';
import { mustHavePictures } from './pictures.ts';
import type { ReportLook } from './render-report.ts';
import { REPORT_FORMATS, type ReportFormat } from './report-formats.ts';
import { tellSummary } from './run-summary.ts';
import { templateFiles } from './templates.ts';
import { runReportFiles, writeReport, writeRunReport } from './write-report.ts';

/** Options of `buha report` as the user wrote them. */
export interface ReportOptions extends FactOptions, MetricsOptions {
  readonly output: string | undefined;
  readonly format: keyof typeof REPORT_FORMATS;
  readonly png: boolean;
  /** The files are of one run, one of each of its runners. */
  readonly merge: boolean;
  readonly newest: boolean;
  readonly results: string;
  readonly title: string | undefined;
  readonly notes: string | undefined;
  readonly template: string | undefined;
  /** The body of the document alone. */
  readonly brief: boolean;
  readonly exactLimit: string;
}

/** Runs of a report that somebody still reads; beyond them the history tells more. */
const MOST_RUNS = 50;

/** `buha report FILE…`: into the run folder, or to standard output for files that belong to none. */
export async function reportCommand(files: readonly string[], call: Call<ReportOptions>): Promise<number> {
  const { documentLanguage: language, options } = call;
  const { png } = options;
  const format: ReportFormat = REPORT_FORMATS[options.format];
  if (png) mustHavePictures(options.format, format, options.output);
  const paths = [...(options.newest ? [await newestRun(options.results)] : []), ...(await namedRuns(files))];
  if (paths.length === 0) throw new BuhaError('nothing-to-report', { command: 'report' });
  // A report written by hand may hold the only copy of what was measured.
  const { notes: ownNotes, options: k6Options, serverMetrics, serverQueries, template } = options;
  const inputs = [...paths, ownNotes, k6Options, serverMetrics, serverQueries, templateFiles(template)];
  mustNotOverwrite([options.output], inputs);
  const source = await (options.merge ? readMergedSource : readSource)(
    paths,
    await knownFacts(options, call.config.project),
    {
      ...reading(call),
      exactLimit: exactLimit(options.exactLimit),
      metrics: await metricsSource(options),
    },
  );
  call.terminal.endStatus();
  const { runs, folder } = source;
  if (runs.length > MOST_RUNS) call.terminal.line(historyWords(language).instead(runs.length, folder));
  const kept = folder === undefined ? undefined : join(folder, NOTES_FILE);
  const file = options.notes ?? (kept !== undefined && existsSync(kept) ? kept : undefined);
  const notes = file === undefined ? undefined : await readText(file);
  const look: ReportLook = { language, title: options.title, notes, template, brief: options.brief };
  // What machines read goes where they read it.
  const own = folder === undefined || format.own === undefined ? undefined : join(folder, format.own);
  const output = options.output ?? own ?? STANDARD_OUTPUT;
  if (png) mustHavePictures(options.format, format, output);
  if (format.isBinary && output === STANDARD_OUTPUT && call.host.stdout.isTTY) {
    throw new BuhaError('needs-output', { option: `--format ${options.format}` });
  }
  const isWhole = own !== undefined && format.own === REPORT_FILE && realPath(output) === realPath(own);
  // Also what nobody named: the report of a run's folder may be what its notes were written into.
  mustNotOverwrite(isWhole && folder !== undefined ? runReportFiles(folder) : [output], inputs);
  await keepServerMetrics(source, options);
  const written =
    isWhole && folder !== undefined
      ? await writeRunReport(folder, runs, look, png, call)
      : await writeReport(output, format, runs, look, png, call);
  tellSummary(runs, written, call);
  return EXIT.done;
}
