import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AnalysedRun } from '../../reports/model/analysed.ts';
import { BuhaError } from '../../reports/model/error.ts';
import { jsonReport } from '../../reports/render/json.ts';
import type { WrittenFile } from '../../reports/render/run-summary.ts';
import type { Language } from '../../reports/words/language.ts';
import type { Call } from '../call.ts';
import { EXIT } from '../exit-codes.ts';
import { mustNotOverwrite } from '../overwriting.ts';
import { writeWhole } from '../read/files.ts';
import { newestRun } from '../read/find-runs.ts';
import { type FactOptions, knownFacts } from '../read/known-facts.ts';
import { exactLimit, reading } from '../read/reading.ts';
import { NOTES_FILE, PAGE_FILE, REPORT_FILE } from '../read/run-files.ts';
import { keepServerMetrics, type MetricsOptions, metricsSource } from '../read/server-metrics.ts';
import { readSource, type Source } from '../read/source.ts';
import { pictureFolder } from './pictures.ts';
import { drawnOf, htmlReport, type ReportLook, renderReport, writeMarkdown } from './render-report.ts';
import { writeRunReport } from './run-report.ts';
import { tellSummary, writtenFile } from './run-summary.ts';

/** Options of `buha report` as the user wrote them. */
export interface ReportOptions extends FactOptions, MetricsOptions {
  readonly output: string | undefined;
  readonly format: 'md' | 'html' | 'json';
  readonly png: boolean;
  readonly newest: boolean;
  readonly results: string;
  readonly title: string | undefined;
  readonly notes: string | undefined;
  readonly template: string | undefined;
  readonly exactLimit: string;
}

const STANDARD_OUTPUT = '-';

/** Writes what goes to a file of its own; nothing of it is left half. Returns what was written. */
async function writeReport(
  output: string,
  source: Source,
  { format, png }: ReportOptions,
  look: ReportLook,
): Promise<WrittenFile[]> {
  const { runs, folder } = source;
  if (format === 'json') {
    await writeWhole(output, jsonText(runs, look.language));
    return [writtenFile('report', output)];
  }
  const drawn = await drawnOf(runs);
  if (format === 'html') {
    await writeWhole(output, await htmlReport(runs, drawn, look));
    return [writtenFile('page', output)];
  }
  const isOwn = folder !== undefined && resolve(output) === resolve(join(folder, REPORT_FILE));
  if (isOwn) return writeRunReport(folder, runs, look, png);
  await writeMarkdown(output, pictureFolder(output), runs, drawn, look, png);
  return [writtenFile('report', output)];
}

const jsonText = (runs: readonly AnalysedRun[], language: Language) =>
  `${JSON.stringify(jsonReport(runs, language), null, 2)}\n`;

/** `buha report FILE…`: into the run folder, or to standard output for files that belong to none. */
export async function reportCommand(files: readonly string[], call: Call<ReportOptions>): Promise<number> {
  const { host, language, options } = call;
  const { format, png } = options;
  const paths = options.newest ? [await newestRun(options.results), ...files] : files;
  if (paths.length === 0) throw new BuhaError('nothing-to-report', { command: 'report' });
  // A report written by hand may hold the only copy of what was measured.
  const { notes: ownNotes, options: k6Options, serverMetrics, serverQueries } = options;
  mustNotOverwrite([options.output], [...paths, ownNotes, k6Options, serverMetrics, serverQueries]);
  const source = await readSource(paths, await knownFacts(options), {
    ...reading(call),
    exactLimit: exactLimit(options.exactLimit),
    metrics: await metricsSource(options),
  });
  call.terminal.endStatus();
  const { runs, folder } = source;
  await keepServerMetrics(source, options);
  const kept = folder === undefined ? undefined : join(folder, NOTES_FILE);
  const notes = options.notes ?? (kept !== undefined && existsSync(kept) ? kept : undefined);
  const look: ReportLook = { language, title: options.title, notes, template: options.template };
  // What machines read goes where they read it.
  const own =
    folder === undefined || format === 'json' ? undefined : join(folder, format === 'html' ? PAGE_FILE : REPORT_FILE);
  const output = options.output ?? own ?? STANDARD_OUTPUT;
  if (output === STANDARD_OUTPUT) {
    if (png) throw new BuhaError('needs-output', { option: '--png' });
    if (format === 'json') host.stdout.write(jsonText(runs, language));
    else if (format === 'html') host.stdout.write(await htmlReport(runs, await drawnOf(runs), look));
    else host.stdout.write(await renderReport(runs, look));
    tellSummary(runs, [], call);
    return EXIT.done;
  }
  tellSummary(runs, await writeReport(output, source, options, look), call);
  return EXIT.done;
}
