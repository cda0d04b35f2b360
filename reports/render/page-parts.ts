import type { Language } from '../words/language.ts';
import { pageWords } from '../words/page.ts';
import type { Templates } from './markdown.ts';
import { mark } from './page.ts';
import type { ReportView } from './view.ts';

/** Places of the document that the page fills in its own way: it says the same, each fact once, in another form. */
export const PAGE_MARKS = {
  meta: mark('all', 'meta'),
  first: mark('all', 'first'),
  notes: mark('all', 'notes'),
  notesEnd: mark('all', 'notesEnd'),
  appendix: mark('all', 'appendix'),
} as const;

/**
 * Templates of a report as its page lays it out: a first screen in the place of head, summary and next steps; the
 * appendix marked, since the page folds it.
 */
export const pageTemplates = (templates: Templates): Templates => ({
  ...templates,
  head: `\n${PAGE_MARKS.meta}\n\n{{#each warnings}}\n> {{this}}\n>\n{{/each}}\n\n${PAGE_MARKS.first}\n`,
  // The first screen has a row for each API; of a single one the scenarios or levels behind it are left to be told.
  summary: '{{#unless several}}\n## {{resultHeading}}\n{{#each apis}}\n{{> result}}\n{{/each}}\n{{/unless}}\n',
  'next-steps': '',
  appendix: `${PAGE_MARKS.appendix}\n\n${templates.appendix ?? ''}`,
});

/** What templates of the page are given: no drawing of characters where there are pictures. */
export const pageView = (view: ReportView, language: Language): ReportView & { readonly resultHeading: string } => ({
  ...view,
  resultHeading: pageWords(language).result,
  loads: view.loads.map((load) => ({ ...load, drawing: undefined })),
  notes: view.notes === undefined ? undefined : `${PAGE_MARKS.notes}\n\n${view.notes}\n\n${PAGE_MARKS.notesEnd}`,
});
