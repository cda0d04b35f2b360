import { chartWords } from '../words/charts.ts';
import { LANGUAGES, type Language } from '../words/language.ts';
import { pageWords } from '../words/page.ts';
import type { Chart } from './charts/chart.ts';
import { dataText, escaped } from './html-text.ts';
import type { PageData } from './page-data.ts';

/** What a page is made around: its script and its style, as text. */
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

/** A chart's place on the page, with the text for those who do not see it; `run` is the number of its run. */
export function figure(chart: Chart, run: number | 'all', language: Language): string {
  const note = chart.thinnedTo === undefined ? '' : chartWords(language).thinned(String(chart.thinnedTo));
  const [title, text] = [escaped(chart.title[language]), escaped(chart.text[language])];
  return `<figure data-run="${run}" data-id="${escaped(chart.id)}"${note && ` data-thinned="${escaped(note)}"`}>
<figcaption><strong>${title}</strong></figcaption>
<div class="canvas" role="img" aria-label="${title}. ${text}"></div>
<p class="text">${text}${note && ` ${escaped(note)}`}</p>
</figure>
`;
}

/** Values to as many digits as a picture can show. */
export const short = (chart: Chart): Chart => ({
  ...chart,
  series: chart.series.map((one) => ({
    ...one,
    points: one.points.map(
      ([x, y]) => [Number(x.toPrecision(8)), y === null ? null : Number(y.toPrecision(6))] as const,
    ),
  })),
});

/** What a script or style must hash to for the page to allow it. */
async function sha256(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return `'sha256-${btoa(String.fromCharCode(...digest))}'`;
}

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

export const ofBoth = <Value>(make: (language: Language) => Value): Record<Language, Value> => ({
  ko: make('ko'),
  en: make('en'),
});

/**
 * A page that needs nothing else: no request, no script but its own, in both languages. `content` is what stands below
 * the bar, as HTML; `shown` is the language that it opens with.
 */
export async function pageHtml(
  content: (language: Language) => string,
  data: PageData,
  assets: PageAssets,
  shown: Language,
): Promise<string> {
  const { script, style } = assets;
  const policy = `default-src 'none'; script-src ${await sha256(script)}; style-src ${await sha256(style)}; img-src data:; base-uri 'none'; form-action 'none'`;
  const parts = LANGUAGES.map(
    (language) => `<div data-language="${language}" lang="${language}"${language === shown ? '' : ' hidden'}>
${content(language)}</div>
`,
  );
  return `<!doctype html>
<html lang="${shown}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="buha">
<title>${escaped(data.titles[shown])}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#main">${escaped(pageWords(shown).skip)}</a>
<header>
${toolbar(data, shown)}</header>
<main id="main">
${parts.join('')}</main>
<script type="application/json" id="data">${dataText(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}
