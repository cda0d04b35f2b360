import { inert } from '../text/inert.ts';
import { LANGUAGES, type Language } from '../words/language.ts';
import { pageWords } from '../words/page.ts';
import { dataText, escaped } from './html-text.ts';
import { MOST_PAGE_BYTES, packedBody } from './packed-page.ts';
import type { PageData } from './page-data.ts';

/** Files of the page: its script and its style, as text. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

/** A paragraph that no other text can be: what stands in a slot takes its place. */
export const mark = (run: number | 'all', slot: string) => `\uE000${run} ${slot}\uE000`;
const MARKED = /<p>\uE000(all|\d+) (\w+)\uE000<\/p>/g;

/** Puts what `slotHtml` makes of each mark in its place. */
export const withSlots = (html: string, slotHtml: (run: number | 'all', slot: string) => string): string =>
  html.replaceAll(MARKED, (_, run: string, slot: string) => slotHtml(run === 'all' ? 'all' : Number(run), slot));

/** Markdown without its marks: what is copied has no charts. */
export const withoutMarks = (markdown: string): string => markdown.replaceAll(/\uE000[^\uE000]*\uE000\n+/g, '');

export const ofBoth = <Value>(make: (language: Language) => Value): Record<Language, Value> => ({
  ko: make('ko'),
  en: make('en'),
});

function toolbar({ titles }: PageData, shown: Language): string {
  return LANGUAGES.map((language) => {
    const words = pageWords(language);
    const themes = (['auto', 'light', 'dark'] as const).map(
      (one) => `<option value="${one}">${escaped(words.themes[one])}</option>`,
    );
    return `<div class="bar" data-language="${language}" lang="${language}"${language === shown ? '' : ' hidden'}>
<p>${escaped(titles[language])}</p>
<span role="group" aria-label="${escaped(words.language)}"><button type="button" data-to-language="ko" lang="ko">한국어</button> <button type="button" data-to-language="en" lang="en">English</button></span>
<label>${escaped(words.theme)} <select data-themes>${themes.join('')}</select></label>
<button type="button" data-copy data-done="${escaped(words.copied)}">${escaped(words.copy)}</button>
<button type="button" data-print>${escaped(words.print)}</button>
</div>
`;
  }).join('');
}

/**
 * A page in both languages, without its script and its style (`withAssets`). `content` is what stands below the bar, as
 * HTML; `shown` is the language that it opens with.
 */
export function pageOf(content: (language: Language) => string, data: PageData, shown: Language): string {
  const parts = LANGUAGES.map(
    (language) => `<div data-language="${language}" lang="${language}"${language === shown ? '' : ' hidden'}>
${content(language)}</div>
`,
  );
  return `<!doctype html>
<html lang="${shown}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="">
<style></style>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="buha">
<title>${escaped(data.titles[shown])}</title>
</head>
<body>
${LANGUAGES.map((language) => `<a class="skip" href="#main" data-language="${language}" lang="${language}"${language === shown ? '' : ' hidden'}>${escaped(pageWords(language).skip)}</a>`).join('\n')}
<header>
${toolbar(data, shown)}</header>
<main id="main">
${parts.join('')}</main>
<script type="application/json" id="data">${dataText(data)}</script>
<script></script>
</body>
</html>
`;
}

/** Where the page's own parts stand, until they are filled in. */
const HEAD = '<meta http-equiv="Content-Security-Policy" content="">\n<style></style>';
const MAIN = '<main id="main">';
const TAIL = '<script></script>\n</body>';

/** What a script or style must hash to for the page to allow it. */
async function sha256(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return `'sha256-${btoa(String.fromCharCode(...digest))}'`;
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** What a page holds between its bar and its script: the elements as they stand, and the shown language's part of them. */
function bodyOf(page: string): { from: number; to: number; main: string; shown: Language } {
  const [from, to] = [page.indexOf(MAIN), page.lastIndexOf(TAIL)];
  const shown = LANGUAGES.find((one) => page.startsWith(`<!doctype html>\n<html lang="${one}">`)) ?? 'ko';
  const start = page.indexOf('>', page.indexOf(`<div data-language="${shown}"`, from)) + 1;
  const ends = ['</div>\n<div data-language=', '</div>\n</main>'].map((end) => page.indexOf(end, start));
  const end = ends.find((at) => at >= 0) ?? to;
  return { from, to, main: page.slice(start, end), shown };
}

/**
 * A page with its script and its style: it needs nothing else, makes no request, and allows no script but its own. One
 * that would be larger than `MOST_PAGE_BYTES` holds itself packed.
 */
export async function withAssets(document: string, assets: PageAssets): Promise<string> {
  const page = inert(document);
  const whole = await filled(page, assets);
  if (bytesOf(whole) <= MOST_PAGE_BYTES) return whole;
  const { from, to, main, shown } = bodyOf(page);
  const body = await packedBody(main, page.slice(from, to), shown);
  return filled(`${page.slice(0, from)}${body}${page.slice(to)}`, assets);
}

async function filled(page: string, { script, style }: PageAssets): Promise<string> {
  const policy = `default-src 'none'; script-src ${await sha256(script)}; style-src ${await sha256(style)}; img-src data:; base-uri 'none'; form-action 'none'`;
  // Both are the page's own: nothing of a report stands before the first or behind the last.
  const [from, to] = [page.indexOf(HEAD), page.lastIndexOf(TAIL)];
  return [
    page.slice(0, from),
    `<meta http-equiv="Content-Security-Policy" content="${policy}">\n<style>${style}</style>`,
    page.slice(from + HEAD.length, to),
    `<script>${script}</script>\n</body>`,
    page.slice(to + TAIL.length),
  ].join('');
}
