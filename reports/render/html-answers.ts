import type { AnalysedRun } from '../model/analysed.ts';
import * as format from '../text/format.ts';
import { oneLine } from '../text/markdown-text.ts';
import { LANGUAGES, type Language } from '../words/language.ts';
import { type PageWords, pageWords } from '../words/page.ts';
import { reportWords } from '../words/report.ts';
import { inlineHtml } from './html-markdown.ts';
import { escaped } from './html-text.ts';
import { weakQuantiles, weakText } from './view-latency.ts';
import { firstParts, sumOf } from './view-result-table.ts';

/** Rows of the table; the others are summed up in one more. */
const MOST_ROWS = 20;
/** Digits by which times are sorted. */
const DIGITS = 6;

const STATISTICS = ['avg', 'med', 'p90', 'p95', 'p99', 'max'] as const;

/** A text in both languages: the page changes it together with its language. */
const twice = (pick: (words: PageWords, language: Language) => string) =>
  LANGUAGES.map((language) => ` data-${language}="${escaped(pick(pageWords(language), language))}"`).join('');

type Answered = NonNullable<AnalysedRun['measured']['answered']>;

/** Answers of which there are any: samples of another protocol may have a status and no request of HTTP. */
const answeredOf = ({ measured: { answered = [] } }: AnalysedRun): Answered =>
  answered.filter(({ scope }) => scope.requests);

/** Those that the table has: the most frequent, where there are too many; `left` are the others. */
function shownOf(answered: Answered): { readonly items: Answered; readonly left: Answered } {
  const { items, left } = firstParts(
    answered.toSorted((a, b) => (b.scope.requests ?? 0) - (a.scope.requests ?? 0)),
    MOST_ROWS,
  );
  // All of them stand in the order of their scenarios and names.
  return left.length > 0 ? { items, left } : { items: answered, left };
}

const weakOf = ({ scope }: Answered[number]) => weakQuantiles(scope.durationMs, scope.requests);

/** What the table is called in one language; the table itself is the same in each, and stands on the page once. */
export function answersHeading(run: AnalysedRun, language: Language): string {
  const answered = answeredOf(run);
  if (answered.length === 0) return '';
  const words = pageWords(language);
  const marked = weakText([...new Set(shownOf(answered).items.flatMap(weakOf))], reportWords(language));
  const weak = marked === undefined ? '' : `<p>${inlineHtml(marked)}</p>\n`;
  return `<h4>${escaped(words.answers)}</h4>\n${weak}`;
}

/**
 * Answers by scenario, request and status, to be sorted by any column; empty where the output does not tell them apart.
 * `titles` are those of the run.
 */
export function answersTable(run: AnalysedRun, titles: Readonly<Record<Language, string>>, language: Language): string {
  const answered = answeredOf(run);
  if (answered.length === 0) return '';
  const words = pageWords(language);
  const time = (value: number | undefined, isWeak: boolean) =>
    value === undefined
      ? '<td data-sort="">-</td>'
      : `<td data-sort="${Number(value.toPrecision(DIGITS))}">${format.duration(value)}${isWeak ? '*' : ''}</td>`;
  const { items, left } = shownOf(answered);
  const rows = items.map((one) => {
    const { scenario, name, status, scope } = one;
    const weak: readonly string[] = weakOf(one);
    // k6 counts what was never answered with a time of 0, which is none.
    const known = scope.durationMs?.max === 0 ? undefined : scope.durationMs;
    const times = STATISTICS.map((statistic) => time(known?.[statistic], weak.includes(statistic)));
    const requests = scope.requests ?? 0;
    const noAnswer = status === 0 ? twice(({ noAnswer: own }) => own) : '';
    return `<tr><td>${escaped(oneLine(scenario ?? '-'))}</td><td>${escaped(oneLine(name ?? '-'))}</td><td data-sort="${status}"${noAnswer}>${status === 0 ? escaped(words.noAnswer) : status}</td><td data-sort="${requests}">${format.count(requests)}</td>${times.join('')}</tr>`;
  });
  // At the foot, so that it stays there whatever the rows are sorted by.
  const more = (own: Language) => reportWords(own).moreRows(left.length);
  const rest = sumOf(left.map(({ scope }) => scope)).requests ?? 0;
  const foot =
    left.length === 0
      ? ''
      : `<tfoot><tr><td>-</td><td${twice((_, own) => more(own))}>${escaped(more(language))}</td><td>-</td><td>${format.count(rest)}</td>${STATISTICS.map(() => '<td>-</td>').join('')}</tr></tfoot>\n`;
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
${foot}</table></div>
`;
}
