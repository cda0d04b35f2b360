import { lossesOf } from '../analyse/rounds.ts';
import type { Comparison } from '../model/rounds.ts';
import { plain } from '../text/markdown-text.ts';
import type { Language } from '../words/language.ts';
import type { Chart } from './charts/chart.ts';
import { changesChart } from './charts/rounds-charts.ts';
import { documentPage } from './document-page.ts';
import { type Banner, gravestOf, worstKind } from './html-banner.ts';
import { filledTemplate } from './markdown.ts';
import { ofBoth, type PageAssets } from './page.ts';
import type { PictureFile } from './pictures.ts';
import { lastRuns } from './rounds-figures.ts';
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

/** The kind of the last round of every API; one that met its goals and is worse than the first is no success. */
const latestKind = (all: readonly Comparison[]): Banner['kind'] =>
  gravestOf([worstKind(all.flatMap(lastRuns)), ...all.flatMap(lossesOf).map(() => 'slo-fail' as const)]);

/** The comparison as one page, in both languages. Throws `bad-template`. */
export function roundsPage(
  all: readonly Comparison[],
  charts: readonly (readonly Chart[])[],
  templates: Readonly<Record<Language, Templates>>,
  assets: PageAssets,
  options: RoundsOptions,
): Promise<string> {
  const own = (language: Language, picture?: RoundsOptions['picture']): RoundsOptions => ({
    ...options,
    language,
    picture,
    isPage: true,
  });
  return documentPage({
    titles: ofBoth((language) => roundsView(all, own(language)).title),
    charts: charts.map((one, at) => {
      const comparison = all[at];
      return comparison ? [...changesChart(comparison, at + 1, options.labels), ...one] : one;
    }),
    markdown: (language, picture, hasBanner) => {
      const told = hasBanner ? { ...templates[language], 'rounds-summary': '', 'next-steps': '' } : templates[language];
      return roundsMarkdown(all, told, own(language, picture));
    },
    banner: (language) => {
      const { verdict, reasons, summary } = roundsView(all, own(language));
      const text = [...(reasons === '' ? [] : [reasons]), summary.map((line) => `- ${line}`).join('\n')].join('\n\n');
      return { kind: latestKind(all), verdict, reasons: text };
    },
    steps: (language) => roundsView(all, own(language)).steps,
    assets,
    language: options.language,
  });
}
