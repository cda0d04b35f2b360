import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AnalysedRun } from '../../reports/model/analysed.ts';
import { runSummary, type WrittenFile } from '../../reports/render/run-summary.ts';
import type { Call } from '../call.ts';

/** A file that was written, with the address under which a terminal opens it. */
export const writtenFile = (kind: WrittenFile['kind'], path: string): WrittenFile => ({
  kind,
  path,
  link: pathToFileURL(resolve(path)).href,
});

/** The end of a run or a report: what it says in a few lines, and where the rest is. */
export function tellSummary(
  runs: readonly AnalysedRun[],
  files: readonly WrittenFile[],
  { terminal, language }: Pick<Call, 'terminal' | 'language'>,
): void {
  terminal.line('');
  terminal.lines(runSummary(runs, files, language));
}
