import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BuhaError } from '../../reports/model/error.ts';
import { isComplete } from '../../reports/model/k6-exit.ts';
import type { Output } from '../../reports/model/output.ts';
import { readOutputs } from '../../reports/parse/read-outputs.ts';
import { childFolders, isFolder, isRecorded, runFolders } from '../read/find-runs.ts';
import { type InputSettings, openInput } from '../read/input.ts';
import { readRunRecord } from '../read/read-run.ts';
import { REPORT_FILE, SAMPLES_FILES, SUMMARY_FILE } from '../read/run-files.ts';

/** A report, and the k6 outputs that it is held against: files and run folders. */
export interface ReportToVerify {
  readonly file: string;
  readonly outputs: readonly string[];
}

/** The runs that a report in a folder is about: the folder's own, or those of each API in it. */
async function runsOf(folder: string): Promise<string[]> {
  if (isRecorded(folder)) return [folder];
  return (await childFolders(folder)).filter(isRecorded);
}

const reportIn = async (folder: string): Promise<ReportToVerify[]> => {
  const file = join(folder, REPORT_FILE);
  return existsSync(file) ? [{ file, outputs: await runsOf(folder) }] : [];
};

/**
 * The reports that a path stands for: a file, the report of a run folder, or those of the runs in a folder. Outputs that
 * the user names take the place of a folder's own. Throws `no-report`, `cannot-read`.
 */
export async function reportsToVerify(path: string, outputs: readonly string[]): Promise<ReportToVerify[]> {
  if (!(await isFolder(path))) return [{ file: path, outputs }];
  const own = await reportIn(path);
  const found = own.length > 0 ? own : (await Promise.all((await childFolders(path)).map(reportIn))).flat();
  if (found.length === 0) throw new BuhaError('no-report', { folder: path });
  return outputs.length > 0 ? found.map(({ file }) => ({ file, outputs })) : found;
}

/** What k6 says of a run: its summary, else the samples that it had written. */
function outputOf(folder: string): string[] {
  return [SUMMARY_FILE, ...SAMPLES_FILES]
    .map((name) => join(folder, name))
    .filter(existsSync)
    .slice(0, 1);
}

/** True for a run that its record says was not whole; one without a record that can be read tells nothing. */
async function isBrokenOff(folder: string): Promise<boolean> {
  try {
    const { interrupted, exit } = await readRunRecord(folder);
    return interrupted || !isComplete(exit.code);
  } catch (fault) {
    if (fault instanceof BuhaError) return false;
    throw fault;
  }
}

async function outputsOfRun(folder: string, settings: InputSettings): Promise<Output[]> {
  const files = outputOf(folder);
  const outputs = await Promise.all(files.map((file) => readOutputs(openInput(file, settings))));
  const mark = (await isBrokenOff(folder)) ? ({ brokenOff: true } as const) : {};
  return outputs.flat().map((output) => ({ ...output, ...mark }));
}

/** The k6 outputs in files and run folders. Throws `no-runs`, `cannot-read` … */
export async function outputsIn(paths: readonly string[], settings: InputSettings): Promise<Output[]> {
  const outputs: Output[] = [];
  for (const path of paths) {
    const own = (await isFolder(path))
      ? (await Promise.all((await runFolders(path)).map((folder) => outputsOfRun(folder, settings)))).flat()
      : await readOutputs(openInput(path, settings));
    for (const output of own) outputs.push(output);
  }
  return outputs;
}
