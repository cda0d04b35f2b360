import Handlebars from 'handlebars';
import type { AnalysedRun } from '../model/run.ts';
import { type RenderOptions, reportView } from './view.ts';

/** Handlebars sources by file name without extension; `report` is the document, the others are its partials. */
export type Templates = Readonly<Record<string, string>> & { readonly report: string };

/** The report as markdown. Text is escaped for markdown where the view is made, so templates render it as it is. */
export function renderMarkdown(runs: readonly AnalysedRun[], templates: Templates, options: RenderOptions): string {
  const handlebars = Handlebars.create();
  for (const [name, source] of Object.entries(templates)) handlebars.registerPartial(name, source);
  const render = handlebars.compile(templates.report, { noEscape: true, strict: true });
  return `${render(reportView(runs, options))
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}
