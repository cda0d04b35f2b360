import type { Language } from '../words/language.ts';
import { pageWords } from '../words/page.ts';
import { escaped } from './html-text.ts';
import { APPENDIX } from './packed-page.ts';

/** Parts of a page: its appendix, which is folded, and its table of contents. */

/** Names of the page's parts that a table of contents can show without becoming a list of its own. */
const MOST_NAMES = 12;

const folded = (html: string): string => {
  const end = html.indexOf('\n');
  return `<details class="part"><summary>${html.slice(0, end)}</summary>\n${html.slice(end + 1)}</details>\n`;
};

/** Splits before each heading of a level; what stands before the first is undefined where there is none. */
function partsAt(html: string, level: 2 | 3): { before: string; parts: string[] } {
  const [before = '', ...parts] = html.split(new RegExp(`(?=<h${level} id=)`));
  return { before, parts };
}

/** The appendix, each of its parts folded, and within the one about the APIs each of these, by the ids of their headings. */
export function foldedAppendix(html: string, apis: ReadonlySet<string>, language: Language): string {
  const words = pageWords(language);
  const { before, parts } = partsAt(html, 2);
  const isApi = (part: string) => apis.has(/^<h3 id="([^"]*)"/.exec(part)?.[1] ?? '');
  const inner = parts.map((part) => {
    const { before: head, parts: own } = partsAt(part, 3);
    return folded(
      apis.size > 1 && own.some(isApi) ? `${head}${own.map((one) => (isApi(one) ? folded(one) : one)).join('')}` : part,
    );
  });
  return `${APPENDIX} aria-label="${escaped(words.appendix)}">
${before}<p class="unfold"><button type="button" data-unfold data-fold="${escaped(words.fold)}">${escaped(words.unfold)}</button></p>
${inner.join('')}</section>
`;
}

/** Links to the parts of a page, and to those about single APIs where they are few. */
export function contentsOf(
  html: string,
  first: { readonly text: string; readonly id: string } | undefined,
  language: Language,
): string {
  const headings = [...html.matchAll(/<h([23]) id="([^"]*)">(.*?)<\/h\1>/g)].map(
    ({ 1: level, 2: id = '', 3: text = '', index }) => ({
      level,
      id,
      text: text.replaceAll(/<[^>]*>/g, ''),
      index,
    }),
  );
  const body = html.indexOf(APPENDIX);
  const names = headings.filter(({ level, index }) => level === '3' && (body < 0 || index < body));
  const few = new Set(names.length <= MOST_NAMES ? names : []);
  const shown = headings.filter((heading) => heading.level === '2' || few.has(heading));
  const link = (id: string, text: string, level: string | undefined) =>
    `<li${level === '3' ? ' class="sub"' : ''}><a href="#${id}">${text}</a></li>`;
  return `<nav class="contents" aria-label="${escaped(pageWords(language).contents)}"><ul>
${[...(first ? [link(escaped(first.id), escaped(first.text), '2')] : []), ...shown.map(({ level, id, text }) => link(id, text, level))].join('\n')}
</ul></nav>
`;
}
