import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { type ApiId, apiOf, isApiId, thinkTimeMs } from '../options/apis.ts';
import { analyse } from '../reports/analyse/analyse.ts';
import { BuhaError } from '../reports/model/error.ts';
import type { AnalysedRun } from '../reports/model/run.ts';
import { parseK6Options } from '../reports/parse/k6-options.ts';
import { parseRunRecord } from '../reports/parse/run-record.ts';
import { parseSummaryExport } from '../reports/parse/summary-export.ts';
import { renderMarkdown } from '../reports/render/markdown.ts';
import type { Language } from '../reports/words/language.ts';
import { loadTemplates } from './templates.ts';

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    throw new BuhaError('cannot-read', { file, reason: fault.code ?? fault.message });
  });
}

const onlyApi = (ids: readonly string[]): ApiId | undefined =>
  ids.length === 1 && ids[0] !== undefined && isApiId(ids[0]) ? ids[0] : undefined;

/** One run folder: `run.json` and `summary.json`. */
async function readRunFolder(folder: string): Promise<AnalysedRun> {
  const recordFile = join(folder, 'run.json');
  const record = parseRunRecord(await readText(recordFile), recordFile);
  const summaryFile = join(folder, 'summary.json');
  const api = onlyApi(record.apis);
  return analyse({
    record,
    api,
    name: record.name,
    measured: parseSummaryExport(await readText(summaryFile), summaryFile),
    planned: parseK6Options(record.options),
    thinkMs: api && thinkTimeMs(apiOf(api)),
  });
}

/** k6 output from elsewhere: nothing is known of how it was made. */
async function readSummaryFile(file: string): Promise<AnalysedRun> {
  return analyse({
    record: undefined,
    api: undefined,
    name: basename(file, extname(file)),
    measured: parseSummaryExport(await readText(file), file),
    planned: [],
    thinkMs: undefined,
  });
}

const isRunFolder = (folder: string) =>
  existsSync(join(folder, 'run.json')) && existsSync(join(folder, 'summary.json'));

/** Run folders below a folder that `run all` made, in the order in which they ran. */
async function runsBelow(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const folders = names.map((name) => join(folder, name)).filter(isRunFolder);
  const started = await Promise.all(
    folders.map(
      async (path) => parseRunRecord(await readText(join(path, 'run.json')), join(path, 'run.json')).startedAt,
    ),
  );
  return folders
    .map((path, at) => ({ path, at: started[at] ?? '' }))
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .map(({ path }) => path);
}

/** The writer's opinion, kept in the run folder so that the report can be written again with it. */
export const NOTES_FILE = 'notes.md';

export interface ReportSource {
  readonly runs: readonly AnalysedRun[];
  /** The run folder to which the report belongs; undefined for files. */
  readonly folder: string | undefined;
}

/** Reads a run folder, a folder of several (from `run all`), or summary files. Throws `no-runs`, `cannot-read` … */
export async function readSource(paths: readonly string[]): Promise<ReportSource> {
  const runs: AnalysedRun[] = [];
  let folder: string | undefined;
  for (const path of paths) {
    const found = await stat(path).catch((fault: NodeJS.ErrnoException) => {
      throw new BuhaError('cannot-read', { file: path, reason: fault.code ?? fault.message });
    });
    if (!found.isDirectory()) {
      runs.push(await readSummaryFile(path));
      continue;
    }
    const folders = isRunFolder(path) ? [path] : await runsBelow(path);
    if (folders.length === 0) throw new BuhaError('no-runs', { folder: path });
    for (const one of folders) runs.push(await readRunFolder(one));
    folder = path;
  }
  return { runs, folder: paths.length === 1 ? folder : undefined };
}

/** The newest run below a results folder; names start with the time. Throws `no-runs`. */
export async function newestRun(results: string): Promise<string> {
  const names = await readdir(results).catch(() => []);
  for (const name of names.toSorted().toReversed()) {
    const folder = join(results, name);
    if (isRunFolder(folder) || (await runsBelow(folder)).length > 0) return folder;
  }
  throw new BuhaError('no-runs', { folder: results });
}

/** The user's own opinion for the report. Throws `cannot-read`. */
export const readNotes = (file: string): Promise<string> => readText(file);

export async function renderReport(
  runs: readonly AnalysedRun[],
  language: Language,
  notesFile: string | undefined,
): Promise<string> {
  const notes = notesFile === undefined ? undefined : await readNotes(notesFile);
  return renderMarkdown(runs, await loadTemplates(language), { language, notes });
}
