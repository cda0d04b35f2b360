import type { AnalysedRun } from '../model/run.ts';
import { chartWords } from '../words/charts.ts';
import { LANGUAGES, type Language } from '../words/language.ts';
import { type PageWords, pageWords } from '../words/page.ts';
import type { Chart } from './charts/chart.ts';
import type { RunCharts } from './charts/run-charts.ts';
import { answersTable } from './html-answers.ts';
import { dataText, escaped, htmlOf } from './html-text.ts';
import { renderMarkdown, type Templates } from './markdown.ts';
import { unescaped } from './markdown-text.ts';
import type { PageData } from './page-data.ts';
import { chartsIn, type Pictures, SLOTS, type Slot } from './pictures.ts';
import { type RenderOptions, reportView } from './view.ts';

/** Files of the page: its script and its style, as text. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

export interface HtmlOptions extends Omit<RenderOptions, 'pictures'> {
  readonly templates: Readonly<Record<Language, Templates>>;
  readonly assets: PageAssets;
  readonly charts: readonly RunCharts[];
  readonly comparison: readonly Chart[];
}

/** A paragraph that no other text can be: what stands in a slot takes its place. */
const mark = (run: number | 'all', slot: string) => `\uE000${run} ${slot}\uE000`;
const MARKED = /<p>\uE000(all|\d+) (\w+)\uE000<\/p>/g;

const MARKS: Pictures = { ofRun: mark, comparison: mark('all', 'comparison') };

const plainText = (text: string) => unescaped(text.replaceAll('\\*', '')).replaceAll('`', '');

function figure(chart: Chart, run: number | 'all', language: Language): string {
  const note = chart.thinnedTo === undefined ? '' : chartWords(language).thinned(String(chart.thinnedTo));
  const [title, text] = [escaped(chart.title[language]), escaped(chart.text[language])];
  return `<figure data-run="${run}" data-id="${escaped(chart.id)}"${note && ` data-thinned="${escaped(note)}"`}>
<figcaption><strong>${title}</strong></figcaption>
<div class="canvas" role="img" aria-label="${title}. ${text}"></div>
<p class="text">${text}${note && ` ${escaped(note)}`}</p>
</figure>
`;
}

/** Which scenario the charts of a run are about; nothing where there is only one. */
function scopeChoice({ scopes }: RunCharts, run: number, language: Language, words: PageWords): string {
  if (scopes.length < 2) return '';
  const choices = scopes.map(({ scenario }, at) => {
    const name = `scope-${run}-${language}`;
    return `<label><input type="radio" name="${name}" data-scope="${at}" data-run="${run}"${at === 0 ? ' checked' : ''}> ${escaped(scenario ?? words.whole)}</label>`;
  });
  return `<fieldset class="scopes"><legend>${escaped(words.scenario)}</legend>${choices.join('\n')}</fieldset>\n`;
}

function slotHtml(
  slot: Slot,
  run: number,
  runs: readonly AnalysedRun[],
  { charts }: HtmlOptions,
  language: Language,
): string {
  const own = charts[run];
  const analysed = runs[run];
  if (!own || !analysed) return '';
  const words = pageWords(language);
  if (slot === 'answers') return answersTable(analysed, language);
  const figures = chartsIn(own, slot)
    .map((chart) => figure(chart, run, language))
    .join('');
  const noSamples = own.scopes.length === 0 ? `<p>${escaped(words.noSamples)}</p>\n` : '';
  switch (slot) {
    case 'time':
      return `${scopeChoice(own, run, language, words)}${figures}${noSamples}`;
    case 'errors':
      return `${figures}<p class="searched"><label>${escaped(words.search)} <input type="search" class="search"></label></p>\n`;
    default:
      return figures;
  }
}

/** Verdict and four figures of each API. */
function cards(runs: readonly AnalysedRun[], options: HtmlOptions, language: Language): string {
  const words = pageWords(language);
  const { apis } = reportView(runs, { language });
  const items = apis.map((api, at) => {
    const row = (name: string, value: string) =>
      `<div><dt>${escaped(name)}</dt><dd>${escaped(plainText(value))}</dd></div>`;
    return `<section class="card ${runs[at]?.verdict.kind ?? ''}">
<h2><a href="#${language}-${escaped(api.anchor)}">${escaped(plainText(api.title))}</a></h2>
<p class="verdict">${escaped(plainText(api.verdict))}</p>
<dl>${row(words.success, api.success)}${row(words.tps, api.tps)}${row(words.p95(plainText(api.goalLimit)), api.goalP95)}${row(words.delivered, api.delivered)}</dl>
</section>`;
  });
  const [first] = options.comparison.length > 0 ? options.comparison : (options.charts[0]?.load ?? []);
  const picture = first ? figure(first, options.comparison.length > 0 ? 'all' : 0, language) : '';
  return `<div class="cards">\n${items.join('\n')}\n</div>\n${picture}`;
}

function content(runs: readonly AnalysedRun[], options: HtmlOptions, language: Language): string {
  const { title, notes, templates } = options;
  const markdown = renderMarkdown(runs, templates[language], { language, title, notes, pictures: MARKS });
  const [head = '', ...rest] = htmlOf(markdown, `${language}-`, pageWords(language).table).split('</h1>');
  const body = rest.join('</h1>').replaceAll(MARKED, (_, run: string, slot: string) => {
    if (run === 'all') return options.comparison.map((chart) => figure(chart, 'all', language)).join('');
    const known = SLOTS.find((one) => one === slot);
    return known ? slotHtml(known, Number(run), runs, options, language) : '';
  });
  return `<div data-language="${language}" lang="${language}"${language === options.language ? '' : ' hidden'}>
${head}</h1>
${cards(runs, options, language)}
${body}</div>
`;
}

/** Values to as many digits as a picture can show. */
const short = (chart: Chart): Chart => ({
  ...chart,
  series: chart.series.map((one) => ({
    ...one,
    points: one.points.map(
      ([x, y]) => [Number(x.toPrecision(8)), y === null ? null : Number(y.toPrecision(6))] as const,
    ),
  })),
});

/** What a script or style must hash to for the page to allow it. */
async function sha256(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return `'sha256-${btoa(String.fromCharCode(...digest))}'`;
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
 * The report as one page that needs nothing else: no request, no script but its own, in both languages. Figures are those
 * of the markdown, charts are drawn from the same model. Throws `bad-template` as `renderMarkdown` does.
 */
export async function renderHtml(runs: readonly AnalysedRun[], options: HtmlOptions): Promise<string> {
  const { assets, charts, comparison, templates, notes, title } = options;
  const ofBoth = <Value>(make: (language: Language) => Value): Record<Language, Value> => ({
    ko: make('ko'),
    en: make('en'),
  });
  const titles = ofBoth((language) => plainText(reportView(runs, { language, title }).title));
  const data: PageData = {
    titles,
    markdown: ofBoth((language) => renderMarkdown(runs, templates[language], { language, title, notes })),
    runs: charts.map(({ load, phases, errors, scopes }) => ({
      charts: [...load, ...phases, ...errors].map(short),
      scopes: scopes.map((scope) => ({ charts: scope.charts.map(short) })),
    })),
    comparison: comparison.map(short),
  };
  const policy = `default-src 'none'; script-src ${await sha256(assets.script)}; style-src ${await sha256(assets.style)}; img-src data:; base-uri 'none'; form-action 'none'`;
  const skip = pageWords(options.language).skip;
  return `<!doctype html>
<html lang="${options.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="buha">
<title>${escaped(titles[options.language])}</title>
<style>${assets.style}</style>
</head>
<body>
<a class="skip" href="#main">${escaped(skip)}</a>
<header>
${toolbar(options, titles)}</header>
<main id="main">
${LANGUAGES.map((language) => content(runs, options, language)).join('')}</main>
<script type="application/json" id="data">${dataText(data)}</script>
<script>${assets.script}</script>
</body>
</html>
`;
}
