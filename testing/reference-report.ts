import { readdirSync, readFileSync } from 'node:fs';
import type { AnalysedRun } from '../reports/model/analysed.ts';
import { renderMarkdown, type Templates } from '../reports/render/markdown.ts';
import type { Language } from '../reports/words/language.ts';

function readTemplates(language: Language): Templates {
  const folder = new URL(`../templates/${language}/`, import.meta.url);
  const sources = readdirSync(folder).map((file) => [
    file.replace(/\.hbs$/, ''),
    readFileSync(new URL(file, folder), 'utf8'),
  ]);
  return { report: '', ...Object.fromEntries(sources) };
}

/** The templates of this checkout, for tests. */
export const TEMPLATES: Readonly<Record<Language, Templates>> = { ko: readTemplates('ko'), en: readTemplates('en') };

/** Renders runs with the templates of this checkout, for tests. */
export const reportOf = (runs: readonly AnalysedRun[], language: Language, notes?: string): string =>
  renderMarkdown(runs, TEMPLATES[language], { language, notes });

/** The lines of the table below a heading line, cells apart and trimmed; the first one is the table's own heading. */
export function tableBelow(report: string, heading: string): string[][] {
  const lines = report.split('\n');
  const start = lines.indexOf(heading);
  const first = start < 0 ? -1 : lines.findIndex((line, at) => at > start && line.startsWith('|'));
  if (first < 0) throw new Error(`no table below ${heading}`);
  const rest = lines.slice(first);
  const end = rest.findIndex((line) => !line.startsWith('|'));
  const rows = rest.slice(0, end < 0 ? undefined : end).map(cellsOf);
  return rows.filter((_, at) => at !== 1);
}

/** Cells of a table row: a bar with an odd number of backslashes before it is text. */
export function cellsOf(row: string): string[] {
  const cells: string[] = [];
  let cell = '';
  for (let at = 0; at < row.length; at += 1) {
    if (row[at] === '\\') {
      cell += row.slice(at, at + 2);
      at += 1;
    } else if (row[at] === '|') {
      cells.push(cell.trim());
      cell = '';
    } else cell += row[at];
  }
  // Before the first bar and after the last one there is nothing.
  return cells.slice(1);
}

/** A report with what cannot be markup left out: fenced blocks, code spans, escaped characters. */
export function markupOf(report: string): string {
  return report
    .replaceAll(/^(`{3,})\w*\n[\s\S]*?\n\1$/gm, '')
    .replaceAll(/\\[^\n]/g, '')
    .replaceAll(/(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '');
}
