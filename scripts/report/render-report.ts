import { readFile } from 'node:fs/promises';
import type { AnalysedRun } from '../../reports/model/analysed.ts';
import type { Chart } from '../../reports/render/charts/chart.ts';
import type { RunCharts } from '../../reports/render/charts/run-charts.ts';
import { renderMarkdown } from '../../reports/render/markdown.ts';
import type { PageAssets } from '../../reports/render/page.ts';
import type { RenderOptions } from '../../reports/render/view.ts';
import { builtFile } from '../paths.ts';
import { writeWhole } from '../read/files.ts';
import { readText } from '../read/text-file.ts';
import { writePictures } from './pictures.ts';
import { loadTemplates } from './templates.ts';

/** How a report is written. `notes` and `template` are paths. */
export interface ReportLook
  extends Pick<RenderOptions, 'language'>,
    Partial<Pick<RenderOptions, 'title' | 'pictures'>> {
  readonly notes?: string | undefined;
  readonly template?: string | undefined;
}

/** The report as markdown. */
export async function renderReport(
  runs: readonly AnalysedRun[],
  { language, title, notes, template, pictures }: ReportLook,
): Promise<string> {
  return renderMarkdown(runs, await loadTemplates(language, template), {
    language,
    title,
    pictures,
    notes: notes === undefined ? undefined : await readText(notes),
  });
}

/** Charts of a report. */
export interface Drawn {
  readonly charts: readonly RunCharts[];
  readonly comparison: readonly Chart[];
}

/** What can be drawn of the runs. Loaded only where something is drawn. */
export async function drawnOf(runs: readonly AnalysedRun[]): Promise<Drawn> {
  const [{ mostPointsFor, runCharts }, { comparisonChart }, { titlesOf }] = await Promise.all([
    import('../../reports/render/charts/run-charts.ts'),
    import('../../reports/render/charts/comparison-chart.ts'),
    import('../../reports/render/view.ts'),
  ]);
  const mostPoints = mostPointsFor(runs);
  return {
    charts: runs.map((run) => runCharts(run, mostPoints)),
    comparison: comparisonChart(runs, { ko: titlesOf(runs, 'ko'), en: titlesOf(runs, 'en') }),
  };
}

/** Writes the report as markdown, with its pictures in a folder beside it. Throws `cannot-write`, `no-browser` for PNG. */
export async function writeMarkdown(
  file: string,
  pictureFolder: { readonly path: string; readonly link: string },
  runs: readonly AnalysedRun[],
  { charts, comparison }: Drawn,
  look: ReportLook,
  isPng = false,
): Promise<void> {
  const { pictureFiles } = await import('../../reports/render/pictures.ts');
  const { language } = look;
  const { files, pictures } = pictureFiles(charts, comparison, pictureFolder.link, isPng ? 'png' : 'svg', language);
  await writePictures(files, pictureFolder.path, language, isPng);
  await writeWhole(file, await renderReport(runs, { ...look, pictures }));
}

/** The built script and style of the page. */
export const pageAssets = async (): Promise<PageAssets> => ({
  script: await readFile(await builtFile('page.js'), 'utf8'),
  style: await readFile(await builtFile('page-style.css'), 'utf8'),
});

/** The report as one page, in both languages, without its script and its style. */
export async function pageReport(
  runs: readonly AnalysedRun[],
  { charts, comparison }: Drawn,
  { language, title, notes, template }: ReportLook,
): Promise<string> {
  const { renderPage } = await import('../../reports/render/html.ts');
  return renderPage(runs, {
    language,
    title,
    notes: notes === undefined ? undefined : await readText(notes),
    // A user's own templates are of one language; the other keeps ours.
    templates: {
      ko: await loadTemplates('ko', language === 'ko' ? template : undefined),
      en: await loadTemplates('en', language === 'en' ? template : undefined),
    },
    charts,
    comparison,
  });
}

/** The report as one page that needs nothing else. */
export async function htmlReport(runs: readonly AnalysedRun[], drawn: Drawn, look: ReportLook): Promise<string> {
  const { withAssets } = await import('../../reports/render/page.ts');
  return withAssets(await pageReport(runs, drawn, look), await pageAssets());
}
