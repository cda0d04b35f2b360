import { join } from 'node:path';
import type { Experiment } from '../../reports/model/experiment.ts';
import { experimentCharts } from '../../reports/render/charts/experiment-chart.ts';
import { experimentMarkdown, experimentPage } from '../../reports/render/experiment.ts';
import type { WrittenFile } from '../../reports/render/run-summary.ts';
import type { ExperimentOptions } from '../../reports/render/view-experiment.ts';
import { plain } from '../../reports/text/markdown-text.ts';
import type { Call } from '../call.ts';
import { PAGE_FILE, REPORT_FILE } from '../read/run-files.ts';
import { pageAssets } from '../report/page-assets.ts';
import { picturesBeside, writePictures } from '../report/pictures.ts';
import { bothTemplates } from '../report/templates.ts';
import { writeOutput } from '../write/output.ts';

/** Writes the report of an experiment into its folder, as markdown with its chart and as a page. */
export async function writeExperiment(
  folder: string,
  experiment: Experiment,
  options: ExperimentOptions,
  call: Pick<Call, 'host'>,
): Promise<WrittenFile[]> {
  const { language } = options;
  const [file, page] = [join(folder, REPORT_FILE), join(folder, PAGE_FILE)];
  const templates = await bothTemplates(language);
  const charts = experimentCharts(experiment);
  const files = charts.map((chart) => ({ name: `${chart.id}.svg`, chart }));
  const beside = picturesBeside(file, false);
  if (beside) await writePictures(files, beside, language);
  const picture =
    beside && files.map(({ name, chart }) => `![${plain(chart.title[language])}](${beside.link}/${name})`).join('\n\n');
  const text = experimentMarkdown(experiment, templates[language], { ...options, picture });
  const html = await experimentPage(experiment, charts, templates, await pageAssets(), options);
  return [...(await writeOutput(file, 'report', text, call)), ...(await writeOutput(page, 'page', html, call))];
}
