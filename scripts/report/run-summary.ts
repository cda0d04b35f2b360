import type { AnalysedRun } from '../../reports/model/analysed.ts';
import { runSummary, type WrittenFile } from '../../reports/render/run-summary.ts';
import type { Call } from '../call.ts';

/** The end of a run or a report: what it says in a few lines, and where the rest is. */
export function tellSummary(
  runs: readonly AnalysedRun[],
  files: readonly WrittenFile[],
  { terminal, language }: Pick<Call, 'terminal' | 'language'>,
  isJudgedBelow = false,
): void {
  terminal.line('');
  terminal.lines(runSummary(runs, files, language, { columns: terminal.columns, isJudgedBelow }));
}
