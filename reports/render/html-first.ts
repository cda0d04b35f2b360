import type { AnalysedRun } from '../model/analysed.ts';
import { documentWords } from '../words/document.ts';
import type { Language } from '../words/language.ts';
import { type PageWords, pageWords } from '../words/page.ts';
import { bannerHtml } from './html-banner.ts';
import { type Cell, cardRow, cardTable, tag } from './html-cards.ts';
import { goalGauge, reachOf, shareGauge } from './html-gauge.ts';
import { inlineHtml, plainText, textWords } from './html-markdown.ts';
import { stepsBox } from './html-steps.ts';
import { escaped } from './html-text.ts';
import type { ReportView } from './view.ts';
import { type FirstRow, type FirstView, firstView, type LevelsRow, type ShareCell } from './view-first.ts';

/** The first screen of the page: passed or not, what load ran, why it was slow, what is next. */

/** With more rows than these the reasons and the next steps would be out of sight: they stand above the table. */
const MOST_ROWS = 6;

const title = (name: string, anchor: string | undefined, language: Language): string =>
  anchor === undefined
    ? `<b>${inlineHtml(name)}</b>`
    : `<a href="#${language}-${escaped(anchor)}">${inlineHtml(name)}</a>`;

const shareCell = ({ text, ratio }: ShareCell, label: string): Cell => ({
  html: `<span class="share">${ratio === undefined ? '' : shareGauge(ratio)}<span class="small">${inlineHtml(text)}</span></span>`,
  label,
});

/** A figure, and what is said of it in brackets. */
const withNote = (text: string): string => {
  const [, figure = text, note] = /^(.*?) \((.*)\)$/.exec(text) ?? [];
  return `<span><b>${inlineHtml(figure)}</b>${note === undefined ? '' : ` <span class="small">${inlineHtml(note)}</span>`}</span>`;
};

function multipleCell({ multiple }: FirstRow, reach: number, words: PageWords): Cell {
  if (!multiple) return { html: `<span class="small">${escaped(words.noGoal)}</span>`, kind: 'wide' };
  const text = escaped(words.timesGoal(multiple.text));
  return {
    html: `${goalGauge(multiple.value, reach, multiple.isMissed)}<span class="small">${text}</span>`,
    kind: 'wide',
  };
}

function rowsTable(
  { rows, scenarios, isOfScripts }: FirstView,
  isLinked: boolean,
  label: string,
  language: Language,
): string {
  const words = pageWords(language);
  const names = words.first;
  const multiples = rows.flatMap(({ multiple }) => (multiple ? [multiple.value] : []));
  const reach = reachOf(multiples);
  const hasGoals = multiples.length > 0;
  const p95Name = hasGoals ? names.p95 : 'p95';
  const columns = scenarios.map((name) => plainText(name));
  const heads = [
    { text: isOfScripts ? names.script : names.api, kind: 'name' },
    { text: names.verdict },
    ...(hasGoals ? [{ text: `${names.multiple} <span class="key">${names.goalMark}</span>`, kind: 'wide' }] : []),
    { text: p95Name, kind: 'right' },
    { text: names.failed, kind: 'right' },
    { text: names.tps, kind: 'right' },
    ...columns.map((name) => ({ text: escaped(name) })),
  ];
  const html = rows.map((one) => {
    const { p95, goal, within } = one;
    const note = (text: string | undefined, kind: string) =>
      text === undefined ? '' : ` <span class="${kind}">${inlineHtml(text)}</span>`;
    return cardRow([
      { html: title(one.title, isLinked ? one.anchor : undefined, language), kind: 'name' },
      { html: tag(one.verdict, one.kind) },
      ...(hasGoals ? [multipleCell(one, reach, words)] : []),
      {
        html: `<span><b>${inlineHtml(p95)}</b>${note(goal, 'small')}${note(within, 'small within')}</span>`,
        label: p95Name,
        kind: 'right',
      },
      { html: `<span>${inlineHtml(one.failed)}</span>`, label: names.failed, kind: 'right' },
      { html: withNote(one.tps), label: names.tps, kind: 'right' },
      ...one.delivered.map((cell, at) => shareCell(cell, escaped(columns[at] ?? ''))),
    ]);
  });
  return cardTable(label, heads, html);
}

function levelsTable({ levels, scenarios, isOfScripts }: FirstView, label: string, language: Language): string {
  const { first: names } = pageWords(language);
  const columns = scenarios.map((name) => plainText(name));
  const heads = [
    isOfScripts ? names.script : names.api,
    names.verdict,
    names.most,
    names.met,
    names.knee,
    names.failed,
    ...columns.map(escaped),
  ];
  const rows = levels.map((one: LevelsRow) =>
    cardRow([
      { html: title(one.title, undefined, language), kind: 'name' },
      { html: tag(one.verdict, one.kind) },
      { html: withNote(one.most), label: names.most },
      { html: withNote(one.met), label: names.met },
      { html: withNote(one.knee), label: names.knee },
      { html: `<span>${inlineHtml(one.failed)}</span>`, label: names.failed },
      ...one.delivered.map((cell, at) => shareCell(cell, escaped(columns[at] ?? ''))),
    ]),
  );
  return cardTable(
    label,
    heads.map((text) => ({ text })),
    rows,
  );
}

function whyBox({ why, steps }: ReportView, language: Language): string {
  const words = pageWords(language);
  const text = (markdown: string) => inlineHtml(markdown, textWords(language));
  const parts = [
    ...why.slow.map(({ question, answer }) => `<p><b>${text(question)}</b> ${text(answer)}</p>`),
    ...why.untested.map(
      (one) => `<p>${why.slow.length > 0 ? `<b>${escaped(words.untested)}</b> ` : ''}${text(one)}</p>`,
    ),
    ...why.named.map((one) => `<p>${text(one)}</p>`),
  ];
  if (parts.length === 0) return '';
  const heading = why.slow.length > 0 ? words.why : why.untested.length > 0 ? words.untested : words.named;
  return `<section class="box${steps.length === 0 ? ' alone' : ''}"><h2>${escaped(heading)}</h2>\n${parts.join('\n')}\n</section>\n`;
}

/** The line below the title: when, against what, with which load. */
export function metaLine({ head }: Pick<ReportView, 'head'>, runs: readonly AnalysedRun[], language: Language): string {
  // What nobody told is said where the environment is told.
  const { untold, tool } = documentWords(language);
  const known = [head.when, head.target, head.load, head.tool].filter((text) => text !== untold);
  const runners = runs.flatMap(({ merge }) => (merge ? [pageWords(language).runners(merge.runners.length)] : []));
  const told = [...known, ...new Set(runners)];
  // That it was k6, and no more, says nothing.
  if (told.length === 1 && told[0] === tool(undefined)) return '';
  const parts = told.map((text) => `<span>${inlineHtml(text)}</span>`);
  return `<p class="meta">${parts.join(' · ')}</p>\n`;
}

/** `heading` is what the part of the document is called for which the first screen stands. */
export function firstScreen(
  runs: readonly AnalysedRun[],
  view: ReportView,
  heading: { readonly text: string; readonly id: string },
  picture: string,
  language: Language,
): string {
  const first = firstView(runs, view, language);
  const words = textWords(language);
  const label = words.table(heading.text);
  const rows =
    first.levels.length > 0 ? levelsTable(first, label, language) : rowsTable(first, view.several, label, language);
  const isAlone = view.why.slow.length + view.why.untested.length + view.why.named.length === 0;
  const boxes = `<div class="boxes">\n${whyBox(view, language)}${stepsBox(view.steps, isAlone, language)}</div>\n`;
  const { note } = view.summary;
  // On a telephone it stands below what the screen begins with.
  const told = (kind: string) => (note === '' ? '' : `<p class="small ${kind}">${inlineHtml(note, words)}</p>\n`);
  const table = `${rows}${told('note')}`;
  const body = `${runs.length > MOST_ROWS ? `${boxes}${table}` : `${table}${boxes}`}${told('late-note')}`;
  return `<section class="first" id="${escaped(heading.id)}" aria-label="${escaped(heading.text)}">
${bannerHtml({ kind: first.kind, verdict: view.summary.verdict, reasons: view.summary.reasons }, language)}${body}${picture}</section>
`;
}
