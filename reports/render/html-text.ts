import MarkdownIt from 'markdown-it';
import { decoded } from '../text/decoded.ts';
import { anchor } from '../text/markdown-text.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for an element or an attribute in quotes. */
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

/** JSON for a script element: nothing in it can end the element. Every chart begins a line of its own. */
export const dataText = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll('{"id":', '\n{"id":')
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');

/**
 * Our own markdown as HTML. What markup it holds is shown as text; anchors get a prefix, for the page holds the report
 * twice; columns are aligned by a class, since the page allows no style attributes; wide tables scroll by themselves.
 */
export function htmlOf(markdown: string, prefix: string, tableLabel: (heading: string) => string): string {
  const md = new MarkdownIt({ html: false, linkify: false });
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
  rules.link_open = (tokens, at, options, _env, self) => {
    const token = tokens[at];
    const href = String(token?.attrGet('href') ?? '');
    // Anchors come percent-encoded; ids are as they are.
    if (href.startsWith('#')) token?.attrSet('href', `#${prefix}${decoded(href.slice(1))}`);
    return self.renderToken(tokens, at, options);
  };
  // An opinion may show a picture; the page has what it holds and asks for nothing else.
  rules.image = (tokens, at) => escaped(tokens[at]?.content ?? '');
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
    (tokens, at) =>
      String(tokens[at]?.attrGet('style') ?? '').includes('right') ? `<${tag} class="right">` : `<${tag}>`;
  rules.th_open = cell('th');
  rules.td_open = cell('td');
  return md.render(markdown);
}
