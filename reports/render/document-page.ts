import { shownText } from '../text/markdown-text.ts';
import type { Language } from '../words/language.ts';
import type { Chart } from './charts/chart.ts';
import { figure } from './html-figures.ts';
import { htmlOf, textWords } from './html-markdown.ts';
import { mark, ofBoth, type PageAssets, pageOf, withAssets, withSlots } from './page.ts';
import { packed } from './page-data.ts';

/** A document of markdown whose charts stand where the markdown names them by their number. */
export interface Document {
  /** As markdown. */
  readonly titles: Readonly<Record<Language, string>>;
  /** Charts of each place. */
  readonly charts: readonly (readonly Chart[])[];
  /** The document; `picture` is what stands for the charts of a place. */
  readonly markdown: (language: Language, picture: (place: number) => string) => string;
  readonly assets: PageAssets;
  /** The language that it opens with. */
  readonly language: Language;
}

/** The document as one page, in both languages. */
export function documentPage({ titles, charts, markdown, assets, language }: Document): Promise<string> {
  const content = (one: Language) =>
    withSlots(
      htmlOf(
        markdown(one, (place) => mark(place, 'charts')),
        `${one}-`,
        textWords(one),
      ),
      (place) => (place === 'all' ? '' : (charts[place] ?? []).map((chart) => figure(chart, place, one)).join('')),
    );
  const data = {
    titles: ofBoth((one) => shownText(titles[one])),
    markdown: ofBoth((one) => markdown(one, () => '')),
    runs: charts.map((own) => ({ charts: own.map(packed), scopes: [] })),
  };
  return withAssets(pageOf(content, data, language), assets);
}
