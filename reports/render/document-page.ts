import { shownText } from '../text/markdown-text.ts';
import type { Language } from '../words/language.ts';
import type { Chart } from './charts/chart.ts';
import { type Banner, bannerHtml } from './html-banner.ts';
import { figure } from './html-figures.ts';
import { contentsOf } from './html-fold.ts';
import { htmlOf, textWords } from './html-markdown.ts';
import { stepsBoxes } from './html-steps.ts';
import { mark, ofBoth, type PageAssets, pageOf, withAssets, withSlots } from './page.ts';
import { packed } from './page-data.ts';
import type { StepRow } from './view-steps.ts';

/** A document of markdown whose charts stand where the markdown names them by their number. */
export interface Document {
  /** As markdown. */
  readonly titles: Readonly<Record<Language, string>>;
  /** Charts of each place. */
  readonly charts: readonly (readonly Chart[])[];
  /** The document; `picture` is what stands for the charts of a place, `hasBanner` that the page says the verdict itself. */
  readonly markdown: (language: Language, picture: (place: number) => string, hasBanner: boolean) => string;
  /** What the page says first. */
  readonly banner: (language: Language) => Banner;
  /** What to do next, below it. */
  readonly steps?: (language: Language) => readonly StepRow[];
  readonly assets: PageAssets;
  /** The language that it opens with. */
  readonly language: Language;
}

/** The document as one page, in both languages. */
export function documentPage({ titles, charts, markdown, banner, steps, assets, language }: Document): Promise<string> {
  const content = (one: Language) => {
    const text = markdown(one, (place) => mark(place, 'charts'), true);
    const html = withSlots(htmlOf(text, `${one}-`, textWords(one)), (place) =>
      place === 'all' ? '' : (charts[place] ?? []).map((chart) => figure(chart, place, one)).join(''),
    ).replace('</h1>', () => `</h1>\n${bannerHtml(banner(one), one)}${stepsBoxes(steps?.(one) ?? [], one)}`);
    const contents = html.split('<h2 ').length > 2 ? contentsOf(html, undefined, one) : '';
    return `${contents}<div class="document">\n${html}</div>\n`;
  };
  const data = {
    titles: ofBoth((one) => shownText(titles[one])),
    markdown: ofBoth((one) => markdown(one, () => '', false)),
    runs: charts.map((own) => ({ charts: own.map(packed), scopes: [] })),
  };
  return withAssets(pageOf(content, data, language), assets);
}
