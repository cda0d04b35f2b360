import type { AnalysedRun } from '../model/run.ts';
import { LANGUAGES, type Language } from '../words/language.ts';
import { pageWords } from '../words/page.ts';
import type { Chart } from './charts/chart.ts';
import type { RunCharts } from './charts/run-charts.ts';
import { named } from './charts/texts.ts';
import { answersHeading, answersTable } from './html-answers.ts';
import { firstScreen, plainText } from './html-cards.ts';
import { figure, scopeChoice } from './html-figures.ts';
import { dataText, escaped, htmlOf } from './html-text.ts';
import { markdownOf, type Templates } from './markdown.ts';
import { type PageData, packed } from './page-data.ts';
import { chartsIn, type Pictures, SLOTS, type Slot } from './pictures.ts';
import { type RenderOptions, type ReportView, reportView } from './view.ts';

/** Files of the page: its script and its style, as text. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

export interface HtmlOptions extends Omit<RenderOptions, 'pictures'> {
  readonly templates: Readonly<Record<Language, Templates>>;
  readonly charts: readonly RunCharts[];
  readonly comparison: readonly Chart[];
}

/** A paragraph that no other text can be: what stands in a slot takes its place. */
const mark = (run: number | 'all', slot: string) => `\uE000${run} ${slot}\uE000`;
const MARKED = /<p>\uE000(all|\d+) (\w+)\uE000<\/p>/g;

const MARKS: Pictures = { ofRun: mark, comparison: mark('all', 'comparison') };

type Views = Readonly<Record<Language, ReportView>>;

function slotHtml(
  slot: Slot,
  run: number,
  runs: readonly AnalysedRun[],
  views: Views,
  options: HtmlOptions,
  language: Language,
): string {
  const own = options.charts[run];
  const analysed = runs[run];
  if (!own || !analysed) return '';
  const words = pageWords(language);
  const figures = chartsIn(own, slot)
    .map((chart) => figure(chart, run, language))
    .join('');
  switch (slot) {
    case 'answers': {
      const titleIn = (one: Language) => plainText(views[one].apis[run]?.title ?? '');
      const titles = { ko: titleIn('ko'), en: titleIn('en') };
      const table = language === options.language ? answersTable(analysed, titles, language) : '';
      return `${answersHeading(analysed, language)}<div data-shared="answers-${run}">${table}</div>\n`;
    }
    case 'time':
      return `${scopeChoice(own, run, language)}${figures}${own.scopes.length === 0 ? `<p>${escaped(words.noSamples)}</p>\n` : ''}`;
    case 'errors':
      return `${figures}<p class="searched"><label>${escaped(words.search)} <input type="search" class="search"></label> <span class="found" role="status"></span></p>\n`;
    default:
      return figures;
  }
}

/** One language of the page. Before the first part of the document stand the warnings, and behind them the first screen. */
function content(
  runs: readonly AnalysedRun[],
  views: Views,
  markdown: string,
  options: HtmlOptions,
  language: Language,
): string {
  const { charts, comparison } = options;
  const html = htmlOf(markdown, `${language}-`, pageWords(language).table);
  const first = html.search(/<h2[ >]/);
  // A user's own template may have no parts.
  const parts = first < 0 ? html.length : first;
  const body = html.slice(parts).replaceAll(MARKED, (_, run: string, slot: string) => {
    if (run === 'all') return comparison.map((chart) => figure(chart, 'all', language)).join('');
    const known = SLOTS.find((one) => one === slot);
    return known ? slotHtml(known, Number(run), runs, views, options, language) : '';
  });
  return `<div data-language="${language}" lang="${language}"${language === options.language ? '' : ' hidden'}>
${html.slice(0, parts)}
${firstScreen(runs, views[language], charts, comparison, language)}
${body}</div>
`;
}

function toolbar(options: HtmlOptions, titles: Readonly<Record<Language, string>>): string {
  return LANGUAGES.map((language) => {
    const words = pageWords(language);
    const themes = (['auto', 'light', 'dark'] as const).map(
      (one) => `<option value="${one}">${escaped(words.themes[one])}</option>`,
    );
    return `<div class="bar" data-language="${language}" lang="${language}"${language === options.language ? '' : ' hidden'}>
<p>${escaped(titles[language])}</p>
<span role="group" aria-label="${escaped(words.language)}"><button type="button" data-to-language="ko" lang="ko">한국어</button> <button type="button" data-to-language="en" lang="en">English</button></span>
<label>${escaped(words.theme)} <select data-themes>${themes.join('')}</select></label>
<button type="button" data-copy data-done="${escaped(words.copied)}">${escaped(words.copy)}</button>
<button type="button" data-print>${escaped(words.print)}</button>
</div>
`;
  }).join('');
}

/**
 * The report as one page, in both languages, without its script and its style (`withAssets`). Figures are those of the
 * markdown, charts are drawn from the same model. Throws `bad-template` as `renderMarkdown` does.
 */
export function renderPage(runs: readonly AnalysedRun[], options: HtmlOptions): string {
  const { charts, comparison, templates, notes, title } = options;
  const ofBoth = <Value>(make: (language: Language) => Value): Record<Language, Value> => ({
    ko: make('ko'),
    en: make('en'),
  });
  const views = ofBoth((language) => reportView(runs, { language, title, notes, pictures: MARKS }));
  const titles = ofBoth((language) => plainText(views[language].title));
  const markdown = ofBoth((language) => markdownOf(views[language], templates[language]));
  const data: PageData = {
    titles,
    // Places of charts left out: what is copied has none.
    markdown: ofBoth((language) => markdown[language].replaceAll(/\uE000[^\uE000]*\uE000\n+/g, '')),
    runs: charts.map(({ load, phases, errors, scopes }) => ({
      charts: [...load, ...phases, ...errors].map(packed),
      scopes: scopes.map((scope) => ({
        name: scope.scenario === undefined ? '' : named(scope.scenario).en,
        charts: scope.charts.map(packed),
      })),
    })),
    comparison: comparison.map(packed),
  };
  return `<!doctype html>
<html lang="${options.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="">
<style></style>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="buha">
<title>${escaped(titles[options.language])}</title>
</head>
<body>
${LANGUAGES.map((language) => `<a class="skip" href="#main" data-language="${language}" lang="${language}"${language === options.language ? '' : ' hidden'}>${escaped(pageWords(language).skip)}</a>`).join('\n')}
<header>
${toolbar(options, titles)}</header>
<main id="main">
${LANGUAGES.map((language) => content(runs, views, markdown[language], options, language)).join('')}</main>
<script type="application/json" id="data">${dataText(data)}</script>
<script></script>
</body>
</html>
`;
}

/** What a script or style must hash to for the page to allow it. */
async function sha256(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return `'sha256-${btoa(String.fromCharCode(...digest))}'`;
}

/** A page with its script and its style: it needs nothing else, makes no request, and allows no script but its own. */
export async function withAssets(page: string, { script, style }: PageAssets): Promise<string> {
  const policy = `default-src 'none'; script-src ${await sha256(script)}; style-src ${await sha256(style)}; img-src data:; base-uri 'none'; form-action 'none'`;
  const head = '<meta http-equiv="Content-Security-Policy" content="">\n<style></style>';
  const tail = '<script></script>\n</body>';
  // Both are the page's own: nothing of a report stands before the first or behind the last.
  const [from, to] = [page.indexOf(head), page.lastIndexOf(tail)];
  return [
    page.slice(0, from),
    `<meta http-equiv="Content-Security-Policy" content="${policy}">\n<style>${style}</style>`,
    page.slice(from + head.length, to),
    `<script>${script}</script>\n</body>`,
    page.slice(to + tail.length),
  ].join('');
}
