import MarkdownIt from 'markdown-it';
import { decoded } from '../text/decoded.ts';
import { anchor, shownText } from '../text/markdown-text.ts';
import { width } from '../text/width.ts';
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
/** Characters of a word of a command that is kept whole: a longer one, such as an address, breaks where it must. */
const WHOLE_WORD = 32;

/** Code of one line: a flag breaks at none of its hyphens. */
export function codeHtml(text: string): string {
  const words = text.split(' ').map((word) => {
    const isWhole = word.includes('-') && word.length <= WHOLE_WORD;
    return isWhole ? `<span class="whole">${escaped(word)}</span>` : escaped(word);
  });
  return `<code>${words.join(' ')}</code>`;
}

/** A table of so many columns, or more, has no room on a telephone: its rows are cards there. */
const CARD_COLUMNS = 3;
/** Columns that a value has beside others in a card, and lines: one that takes more has the card's width for itself. */
const VALUE_COLUMNS = 13;
const VALUE_LINES = 2;

function isShort(text: string): boolean {
  let [lines, used] = [1, 0];
  for (const word of text.split(' ')) {
    const own = width(word);
    if (own > VALUE_COLUMNS) return false;
    const isFirst = used === 0;
    if (!isFirst && used + 1 + own > VALUE_COLUMNS) [lines, used] = [lines + 1, own];
    else used += own + (isFirst ? 0 : 1);
  }
  return lines <= VALUE_LINES;
}

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
  rules.code_inline = (tokens, at) => codeHtml(tokens[at]?.content ?? '');
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
  /** Heads of the table that is being written, where its rows are cards on a telephone; and the column within its row. */
  let heads: readonly string[] = [];
  let column = 0;
  rules.table_open = (tokens, at) => {
    // Two regions of one name could not be told apart by their names.
    const times = (labels.get(heading) ?? 0) + 1;
    labels.set(heading, times);
    const label = escaped(`${tableLabel(heading)}${times === 1 ? '' : ` ${times}`}`);
    const end = tokens.findIndex(({ type }, place) => place > at && type === 'thead_close');
    const names = tokens.slice(at, end).filter(({ type }) => type === 'inline');
    heads = names.length >= CARD_COLUMNS ? names.map(({ content }) => plainText(content)) : [];
    const kind = heads.length > 0 ? '<table class="cards" role="table">' : '<table>';
    return `<div class="scroll" role="region" tabindex="0" aria-label="${label}">${kind}\n`;
  };
  rules.table_close = () => '</table></div>\n';
  // Laid out as cards, a table is one all the same.
  const role = (name: string) => (heads.length > 0 ? ` role="${name}"` : '');
  for (const part of ['thead', 'tbody'] as const) rules[`${part}_open`] = () => `<${part}${role('rowgroup')}>\n`;
  rules.tr_open = () => {
    column = 0;
    return `<tr${role('row')}>\n`;
  };
  const cell =
    (tag: 'th' | 'td'): NonNullable<(typeof rules)['th_open']> =>
    (tokens, at) => {
      const text = plainText(tokens[at + 1]?.content ?? '');
      const isRight = String(tokens[at]?.attrGet('style') ?? '').includes('right');
      const isName = column === 0 && [...text].length <= SHORT_NAME;
      // The title of a card says by itself what it is, unless it is a figure.
      const head = tag === 'th' || (column === 0 && !isRight) ? undefined : heads[column];
      const kinds = [
        ...(isRight ? ['right'] : isName ? ['name'] : []),
        ...(head === undefined || column === 0
          ? []
          : text === '' || text === '-'
            ? ['none']
            : isShort(text)
              ? []
              : ['long']),
      ];
      column += 1;
      const own = kinds.length > 0 ? ` class="${kinds.join(' ')}"` : '';
      const label = head === undefined ? '' : ` data-l="${escaped(head)}"`;
      return `<${tag}${role(tag === 'th' ? 'columnheader' : 'cell')}${own}${label}>`;
    };
  rules.th_open = cell('th');
  rules.td_open = cell('td');
  return md.render(markdown);
}
