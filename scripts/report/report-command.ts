import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { apiIds, isApiId } from '../../options/apis.ts';
import { readLoadSettings } from '../../options/profiles.ts';
import type { KnownFacts } from '../../reports/assemble/assemble.ts';
import { BuhaError } from '../../reports/model/error.ts';
import { jsonReport } from '../../reports/render/json.ts';
import type { WrittenFile } from '../../reports/render/run-summary.ts';
import { cliWords } from '../../reports/words/cli.ts';
import { errorText } from '../../reports/words/errors.ts';
import type { Language } from '../../reports/words/language.ts';
import type { Call } from '../call.ts';
import { EXIT } from '../exit-codes.ts';
import { mustNotOverwrite } from '../overwriting.ts';
import { writeWhole } from '../read/files.ts';
import { readProgress } from '../read/read-progress.ts';
import { keepServerMetrics, type MetricsOptions, metricsSource } from '../read/server-metrics.ts';
import {
  NOTES_FILE,
  newestRun,
  PAGE_FILE,
  REPORT_FILE,
  type Reading,
  type ReportLook,
  type ReportSource,
  readOptions,
  readSource,
  renderReport,
} from './report.ts';
import { drawnOf, htmlReport, pictureFolder, writeMarkdown } from './report-files.ts';
import { tellSummary, writtenFile } from './run-summary.ts';

/** Options that say how k6 outputs without a record came about, as the user wrote them. */
export interface FactOptions {
  readonly api: string | undefined;
  readonly profile: string | undefined;
  readonly scale: string;
  readonly durationScale: string;
  readonly options: string | undefined;
}

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

/** Throws a setting's problem, or that the options file cannot be used. */
export async function knownFacts({ api, profile, scale, durationScale, options }: FactOptions): Promise<KnownFacts> {
  if (api !== undefined && !isApiId(api)) {
    throw new BuhaError('setting', { field: '--api', value: api, allowed: apiIds().join(', ') });
  }
  if (profile !== undefined && options !== undefined) {
    throw new BuhaError('options-conflict', { option: '--options', other: '--profile', fault: 'not-together' });
  }
  const scaled = scale !== '1' ? '--scale' : durationScale !== '1' ? '--duration-scale' : undefined;
  if (profile === undefined && scaled) {
    throw new BuhaError('options-conflict', { option: scaled, other: '--profile', fault: 'needs' });
  }
  return {
    api,
    load: profile === undefined ? undefined : readLoadSettings(profile, scale, durationScale),
    options: options === undefined ? undefined : await readOptions(options),
  };
}

/** Throws a setting's problem for what is no number of samples. */
export function exactLimit(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text.trim()) || value < 1) {
    throw new BuhaError('setting', { field: '--exact-limit', value: text, allowed: '1, 2, 3, …' });
  }
  return value;
}

/** How a report's inputs are read: with a bar on a terminal, and samples that cannot be read named. */
export const reading = ({ host, terminal, language }: Call): Reading => ({
  stdin: host.stdin,
  onRead: readProgress(terminal, language),
  onUnreadable: (fault) => terminal.line(cliWords(language).samplesUnreadable(errorText(fault, language))),
});

/** Writes what goes to a file of its own; nothing of it is left half. Returns what was written. */
async function writeReport(
  output: string,
  source: ReportSource,
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

/** What was asked for may be gone from the monitoring tomorrow; the folders of the runs keep it. */
export async function keepMetrics(
  { runs, runFolders }: ReportSource,
  { serverMetrics }: MetricsOptions,
): Promise<void> {
  if (serverMetrics === undefined) return;
  for (const [at, own] of runFolders.entries()) {
    const run = runs[at];
    if (run) await keepServerMetrics(own, run);
  }
}

/** The report in a run's folder: markdown with its pictures, and the page, which say the same. */
export async function writeRunReport(
  folder: string,
  runs: ReportSource['runs'],
  look: ReportLook,
  isPng = false,
): Promise<WrittenFile[]> {
  const drawn = await drawnOf(runs);
  const [file, page] = [join(folder, REPORT_FILE), join(folder, PAGE_FILE)];
  await writeMarkdown(file, pictureFolder(file), runs, drawn, look, isPng);
  await writeWhole(page, await htmlReport(runs, drawn, look));
  return [writtenFile('report', file), writtenFile('page', page)];
}

const jsonText = (runs: ReportSource['runs'], language: Language) =>
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
  await keepMetrics(source, options);
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
