import MarkdownIt from 'markdown-it';
import { decoded } from '../text/decoded.ts';
import { anchor, shownText } from '../text/markdown-text.ts';
import type { Language } from '../words/language.ts';
import { pageWords } from '../words/page.ts';
import { reportWords } from '../words/report.ts';
import { escaped } from './html-text.ts';

/** Words that turn up in what is made of markdown. */
export interface TextWords {
  /** Label of a table below a heading. */
  readonly table: (heading: string) => string;
  /** Marks of how sure a sentence is, as the markdown writes them. */
  readonly confidence: readonly string[];
}

export const textWords = (language: Language): TextWords => ({
  table: pageWords(language).table,
  confidence: Object.values(reportWords(language).confidence),
});

/** Characters of a name in a first column that are kept in one line, whatever the width. */
const SHORT_NAME = 24;

/** Markdown as this page shows it, without what belongs to whole documents. */
function markdownIt(prefix: string, confidence: readonly string[]) {
  const md = new MarkdownIt({ html: false, linkify: false });
  const { rules } = md.renderer;
  rules.text = (tokens, at) =>
    confidence.reduce(
      (html, mark) => html.replaceAll(mark, `<span class="chip">${mark.slice(1, -1)}</span>`),
      escaped(tokens[at]?.content ?? ''),
    );
  rules.link_open = (tokens, at, options, _env, self) => {
    const token = tokens[at];
    const href = String(token?.attrGet('href') ?? '');
    // Anchors come percent-encoded; ids are as they are.
    if (href.startsWith('#')) token?.attrSet('href', `#${prefix}${decoded(href.slice(1))}`);
    return self.renderToken(tokens, at, options);
  };
  // An opinion may show a picture; the page has what it holds and asks for nothing else.
  rules.image = (tokens, at) => escaped(tokens[at]?.content ?? '');
  return md;
}

/** Our own markdown of one line, such as a cell, as HTML. */
export const inlineHtml = (markdown: string, { confidence }: Pick<TextWords, 'confidence'> = { confidence: [] }) =>
  markdownIt('', confidence).renderInline(markdown);

/** Markdown of one line as plain text. */
export const plainText = (text: string): string => shownText(text.replaceAll(/(?<!\\\*)\\\*(?!\\\*)/g, ''));

/**
 * Our own markdown as HTML. What markup it holds is shown as text; anchors get a prefix, for the page holds the report
 * twice; columns are aligned by a class, since the page allows no style attributes; wide tables scroll by themselves.
 */
export function htmlOf(markdown: string, prefix: string, { table: tableLabel, confidence }: TextWords): string {
  const md = markdownIt(prefix, confidence);
  let heading = '';
  /** How often an anchor was given: the second of a name gets a number, as GitHub gives it. */
  const given = new Map<string, number>();
  const labels = new Map<string, number>();
  const { rules } = md.renderer;
  rules.heading_open = (tokens, at) => {
    const token = tokens[at];
    heading = tokens[at + 1]?.content ?? '';
    const name = anchor(heading);
    const times = given.get(name) ?? 0;
    given.set(name, times + 1);
    const id = escaped(`${prefix}${name}${times === 0 ? '' : `-${times}`}`);
    return `<${token?.tag ?? 'h2'} id="${id}">`;
  };
  // Long lines scroll, by keyboard too.
  rules.fence = (tokens, at) => `<pre tabindex="0"><code>${escaped(tokens[at]?.content ?? '')}</code></pre>\n`;
  rules.table_open = () => {
    // Two regions of one name could not be told apart by their names.
    const times = (labels.get(heading) ?? 0) + 1;
    labels.set(heading, times);
    const label = escaped(`${tableLabel(heading)}${times === 1 ? '' : ` ${times}`}`);
    return `<div class="scroll" role="region" tabindex="0" aria-label="${label}"><table>\n`;
  };
  rules.table_close = () => '</table></div>\n';
  const cell =
    (tag: string): NonNullable<(typeof rules)['th_open']> =>
    (tokens, at) => {
      if (String(tokens[at]?.attrGet('style') ?? '').includes('right')) return `<${tag} class="right">`;
      const isName = tokens[at - 1]?.type === 'tr_open' && [...(tokens[at + 1]?.content ?? '')].length <= SHORT_NAME;
      return isName ? `<${tag} class="name">` : `<${tag}>`;
    };
  rules.th_open = cell('th');
  rules.td_open = cell('td');
  return md.render(markdown);
}
