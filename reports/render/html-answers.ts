import type { AnalysedRun } from '../model/analysed.ts';
import * as format from '../text/format.ts';
import { oneLine } from '../text/markdown-text.ts';
import { LANGUAGES, type Language } from '../words/language.ts';
import { type PageWords, pageWords } from '../words/page.ts';
import { escaped } from './html-text.ts';

/** Rows of the table: a script that names every URL apart has more of them than anybody reads. */
const MOST_ROWS = 600;
/** Digits by which times are sorted. */
const DIGITS = 6;

/** A text in both languages: the page changes it together with its language. */
const twice = (pick: (words: PageWords, language: Language) => string) =>
  LANGUAGES.map((language) => ` data-${language}="${escaped(pick(pageWords(language), language))}"`).join('');

/** What the table is called in one language; the table itself is the same in each, and stands on the page once. */
export function answersHeading({ measured: { answered = [] } }: AnalysedRun, language: Language): string {
  if (answered.length === 0) return '';
  const words = pageWords(language);
  const left =
    answered.length > MOST_ROWS
      ? `<p>${escaped(words.answersLeft(format.count(MOST_ROWS), format.count(answered.length)))}</p>\n`
      : '';
  return `<h4>${escaped(words.answers)}</h4>\n${left}`;
}

/**
 * Answers by scenario, request and status, to be sorted by any column; empty where the output does not tell them apart.
 * `titles` are those of the run.
 */
export function answersTable(
  { measured: { answered = [] } }: AnalysedRun,
  titles: Readonly<Record<Language, string>>,
  language: Language,
): string {
  if (answered.length === 0) return '';
  const words = pageWords(language);
  const time = (value: number | undefined) =>
    value === undefined
      ? '<td data-sort="">-</td>'
      : `<td data-sort="${Number(value.toPrecision(DIGITS))}">${format.duration(value)}</td>`;
  const listed =
    answered.length > MOST_ROWS
      ? answered.toSorted((a, b) => (b.scope.requests ?? 0) - (a.scope.requests ?? 0)).slice(0, MOST_ROWS)
      : answered;
  const rows = listed.map(({ scenario, name, status, scope }) => {
    const { avg, med, p90, p95, p99, max } = scope.durationMs ?? {};
    const requests = scope.requests ?? 0;
    const noAnswer = status === 0 ? twice(({ noAnswer: own }) => own) : '';
    return `<tr><td>${escaped(oneLine(scenario ?? '-'))}</td><td>${escaped(oneLine(name ?? '-'))}</td><td data-sort="${status}"${noAnswer}>${status === 0 ? escaped(words.noAnswer) : status}</td><td data-sort="${requests}">${format.count(requests)}</td>${[avg, med, p90, p95, p99, max].map(time).join('')}</tr>`;
  });
  const heads = words.columns.map(
    (name, at) =>
      `<th scope="col"><button type="button"${twice(({ columns }) => columns[at] ?? '')}>${escaped(name)}</button></th>`,
  );
  const labelOf = ({ table, answers }: PageWords, own: Language) => table(`${titles[own]}, ${answers}`);
  return `<div class="scroll" role="region" tabindex="0" aria-label="${escaped(labelOf(words, language))}"${twice(labelOf)}><table class="sortable">
<thead><tr>${heads.join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>
`;
}
