import { join } from 'node:path';
import type { Experiment } from '../../reports/model/experiment.ts';
import { experimentChart } from '../../reports/render/charts/experiment-chart.ts';
import { experimentMarkdown, experimentPage } from '../../reports/render/experiment.ts';
import type { WrittenFile } from '../../reports/render/run-summary.ts';
import type { ExperimentOptions } from '../../reports/render/view-experiment.ts';
import { plain } from '../../reports/text/markdown-text.ts';
import { writeWhole } from '../read/files.ts';
import { PAGE_FILE, REPORT_FILE } from '../read/run-files.ts';
import { pictureFolder, writePictures } from '../report/pictures.ts';
import { pageAssets } from '../report/render-report.ts';
import { writtenFile } from '../report/run-summary.ts';
import { loadTemplates } from '../report/templates.ts';

/** Writes the report of an experiment into its folder, as markdown with its chart and as a page. */
export async function writeExperiment(
  folder: string,
  experiment: Experiment,
  options: ExperimentOptions,
): Promise<WrittenFile[]> {
  const { language } = options;
  const [file, page] = [join(folder, REPORT_FILE), join(folder, PAGE_FILE)];
  const templates = { ko: await loadTemplates('ko'), en: await loadTemplates('en') };
  const chart = experimentChart(experiment);
  const pictures = pictureFolder(file);
  const name = `${chart.id}.svg`;
  await writePictures([{ name, chart }], pictures.path, language, false);
  const picture = `![${plain(chart.title[language])}](${pictures.link}/${name})`;
  await writeWhole(file, experimentMarkdown(experiment, templates[language], { ...options, picture }));
  await writeWhole(page, await experimentPage(experiment, chart, templates, await pageAssets(), options));
  return [writtenFile('report', file), writtenFile('page', page)];
}
