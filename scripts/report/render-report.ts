import type { AnalysedRun } from '../../reports/model/analysed.ts';
import type { RunCharts } from '../../reports/render/charts/run-charts.ts';
import { renderMarkdown } from '../../reports/render/markdown.ts';
import type { RenderOptions } from '../../reports/render/view.ts';
import { shownText } from '../../reports/text/markdown-text.ts';
import { pageAssets } from './page-assets.ts';
import { type PicturesBeside, writePictures } from './pictures.ts';
import { bothTemplates, loadTemplates } from './templates.ts';

/** How a report is written: `notes` is the author's text, `template` a folder. */
export interface ReportLook
  extends Pick<RenderOptions, 'language'>,
    Partial<Pick<RenderOptions, 'title' | 'pictures'>> {
  readonly notes?: string | undefined;
  readonly template?: string | undefined;
  /** The body of the document alone, without its appendix. */
  readonly brief?: boolean | undefined;
}

/** The report as markdown. */
export async function renderReport(
  runs: readonly AnalysedRun[],
  { language, title, notes, template, pictures, brief }: ReportLook,
): Promise<string> {
  return renderMarkdown(runs, await loadTemplates(language, template), {
    language,
    title,
    pictures,
    notes,
    brief,
  });
}

/** Charts of a report. */
export interface Drawn {
  readonly charts: readonly RunCharts[];
}

const known = new WeakMap<readonly AnalysedRun[], Promise<Drawn>>();

/** What can be drawn of the runs, once for all forms of their report. Loaded only where something is drawn. */
export function drawnOf(runs: readonly AnalysedRun[]): Promise<Drawn> {
  const drawn = known.get(runs) ?? drawing(runs);
  known.set(runs, drawn);
  return drawn;
}

async function drawing(runs: readonly AnalysedRun[]): Promise<Drawn> {
  const { mostPointsFor, runCharts } = await import('../../reports/render/charts/run-charts.ts');
  const mostPoints = mostPointsFor(runs);
  return { charts: runs.map((run) => runCharts(run, mostPoints)) };
}

/** The report as markdown, with its pictures written beside it. Throws `cannot-write`, `no-browser` for PNG. */
export async function markdownReport(
  runs: readonly AnalysedRun[],
  look: ReportLook,
  beside: PicturesBeside | undefined,
): Promise<string> {
  if (!beside) return renderReport(runs, look);
  const { BODY_SLOTS, pictureFiles, SLOTS } = await import('../../reports/render/pictures.ts');
  const { charts } = await drawnOf(runs);
  const { files, pictures } = pictureFiles(
    charts,
    beside.link,
    beside.form,
    look.language,
    new Set(look.brief ? BODY_SLOTS : SLOTS),
  );
  // First what a user's template may refuse: then no picture is written either.
  const report = await renderReport(runs, { ...look, pictures });
  await writePictures(files, beside, look.language);
  return report;
}

/** The report as one page, in both languages, without its script and its style. */
export async function pageReport(
  runs: readonly AnalysedRun[],
  { charts }: Drawn,
  { language, title, notes, template, brief }: ReportLook,
): Promise<string> {
  const { renderPage } = await import('../../reports/render/html.ts');
  return renderPage(runs, {
    language,
    title,
    notes,
    brief,
    templates: await bothTemplates(language, template),
    charts,
  });
}

/** The page on sheets, with its title and when it was measured above each. Throws what `pdfOf` throws. */
export async function pdfReport(runs: readonly AnalysedRun[], look: ReportLook): Promise<Uint8Array> {
  const [{ pdfOf }, { reportView }] = await Promise.all([import('./pdf.ts'), import('../../reports/render/view.ts')]);
  const { title, head } = reportView(runs, look);
  return pdfOf(await htmlReport(runs, look), { title: shownText(title), when: shownText(head.when) });
}

/** The report as one page that needs nothing else. */
export async function htmlReport(runs: readonly AnalysedRun[], look: ReportLook): Promise<string> {
  const { withAssets } = await import('../../reports/render/page.ts');
  return withAssets(await pageReport(runs, await drawnOf(runs), look), await pageAssets());
}
