import Handlebars from 'handlebars';
import type { AnalysedRun } from '../model/analysed.ts';
import { inert } from '../text/inert.ts';
import { templateFault } from './template-fault.ts';
import { type RenderOptions, type ReportView, reportView } from './view.ts';

/** Handlebars sources by file name without extension; `report` is the document, the others are its partials. */
export type Templates = Readonly<Record<string, string>> & { readonly report: string };

/** Templates are compiled once, however many reports they lay out. */
const compiledOnce = new WeakMap<object, Map<string, Handlebars.TemplateDelegate>>();

function compiled(templates: Readonly<Record<string, string>>, document: string): Handlebars.TemplateDelegate {
  const documents = compiledOnce.get(templates) ?? new Map<string, Handlebars.TemplateDelegate>();
  compiledOnce.set(templates, documents);
  const known = documents.get(document);
  if (known) return known;
  const handlebars = Handlebars.create();
  for (const [name, source] of Object.entries(templates)) handlebars.registerPartial(name, source);
  const render = handlebars.compile(templates[document] ?? '', {
    noEscape: true,
    strict: true,
    // There are no others to look for at run time.
    knownHelpers: { if: true, unless: true, each: true, with: true },
    knownHelpersOnly: true,
  });
  documents.set(document, render);
  return render;
}

/**
 * A document as markdown, from its template and the partials beside it. Text is escaped for markdown where the view is
 * made, so templates render it as it is. Throws `bad-template` for a template that Handlebars cannot parse, or that names
 * a field that there is not.
 */
export function filledTemplate(templates: Readonly<Record<string, string>>, document: string, view: object): string {
  const render = compiled(templates, document);
  try {
    // Notes and templates are text from outside, too.
    const text = inert(render(view));
    return `${text.replaceAll(/\n{3,}/g, '\n\n').trim()}\n`;
  } catch (fault) {
    throw templateFault(fault, templates, document, isRefused);
  }
}

function isRefused(source: string): boolean {
  try {
    Handlebars.parse(source);
    return false;
  } catch {
    return true;
  }
}

/** The report as markdown. Throws `bad-template`. */
export const renderMarkdown = (runs: readonly AnalysedRun[], templates: Templates, options: RenderOptions): string =>
  markdownOf(reportView(runs, options), templates);

/** A view laid out by templates. Throws as `renderMarkdown` does. */
export const markdownOf = (view: ReportView, templates: Templates): string => filledTemplate(templates, 'report', view);
