import type { AnalysedRun } from '../model/run.ts';
import type { Language } from '../words/language.ts';
import { pageWords } from '../words/page.ts';
import * as format from './format.ts';
import { escaped } from './html-text.ts';
import { oneLine } from './markdown-text.ts';

/** Text columns; those behind them are figures. */
const TEXT_COLUMNS = 3;

interface Cell {
  readonly text: string;
  readonly sort?: number | undefined;
}

/** Answers by scenario, request and status, to be sorted by any column; empty where the output does not tell them apart. */
export function answersTable({ measured: { answered = [] } }: AnalysedRun, language: Language): string {
  if (answered.length === 0) return '';
  const words = pageWords(language);
  const time = (value: number | undefined): Cell =>
    value === undefined ? { text: '-', sort: Number.NaN } : { text: format.duration(value), sort: value };
  const rows = answered.map(({ scenario, name, status, scope }): Cell[] => {
    const { avg, med, p90, p95, p99, max } = scope.durationMs ?? {};
    return [
      { text: scenario ?? '-' },
      { text: name ?? '-' },
      { text: status === 0 ? words.noAnswer : String(status), sort: status },
      { text: format.count(scope.requests ?? 0), sort: scope.requests ?? 0 },
      ...[avg, med, p90, p95, p99, max].map(time),
    ];
  });
  const heads = words.columns.map(
    (name, at) =>
      `<th scope="col"${at >= TEXT_COLUMNS ? ' class="right"' : ''}><button type="button">${escaped(name)}</button></th>`,
  );
  const cells = ({ text, sort }: Cell, at: number) =>
    `<td${at >= TEXT_COLUMNS ? ' class="right"' : ''}${sort === undefined ? '' : ` data-sort="${sort}"`}>${escaped(oneLine(text))}</td>`;
  return `<h4>${escaped(words.answers)}</h4>
<div class="scroll" role="region" tabindex="0" aria-label="${escaped(words.table(words.answers))}"><table class="sortable">
<thead><tr>${heads.join('')}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${row.map(cells).join('')}</tr>`).join('\n')}
</tbody>
</table></div>
`;
}
