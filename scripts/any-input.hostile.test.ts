import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { hasBrowser, open, startBrowser } from '../testing/browser.ts';
import { emptyTally, type Tally, tallyText, tryKind } from '../testing/hostile-inputs.ts';
import { answering, kinds } from '../testing/hostile-kinds.ts';
import { serve } from '../testing/obtain-setup.ts';

/** Of each kind: some 3,500 tries together. */
const TIMES = 160;
/** What one try may take. Most are far below it: what grows with its input without end is what these catch. */
const MOST_MS = 10_000;
const MOST_BYTES = 500e6;
/** Pages of each kind that a browser opens. */
const PAGES = 6;

const folder = mkdtempSync(join(tmpdir(), 'buha-pages-'));
const tallies = new Map<string, Tally>();
const pages: { readonly name: string; readonly file: string }[] = [];

afterAll(() => {
  rmSync(folder, { recursive: true });
  console.log(tallyText(tallies));
});

describe('whatever an input holds, each command answers soundly', () => {
  test.each(kinds('').map(({ name }, at) => [name, at] as const))('%s', async (name, at) => {
    const kind = kinds(await serve(answering))[at];
    if (!kind) throw new Error(name);
    const tally = emptyTally();
    tallies.set(name, tally);
    let own = 0;
    await tryKind(kind, TIMES, tally, (html) => {
      const file = join(folder, `${pages.length}.html`);
      // Of two languages and several commands the last are as good as the first.
      if (own < PAGES) {
        writeFileSync(file, html);
        pages.push({ name, file });
      }
      own += 1;
    });
    expect(tally.tried).toBe(TIMES);
    expect(tally.mostMs).toBeLessThan(MOST_MS);
    expect(tally.mostBytes).toBeLessThan(MOST_BYTES);
  });
});

/** Elements that no text of ours makes, wherever names and notes stand; icons and gauges are drawn by the page. */
const FOREIGN =
  'main :is(script, img, svg:not(.icon, .gauge), iframe, object, embed, form, [onload], [onerror], [onclick])';
const LINKS = 'main a[href]';

async function foreignIn(page: Page): Promise<string[]> {
  const elements = await page.locator(FOREIGN).evaluateAll((all) => all.map((one) => one.outerHTML.slice(0, 200)));
  const links = await page.locator(LINKS).evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  return [...elements, ...links.filter((href) => /^\s*(?:javascript|data|vbscript):/i.test(href))];
}

async function complaintsOf(browser: Browser, file: string): Promise<string[]> {
  const { page, complaints, close } = await open(browser, file);
  // Charts are drawn when they are seen.
  await page.keyboard.press('End');
  const found = [...complaints, ...(await foreignIn(page))];
  await close();
  return found;
}

describe.skipIf(!hasBrowser)('in a browser', () => {
  test('no page of them runs, loads or asks anything', async () => {
    expect(pages.length).toBeGreaterThan(PAGES * 5);
    const browser = await startBrowser();
    try {
      const found: [string, string[]][] = [];
      for (const { name, file } of pages) {
        const complaints = await complaintsOf(browser, file);
        if (complaints.length > 0) found.push([name, complaints]);
      }
      expect(found).toStrictEqual([]);
    } finally {
      await browser.close();
    }
  });
});
