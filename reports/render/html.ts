import type { AnalysedRun } from '../model/analysed.ts';
import { anchor } from '../text/markdown-text.ts';
import { documentWords } from '../words/document.ts';
import type { Language } from '../words/language.ts';
import { pageWords } from '../words/page.ts';
import type { Chart } from './charts/chart.ts';
import type { RunCharts } from './charts/run-charts.ts';
import { named } from './charts/texts.ts';
import { answersHeading, answersTable } from './html-answers.ts';
import { figure, scopeChoice } from './html-figures.ts';
import { firstScreen, metaLine } from './html-first.ts';
import { contentsOf, foldedAppendix } from './html-fold.ts';
import { htmlOf, inlineHtml, plainText, textWords } from './html-markdown.ts';
import { escaped } from './html-text.ts';
import { markdownOf, type Templates } from './markdown.ts';
import { mark, ofBoth, pageOf, withoutMarks, withSlots } from './page.ts';
import { type PageData, packed } from './page-data.ts';
import { PAGE_MARKS, pageTemplates, pageView } from './page-parts.ts';
import { chartsIn, type Pictures, SLOTS, type Slot } from './pictures.ts';
import { type RenderOptions, type ReportView, reportView } from './view.ts';

export interface HtmlOptions extends Omit<RenderOptions, 'pictures'> {
  readonly templates: Readonly<Record<Language, Templates>>;
  readonly charts: readonly RunCharts[];
}

const MARKS: Pictures = { ofRun: mark };

type Views = Readonly<Record<Language, ReportView>>;

interface Page {
  readonly runs: readonly AnalysedRun[];
  readonly views: Views;
  readonly options: HtmlOptions;
}

function slotHtml(slot: Slot, run: number, page: Page, language: Language): string {
  const { runs, views, options } = page;
  const own = options.charts[run];
  const analysed = runs[run];
  if (!own || !analysed) return '';
  const words = pageWords(language);
  const isLed = views[language].apis[run]?.result.pictured === true;
  const shownAbove = isShownAbove(page, run, isLed);
  const figures = chartsIn(own, slot)
    .filter((chart) => slot === 'lead' || !shownAbove(chart))
    .map((chart) => figure(chart, run, language, slot === 'lead'))
    .join('');
  switch (slot) {
    // That of the run of which least ran stands on the first screen, the others where all load is told.
    case 'plan':
      return '';
    case 'lead':
      return isLed ? figures : '';
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

type Hero = { readonly chart: Chart; readonly run: number } | undefined;

const heroes = new WeakMap<Page, { readonly hero: Hero }>();

/** Planned against delivered load of the run of which least ran: the scenario whose share stands in the verdict. */
function heroOf(page: Page): Hero {
  // Asked for by each picture of each run.
  const known = heroes.get(page) ?? { hero: foundHero(page) };
  heroes.set(page, known);
  return known.hero;
}

function foundHero({ runs, options }: Page): Hero {
  const ratio = (at: number) => runs[at]?.verdict.delivered ?? 1;
  const drawn = options.charts.flatMap(({ load }, at) => (load.length > 0 ? [at] : []));
  const [run] = drawn.toSorted((a, b) => ratio(a) - ratio(b));
  const own = run === undefined ? undefined : options.charts[run];
  if (run === undefined || !own) return undefined;
  const place = runs[run]?.delivered.findIndex((one) => one.ratio === ratio(run)) ?? -1;
  const chart = own.load.find(({ id }) => id === `load-${place + 1}`) ?? own.load[0];
  return chart && { chart, run };
}

/** Charts that the body shows: the appendix has them once more only where its scenarios can be looked at one by one. */
function isShownAbove(page: Page, run: number, isLed: boolean): (chart: Chart) => boolean {
  const hero = heroOf(page);
  const own = page.options.charts[run];
  const lead = isLed && own && own.scopes.length < 2 ? chartsIn(own, 'lead') : [];
  return (chart) => (hero?.run === run && hero.chart.id === chart.id) || lead.includes(chart);
}

const isHangul = (text: string): boolean => /\p{Script=Hangul}/u.test(text);

/** What stands around an opinion: it is in the language of its author, whatever the page's. */
function opinionTag(notes: string | undefined, language: Language): string {
  const own = isHangul(notes ?? '') ? 'ko' : 'en';
  return own === language ? '<div class="opinion">\n' : `<div class="opinion" lang="${own}">\n`;
}

/** One language of the page. */
function content(page: Page, language: Language): string {
  const { runs, views, options } = page;
  const view = views[language];
  const markdown = markdownOf(pageView(view, language), pageTemplates(options.templates[language]));
  const [text = ''] = documentWords(language).parts({ isSeveral: view.several, isBrief: true });
  const heading = { text, id: `${language}-${anchor(text)}` };
  const hero = heroOf(page);
  // Beside several APIs, a picture of one of them says whose it is.
  const whose = hero && view.several ? ` · ${inlineHtml(view.apis[hero.run]?.title ?? '')}` : '';
  const picture = hero ? figure(hero.chart, hero.run, language, false, whose) : '';
  const first = () => firstScreen(runs, view, heading, picture, language);
  const { meta, first: place, notes, notesEnd, appendix } = PAGE_MARKS;
  const [main = '', ...rest] = htmlOf(markdown, `${language}-`, textWords(language)).split(`<p>${appendix}</p>`);
  // A user's own document has the first screen before its first part, or at its end.
  const before = main.search(/<h2[ >]|$/);
  const own = main.includes(`<p>${place}</p>`) ? main : `${main.slice(0, before)}<p>${place}</p>${main.slice(before)}`;
  const slots = (html: string) =>
    withSlots(html, (run, slot) => {
      const known = SLOTS.find((one) => one === slot);
      return run !== 'all' && known ? slotHtml(known, run, page, language) : '';
    });
  const body = own
    .replace(`<p>${meta}</p>`, () => metaLine(view, runs, language))
    .replace(`<p>${place}</p>`, first)
    .replace(`<p>${notes}</p>`, () => opinionTag(view.notes, language))
    .replace(`<p>${notesEnd}</p>`, () => '</div>');
  const apis = new Set(view.apis.map(({ appendixHeading }) => `${language}-${anchor(appendixHeading)}`));
  const end = rest.length === 0 ? '' : foldedAppendix(slots(rest.join('')), apis, language);
  const html = `${slots(body).replace(/<hr>\s*$/, '')}${end}`;
  return `${contentsOf(html, heading, language)}<div class="document">
${html}</div>
`;
}

/**
 * The report as one page, in both languages, without its script and its style (`withAssets`). Figures are those of the
 * markdown, charts are drawn from the same model. Throws `bad-template` as `renderMarkdown` does.
 */
export function renderPage(runs: readonly AnalysedRun[], options: HtmlOptions): string {
  const { charts, templates, notes, title, brief } = options;
  const views = ofBoth((language) => reportView(runs, { language, title, notes, brief, pictures: MARKS }));
  const data: PageData = {
    titles: ofBoth((language) => plainText(views[language].title)),
    // Places of charts left out: what is copied has none.
    markdown: ofBoth((language) => withoutMarks(markdownOf(views[language], templates[language]))),
    runs: charts.map(({ load, phases, requests, errors, server, scopes }) => ({
      charts: [...load, ...phases, ...requests, ...errors, ...server].map(packed),
      scopes: scopes.map((scope) => ({
        name: scope.scenario === undefined ? '' : named(scope.scenario).en,
        charts: scope.charts.map(packed),
      })),
    })),
  };
  const page = { runs, views, options };
  return pageOf((language) => content(page, language), data, options.language);
}
