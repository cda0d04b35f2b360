import { join } from 'node:path';
import type { AnalysedRun } from '../../reports/model/analysed.ts';
import type { WrittenFile } from '../../reports/render/run-summary.ts';
import type { Call } from '../call.ts';
import { writeOutput } from '../write/output.ts';
import { picturesBeside } from './pictures.ts';
import type { ReportLook } from './render-report.ts';
import { REPORT_FORMATS, type ReportFormat } from './report-formats.ts';

/** Writes a report in one form to where it is to go, with pictures where they have room. Returns what was written. */
export async function writeReport(
  path: string,
  { kind, render }: ReportFormat,
  runs: readonly AnalysedRun[],
  look: ReportLook,
  isPng: boolean,
  call: Pick<Call, 'host'>,
): Promise<WrittenFile[]> {
  return writeOutput(path, kind, await render(runs, look, picturesBeside(path, isPng)), call);
}

/** The files of the report in a run's folder. */
export const runReportFiles = (folder: string): string[] =>
  Object.values<ReportFormat>(REPORT_FORMATS).flatMap(({ own, isLeft }) =>
    own === undefined || !isLeft ? [] : [join(folder, own)],
  );

/** What writes each form of the report in a run's folder: markdown with its pictures, and the page, which say the same. */
export const runReportWrites = (
  folder: string,
  runs: readonly AnalysedRun[],
  look: ReportLook,
  isPng: boolean,
  call: Pick<Call, 'host'>,
): (() => Promise<WrittenFile[]>)[] =>
  Object.values<ReportFormat>(REPORT_FORMATS).flatMap((format) => {
    const { own, isLeft } = format;
    return own === undefined || !isLeft ? [] : [() => writeReport(join(folder, own), format, runs, look, isPng, call)];
  });

/** The report in a run's folder. Throws for the first form that cannot be written. */
export async function writeRunReport(...report: Parameters<typeof runReportWrites>): Promise<WrittenFile[]> {
  const written: WrittenFile[] = [];
  for (const write of runReportWrites(...report)) for (const one of await write()) written.push(one);
  return written;
}
