import type { AnalysedRun } from '../model/analysed.ts';
import type { Language } from '../words/language.ts';
import { pageWords } from '../words/page.ts';
import type { Chart } from './charts/chart.ts';
import type { RunCharts } from './charts/run-charts.ts';
import { named } from './charts/texts.ts';
import { answersHeading, answersTable } from './html-answers.ts';
import { firstScreen, plainText } from './html-cards.ts';
import { figure, scopeChoice } from './html-figures.ts';
import { escaped, htmlOf } from './html-text.ts';
import { markdownOf, type Templates } from './markdown.ts';
import { mark, ofBoth, pageOf, withoutMarks, withSlots } from './page.ts';
import { type PageData, packed } from './page-data.ts';
import { chartsIn, type Pictures, SLOTS, type Slot } from './pictures.ts';
import { type RenderOptions, type ReportView, reportView } from './view.ts';

export interface HtmlOptions extends Omit<RenderOptions, 'pictures'> {
  readonly templates: Readonly<Record<Language, Templates>>;
  readonly charts: readonly RunCharts[];
  readonly comparison: readonly Chart[];
}

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
  // The page has its own first screen, and shows each chart where all of them stand.
  if (slot === 'lead' || slot === 'plan') return '';
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
  const body = withSlots(html.slice(parts), (run, slot) => {
    if (run === 'all') return comparison.map((chart) => figure(chart, 'all', language)).join('');
    const known = SLOTS.find((one) => one === slot);
    return known ? slotHtml(known, run, runs, views, options, language) : '';
  });
  return `${html.slice(0, parts)}
${firstScreen(runs, views[language], charts, comparison, language)}
${body}`;
}

/**
 * The report as one page, in both languages, without its script and its style (`withAssets`). Figures are those of the
 * markdown, charts are drawn from the same model. Throws `bad-template` as `renderMarkdown` does.
 */
export function renderPage(runs: readonly AnalysedRun[], options: HtmlOptions): string {
  const { charts, comparison, templates, notes, title, brief } = options;
  const views = ofBoth((language) => reportView(runs, { language, title, notes, brief, pictures: MARKS }));
  const titles = ofBoth((language) => plainText(views[language].title));
  const markdown = ofBoth((language) => markdownOf(views[language], templates[language]));
  const data: PageData = {
    titles,
    // Places of charts left out: what is copied has none.
    markdown: ofBoth((language) => withoutMarks(markdown[language])),
    runs: charts.map(({ load, phases, errors, server, scopes }) => ({
      charts: [...load, ...phases, ...errors, ...server].map(packed),
      scopes: scopes.map((scope) => ({
        name: scope.scenario === undefined ? '' : named(scope.scenario).en,
        charts: scope.charts.map(packed),
      })),
    })),
    comparison: comparison.map(packed),
  };
  return pageOf((language) => content(runs, views, markdown[language], options, language), data, options.language);
}
