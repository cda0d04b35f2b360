import { join } from 'node:path';
import type { AnalysedRun } from '../../reports/model/analysed.ts';
import type { WrittenFile } from '../../reports/render/run-summary.ts';
import { writeWhole } from '../read/files.ts';
import { PAGE_FILE, REPORT_FILE } from '../read/run-files.ts';
import { pictureFolder } from './pictures.ts';
import { drawnOf, htmlReport, type ReportLook, writeMarkdown } from './render-report.ts';
import { writtenFile } from './run-summary.ts';

/** The report in a run's folder: markdown with its pictures, and the page, which say the same. */
export async function writeRunReport(
  folder: string,
  runs: readonly AnalysedRun[],
  look: ReportLook,
  isPng = false,
): Promise<WrittenFile[]> {
  const drawn = await drawnOf(runs);
  const [file, page] = [join(folder, REPORT_FILE), join(folder, PAGE_FILE)];
  await writeMarkdown(file, pictureFolder(file), runs, drawn, look, isPng);
  await writeWhole(page, await htmlReport(runs, drawn, look));
  return [writtenFile('report', file), writtenFile('page', page)];
}
