import type { AnalysedRun } from '../reports/model/run.ts';
import { unescaped } from '../reports/render/markdown-text.ts';
import { reportView } from '../reports/render/view.ts';
import { padEnd, width } from '../reports/render/width.ts';
import { cliWords } from '../reports/words/cli.ts';
import type { Language } from '../reports/words/language.ts';

/** The verdicts as a table for the terminal, one line per API. */
export function verdictTable(runs: readonly AnalysedRun[], language: Language): string[] {
  const rows = [
    [...cliWords(language).table],
    ...reportView(runs, { language }).apis.map(({ title, verdict, tps, goalP95, delivered }) => [
      unescaped(title),
      verdict,
      tps,
      unescaped(goalP95),
      delivered,
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  return rows.map((row) => `  ${row.map((cell, column) => padEnd(cell, widths?.[column] ?? 0)).join('  ')}`.trimEnd());
}
