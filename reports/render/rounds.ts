import type { Comparison } from '../model/rounds.ts';
import type { Language } from '../words/language.ts';
import { pageWords } from '../words/page.ts';
import type { Chart } from './charts/chart.ts';
import { htmlOf } from './html-text.ts';
import { filledTemplate } from './markdown.ts';
import { plain, shownText } from './markdown-text.ts';
import { figure, mark, ofBoth, type PageAssets, pageHtml, short, withSlots } from './page.ts';
import type { PageData } from './page-data.ts';
import type { PictureFile } from './pictures.ts';
import { type RoundsOptions, roundsView } from './view-rounds.ts';

type Templates = Readonly<Record<string, string>>;

const DOCUMENT = 'rounds';

/** The comparison of rounds as markdown. Throws `bad-template`. */
export const roundsMarkdown = (all: readonly Comparison[], templates: Templates, options: RoundsOptions): string =>
  filledTemplate(templates, DOCUMENT, roundsView(all, options));

/** Charts of each comparison as files, and what stands for them in the document. */
export function roundsPictures(
  charts: readonly (readonly Chart[])[],
  folder: string,
  extension: 'svg' | 'png',
  language: Language,
): { files: PictureFile[]; picture: (comparison: number) => string } {
  const name = ({ id }: Chart) => `${id}.${extension}`;
  return {
    files: charts.flat().map((chart) => ({ name: name(chart), chart })),
    picture: (comparison) =>
      (charts[comparison] ?? [])
        .map((chart) => `![${plain(chart.title[language])}](${folder}/${name(chart)})`)
        .join('\n\n'),
  };
}

/** The comparison as one page, in both languages. Throws `bad-template`. */
export function roundsPage(
  all: readonly Comparison[],
  charts: readonly (readonly Chart[])[],
  templates: Readonly<Record<Language, Templates>>,
  assets: PageAssets,
  options: RoundsOptions,
): Promise<string> {
  const { language } = options;
  const own = (one: Language, picture?: RoundsOptions['picture']): RoundsOptions => ({
    ...options,
    language: one,
    picture,
  });
  const data: PageData = {
    titles: ofBoth((one) => shownText(roundsView(all, own(one)).title)),
    markdown: ofBoth((one) => roundsMarkdown(all, templates[one], own(one))),
    runs: charts.map((some) => ({ charts: some.map(short), scopes: [] })),
    comparison: [],
  };
  const content = (one: Language) =>
    withSlots(
      htmlOf(
        roundsMarkdown(
          all,
          templates[one],
          own(one, (at) => mark(at, 'charts')),
        ),
        `${one}-`,
        pageWords(one).table,
      ),
      (at) => (at === 'all' ? [] : (charts[at] ?? [])).map((chart) => figure(chart, at, one)).join(''),
    );
  return pageHtml(content, data, assets, language);
}
