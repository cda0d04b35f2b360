import type { AnalysedRun, Criterion } from '../model/analysed.ts';
import type { GateRow } from '../model/gate.ts';
import * as format from '../text/format.ts';
import { oneLine } from '../text/markdown-text.ts';
import { type GateWords, gateWords } from '../words/gate.ts';
import type { Language } from '../words/language.ts';
import { reportWords } from '../words/report.ts';
import { rowFigure } from '../words/row-figure.ts';
import { criterionOf } from './gate-what.ts';

export const NOTHING = '-';

/** The limit of a row, as its author wrote it; plain text. */
export const gateLimit = (row: GateRow, run: AnalysedRun, language: Language): string =>
  oneLine(limitText(row, gateWords(language), language, criterionOf(row, run)));

function limitText(row: GateRow, words: GateWords, language: Language, criterion: Criterion | undefined): string {
  if (row.part === 'validity' && row.check === 'exit') return words.exitLimit;
  if (row.part === 'validity' && row.check === 'exceptions' && row.limit !== undefined) return words.exceptionsLimit;
  const { limit, comparison, unit } = row;
  if (row.reason?.kind === 'nothing-demanded') return words.notDemanded;
  if (limit === undefined || comparison === undefined) {
    if (!criterion) return NOTHING;
    return criterion.expression || reportWords(language).limitNotShown;
  }
  // A limit is shown as its author wrote it; one that was worked out, like a figure.
  const text =
    row.part === 'regression'
      ? rowFigure(row.unit, limit)
      : unit === 'ratio'
        ? format.limitShare(limit)
        : unit === 'per-sec'
          ? format.exact(limit)
          : rowFigure(row.unit, limit);
  return `${format.comparisonSign(comparison)} ${text}`;
}
