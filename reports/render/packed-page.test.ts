import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../words/language.ts';
import { MOST_PAGE_BYTES, PACKED_ID } from './packed-page.ts';
import { pageOf, withAssets } from './page.ts';

const assets = { script: 'void 0;', style: 'body { margin: 0 }' };
const titles = { ko: '보고서', en: 'Report' };

/** Parts of a page of one language, each with a figure that no other has. */
const parts = (count: number) => (language: Language) =>
  `<h1>${titles[language]}</h1>\n<p>${language} first</p>\n${Array.from({ length: count }, (_, at) => `<h2>${language} ${at}</h2>\n<p>${at * 7919} &lt;/main&gt; ms</p>\n`).join('')}`;

const dataOf = (text: string) => ({ titles, markdown: { ko: text, en: text }, runs: [] });

const packedIn = (page: string): string =>
  inflateSync(
    Buffer.from(page.match(new RegExp(`id="${PACKED_ID}">([^<]*)</script>`))?.[1] ?? '', 'base64'),
  ).toString();

/** What stands between the bar and the script of a page that is not packed. */
const wholeOf = (page: string) => page.slice(page.indexOf('<main id="main">'), page.lastIndexOf('<script></script>'));

test.each(LANGUAGES)(
  'a page that is too large holds itself packed, to the letter, and begins as it would: %s',
  async (shown) => {
    const page = pageOf(parts(30_000), dataOf('</script><script>alert(1)</script> 표\n'.repeat(1000)), shown);
    const made = await withAssets(page, assets);
    expect(Buffer.byteLength(page)).toBeGreaterThan(MOST_PAGE_BYTES);
    expect(Buffer.byteLength(made)).toBeLessThan(MOST_PAGE_BYTES / 2);
    expect(packedIn(made)).toBe(wholeOf(page));
    const plain = made.slice(made.indexOf('<main'), made.indexOf('</main>'));
    expect(plain).toContain(`<h1>${titles[shown]}</h1>\n<p>${shown} first</p>\n<h2>${shown} 0</h2>`);
    expect(plain).not.toContain(`<h2>${shown === 'ko' ? 'en' : 'ko'} 0</h2>`);
    expect(await withAssets(page, assets)).toBe(made);
  },
);

test('a large page of little text and much data shows the language that it opens with', async () => {
  const made = await withAssets(pageOf(parts(3), dataOf('가나다'.repeat(400_000)), 'en'), assets);
  expect(made).toContain('<p>en first</p>');
  expect(made).not.toContain('<p>ko first</p>');
  expect(made).toMatch(/<p class="packed" lang="en">The rest is packed/);
});

test('any other stands there as it is', async () => {
  const made = await withAssets(pageOf(parts(1000), dataOf('x'), 'ko'), assets);
  expect(made).not.toContain(PACKED_ID);
  expect(made).toContain('<h2>en 999</h2>');
});
