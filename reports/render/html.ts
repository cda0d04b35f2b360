import type { AnalysedRun } from '../model/run.ts';
import type { Language } from '../words/language.ts';
import { type PageWords, pageWords } from '../words/page.ts';
import type { Chart } from './charts/chart.ts';
import type { RunCharts } from './charts/run-charts.ts';
import { answersTable } from './html-answers.ts';
import { escaped, htmlOf } from './html-text.ts';
import { renderMarkdown, type Templates } from './markdown.ts';
import { shownText } from './markdown-text.ts';
import { figure, mark, ofBoth, type PageAssets, pageHtml, short, withSlots } from './page.ts';
import type { PageData } from './page-data.ts';
import { chartsIn, type Pictures, SLOTS, type Slot } from './pictures.ts';
import { type RenderOptions, reportView } from './view.ts';

export interface HtmlOptions extends Omit<RenderOptions, 'pictures'> {
  readonly templates: Readonly<Record<Language, Templates>>;
  readonly assets: PageAssets;
  readonly charts: readonly RunCharts[];
  readonly comparison: readonly Chart[];
}

const MARKS: Pictures = { ofRun: mark, comparison: mark('all', 'comparison') };

const plainText = (text: string) => shownText(text.replaceAll('\\*', ''));

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
  const body = withSlots(rest.join('</h1>'), (run, slot) => {
    if (run === 'all') return options.comparison.map((chart) => figure(chart, 'all', language)).join('');
    const known = SLOTS.find((one) => one === slot);
    return known ? slotHtml(known, run, runs, options, language) : '';
  });
  return `${head}</h1>
${cards(runs, options, language)}
${body}`;
}

/**
 * The report as one page that needs nothing else: no request, no script but its own, in both languages. Figures are those
 * of the markdown, charts are drawn from the same model. Throws `bad-template` as `renderMarkdown` does.
 */
export async function renderHtml(runs: readonly AnalysedRun[], options: HtmlOptions): Promise<string> {
  const { assets, charts, comparison, templates, notes, title } = options;
  const titles = ofBoth((language) => plainText(reportView(runs, { language, title }).title));
  const data: PageData = {
    titles,
    markdown: ofBoth((language) => renderMarkdown(runs, templates[language], { language, title, notes })),
    runs: charts.map(({ load, phases, errors, server, scopes }) => ({
      charts: [...load, ...phases, ...errors, ...server].map(short),
      scopes: scopes.map((scope) => ({ charts: scope.charts.map(short) })),
    })),
    comparison: comparison.map(short),
  };
  return pageHtml((language) => content(runs, options, language), data, assets, options.language);
}
