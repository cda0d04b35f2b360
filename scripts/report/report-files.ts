import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { AnalysedRun } from '../../reports/model/analysed.ts';
import type { Chart } from '../../reports/render/charts/chart.ts';
import type { RunCharts } from '../../reports/render/charts/run-charts.ts';
import type { PageAssets } from '../../reports/render/page.ts';
import type { PictureFile } from '../../reports/render/pictures.ts';
import type { Language } from '../../reports/words/language.ts';
import { ROOT } from '../paths.ts';
import { writeWhole } from '../read/files.ts';
import { type ReportLook, readNotes, renderReport } from './report.ts';
import { loadTemplates } from './templates.ts';

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

/** Pictures of a report lie in a folder that is named after it. */
export function pictureFolder(file: string): { path: string; link: string } {
  const name = `${basename(file).replace(/\.[^.]+$/, '')}-charts`;
  return { path: join(dirname(file), name), link: encodeURI(name) };
}

/** Draws charts into a folder. Throws `cannot-write`, `no-browser` for PNG. */
export async function writePictures(
  files: readonly PictureFile[],
  folder: string,
  language: Language,
  isPng: boolean,
): Promise<void> {
  const { chartSvg } = await import('../../reports/render/svg.ts');
  const svgs = files.map(({ chart }) => chartSvg(chart, language));
  const drawn = isPng ? await (await import('./png.ts')).pngsOf(svgs) : svgs;
  for (const [at, { name }] of files.entries()) await writeWhole(join(folder, name), drawn[at] ?? '');
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
  script: await readFile(join(ROOT, 'dist', 'page.js'), 'utf8'),
  style: await readFile(join(ROOT, 'dist', 'page-style.css'), 'utf8'),
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
    notes: notes === undefined ? undefined : await readNotes(notes),
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
