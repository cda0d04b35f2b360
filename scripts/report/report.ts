import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { analyse } from '../../reports/analyse/analyse.ts';
import { metricsDuring } from '../../reports/analyse/server-metrics.ts';
import { assembleRuns, type KnownFacts, recordedRun } from '../../reports/assemble/assemble.ts';
import type { AnalysedRun } from '../../reports/model/analysed.ts';
import { BuhaError } from '../../reports/model/error.ts';
import { type Output, STANDARD_INPUT } from '../../reports/model/output.ts';
import type { RunRecord } from '../../reports/model/record.ts';
import type { Run } from '../../reports/model/run.ts';
import { parseJson } from '../../reports/parse/json.ts';
import { parseK6Options } from '../../reports/parse/k6-options.ts';
import { type ReadLimits, readOutputs } from '../../reports/parse/read-outputs.ts';
import { parseRunRecord } from '../../reports/parse/run-record.ts';
import { renderMarkdown } from '../../reports/render/markdown.ts';
import type { RenderOptions } from '../../reports/render/view.ts';
import { type InputSettings, openInput } from '../read/input.ts';
import { keptServerMetrics, type MetricsSource, withServerMetrics } from '../read/server-metrics.ts';
import { loadTemplates } from './templates.ts';

export async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    throw new BuhaError('cannot-read', { file, reason: fault.code ?? fault.message });
  });
}

/** Raw samples of a run; under the second name where k6 did not write them to their end. */
const SAMPLES_FILES = ['samples.csv.gz', 'partial-samples.csv.gz'];

/** k6's summary of a run. */
export const SUMMARY_FILE = 'summary.json';

const OUTPUT_FILES = [SUMMARY_FILE, ...SAMPLES_FILES];

/** How outputs are read. */
export interface Reading extends InputSettings, ReadLimits {
  /** What the monitoring of the tested system says. */
  readonly metrics?: MetricsSource | undefined;
  /** Told of raw samples in a run folder that cannot be read although k6's summary beside them can. */
  readonly onUnreadable?: (fault: BuhaError) => void;
  /** Also runs of which k6 left no summary: a gate has something to say of them, a report has not. */
  readonly unsummed?: true;
}

/** The record of a run. Throws `cannot-read`, `bad-run-record`. */
export async function readRunRecord(folder: string): Promise<RunRecord> {
  const file = join(folder, 'run.json');
  return parseRunRecord(await readText(file), file);
}

/** One run folder: its record, and of its outputs (k6's summary, raw samples) those that are there. */
export async function readRunFolder(
  folder: string,
  reading: Reading,
  files: readonly string[] = OUTPUT_FILES,
): Promise<Run> {
  const record = await readRunRecord(folder);
  const outputs: Output[] = [];
  for (const file of files.map((name) => join(folder, name)).filter(existsSync)) {
    const own = await readOutputs(openInput(file, reading), reading).catch((fault: unknown) => {
      // A report of the summary alone is better than none.
      const isNeeded = outputs.length === 0 && !(reading.unsummed && file !== join(folder, SUMMARY_FILE));
      if (!(fault instanceof BuhaError) || isNeeded) throw fault;
      reading.onUnreadable?.(fault);
      return [];
    });
    outputs.push(...own);
  }
  const serverMetrics = await keptServerMetrics(folder);
  const run = recordedRun(record, outputs);
  return serverMetrics ? { ...run, serverMetrics: metricsDuring(run, serverMetrics) } : run;
}

const has = (folder: string, names: readonly string[]) => names.some((name) => existsSync(join(folder, name)));

const isRunFolder = (folder: string, { unsummed }: Reading = {}) =>
  has(folder, ['run.json']) && (unsummed === true || has(folder, [SUMMARY_FILE]));

/** What a run has before it ended; a run that was killed together with buha has nothing else. */
const UNFINISHED_FILES = ['partial-samples.csv.gz', 'partial-console.txt'];

const isUnfinished = (folder: string) => has(folder, UNFINISHED_FILES) && !has(folder, ['run.json']);

const below = async (folder: string) => (await readdir(folder).catch(() => [])).map((name) => join(folder, name));

/**
 * Run folders below a folder that `run all` made, or below one that holds such folders, in the order in which they ran.
 * Throws `unfinished-run`.
 */
async function runsBelow(folder: string, reading: Reading = {}): Promise<string[]> {
  const children = await below(folder);
  const several = children.filter((path) => !has(path, ['run.json']) && !isUnfinished(path));
  const paths = [...children, ...(await Promise.all(several.map(below))).flat()];
  const unfinished = paths.find(isUnfinished);
  // A report says what there is; a gate must not let pass what nobody knows the end of.
  if (reading.unsummed && unfinished !== undefined) throw new BuhaError('unfinished-run', { folder: unfinished });
  const folders = paths.filter((path) => isRunFolder(path, reading));
  const started = await Promise.all(folders.map(async (path) => (await readRunRecord(path)).startedAt));
  return folders
    .map((path, at) => ({ path, at: started[at] ?? '' }))
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .map(({ path }) => path);
}

/** The writer's opinion, kept in the run folder so that the report can be written again with it. */
export const NOTES_FILE = 'notes.md';

/** What a run's folder holds of its report; the pictures of the first lie in a folder named after it. */
export const REPORT_FILE = 'report.md';
export const PAGE_FILE = 'report.html';

export interface ReportSource {
  readonly runs: readonly AnalysedRun[];
  /** The run folder to which the report belongs; undefined for files. */
  readonly folder: string | undefined;
  /** Folders of the first runs, one each; the others came from files. */
  readonly runFolders: readonly string[];
}

async function isFolder(path: string): Promise<boolean> {
  if (path === STANDARD_INPUT) return false;
  const found = await stat(path).catch((fault: NodeJS.ErrnoException) => {
    throw new BuhaError('cannot-read', { file: path, reason: fault.code ?? fault.message });
  });
  return found.isDirectory();
}

/** The run folders that a path stands for. Throws `no-runs`, or `no-summary` for a run that k6 did not sum up. */
async function runFolders(path: string, reading: Reading): Promise<string[]> {
  const folders = isRunFolder(path, reading) ? [path] : await runsBelow(path, reading);
  if (folders.length > 0) return folders;
  // A run that k6 did not sum up is still told by the samples it had written by then, if it is asked for.
  if (has(path, ['run.json']) && has(path, SAMPLES_FILES)) return [path];
  if (has(path, ['run.json'])) throw new BuhaError('no-summary', { folder: path });
  throw new BuhaError('no-runs', { folder: path });
}

/**
 * Reads run folders, folders of several (from `run all`), and k6 outputs of any format, `-` being standard input.
 * Outputs of one run are put together; `facts` is what the user says of them. Throws `no-runs`, `cannot-read` …
 */
export async function readSource(
  paths: readonly string[],
  facts: KnownFacts = {},
  reading: Reading = {},
): Promise<ReportSource> {
  const recorded: Run[] = [];
  const outputs: Output[] = [];
  const folders: string[] = [];
  let folder: string | undefined;
  for (const path of paths) {
    if (await isFolder(path)) {
      for (const one of await runFolders(path, reading)) {
        recorded.push(await readRunFolder(one, reading));
        folders.push(one);
      }
      folder = path;
    } else {
      outputs.push(...(await readOutputs(openInput(path, reading), reading)));
    }
  }
  const all = [...recorded, ...assembleRuns(outputs, facts)];
  const { metrics } = reading;
  const runs = metrics ? await withServerMetrics(all, metrics) : all;
  return {
    runs: runs.map((run) => analyse(run, runs)),
    folder: paths.length === 1 ? folder : undefined,
    runFolders: folders,
  };
}

/** One of these stands in every options file that shapes a load; without any, k6 runs a single iteration. */
const LOAD_OPTIONS = ['scenarios', 'vus', 'duration', 'iterations', 'stages'];

/** Options as `k6 inspect` prints them. Throws `cannot-read`, `not-json`, `bad-k6-options`. */
export async function readOptions(file: string): Promise<Readonly<Record<string, unknown>>> {
  const options = parseJson(await readText(file), file);
  if (typeof options !== 'object' || options === null || !LOAD_OPTIONS.some((name) => name in options)) {
    throw new BuhaError('bad-k6-options', { detail: `${file}: ${LOAD_OPTIONS.join(', ')}` });
  }
  parseK6Options(options);
  return options as Record<string, unknown>;
}

/** The newest run below a results folder; names start with the time. Throws `no-runs` and `unfinished-run`. */
export async function newestRun(results: string, reading: Reading = {}): Promise<string> {
  const names = await readdir(results).catch(() => []);
  for (const name of names.toSorted().toReversed()) {
    const folder = join(results, name);
    // An older run must not stand for it.
    if (reading.unsummed && isUnfinished(folder)) throw new BuhaError('unfinished-run', { folder });
    if (isRunFolder(folder, reading) || (await runsBelow(folder, reading)).length > 0) return folder;
  }
  throw new BuhaError('no-runs', { folder: results });
}

/** The user's own opinion for the report. Throws `cannot-read`. */
export const readNotes = (file: string): Promise<string> => readText(file);

/** How a report is written. `notes` and `template` are paths. */
export interface ReportLook
  extends Pick<RenderOptions, 'language'>,
    Partial<Pick<RenderOptions, 'title' | 'pictures'>> {
  readonly notes?: string | undefined;
  readonly template?: string | undefined;
}

export async function renderReport(
  runs: readonly AnalysedRun[],
  { language, title, notes, template, pictures }: ReportLook,
): Promise<string> {
  return renderMarkdown(runs, await loadTemplates(language, template), {
    language,
    title,
    pictures,
    notes: notes === undefined ? undefined : await readNotes(notes),
  });
}
