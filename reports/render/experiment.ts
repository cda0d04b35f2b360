import type { Experiment } from '../model/experiment.ts';
import type { Language } from '../words/language.ts';
import type { Chart } from './charts/chart.ts';
import { documentPage } from './document-page.ts';
import { filledTemplate } from './markdown.ts';
import { ofBoth, type PageAssets } from './page.ts';
import { type ExperimentOptions, experimentView } from './view-experiment.ts';

type Templates = Readonly<Record<string, string>>;

/** The report of an experiment as markdown. Throws `bad-template`. */
export const experimentMarkdown = (experiment: Experiment, templates: Templates, options: ExperimentOptions): string =>
  filledTemplate(templates, 'experiment', experimentView(experiment, options));

/** The report of an experiment as one page, in both languages. Throws `bad-template`. */
export function experimentPage(
  experiment: Experiment,
  charts: readonly Chart[],
  templates: Readonly<Record<Language, Templates>>,
  assets: PageAssets,
  options: ExperimentOptions,
): Promise<string> {
  return documentPage({
    titles: ofBoth((language) => experimentView(experiment, { ...options, language }).title),
    charts: [charts],
    markdown: (language, picture, hasBanner) => {
      const told = hasBanner
        ? { ...templates[language], 'experiment-verdict': '', 'next-steps': '' }
        : templates[language];
      return experimentMarkdown(experiment, told, { ...options, language, picture: picture(0) });
    },
    // A hypothesis that fell is as good an answer as one that held.
    banner: (language) => {
      const { verdict, reason } = experimentView(experiment, { ...options, language });
      return { kind: experiment.verdict === 'undecided' ? 'undecided' : 'pass', verdict, reasons: reason };
    },
    steps: (language) => experimentView(experiment, { ...options, language }).steps,
    assets,
    language: options.language,
  });
}
