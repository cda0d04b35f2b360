import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { AnalysedRun } from '../reports/model/analysed.ts';
import { withAssets } from '../reports/render/page.ts';
import type { PageData } from '../reports/render/page-data.ts';
import { ROOT } from '../scripts/paths.ts';
import { pageAssets } from '../scripts/report/page-assets.ts';
import { hasBrowser, open, type Screen, startBrowser } from './browser.ts';
import { pageOfGolden } from './golden-page.ts';
import { ownSource } from './own-source.ts';

const GOLDEN = join(ROOT, 'fixtures', 'golden');
export const GOLDENS = readdirSync(GOLDEN).filter((name) => name.endsWith('.html'));
const read = (name: string): string => pageOfGolden(readFileSync(join(GOLDEN, name), 'utf8'));

/** Seven levels of one scenario; two runs of two scenarios in which everything has a hostile name. */
export const [STRESS, HOSTILE] = ['stress.html', 'hostile.html'] as const;

/** The golden pages with their script and style, in a folder, and a browser; both for all tests of a file. */
export function goldenPages() {
  let folder = '';
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (!hasBrowser) return;
    folder = mkdtempSync(join(tmpdir(), 'buha-page-'));
    browser = await startBrowser();
    const assets = await pageAssets();
    for (const name of GOLDENS) {
      writeFileSync(join(folder, name), await withAssets(read(name), assets));
    }
  });
  afterAll(async () => {
    await browser?.close();
    if (folder) rmSync(folder, { recursive: true });
  });
  return {
    folder: () => folder,
    /** Opened with its appendix unfolded, unless it is to be as a reader meets it. */
    opened: async (name: string, { isFolded = false, ...screen }: Screen & { isFolded?: boolean } = {}) => {
      if (!browser) throw new Error('no browser');
      const one = await open(browser, join(folder, name), screen);
      if (!isFolded) await unfold(one.page);
      return one;
    },
  };
}

/** Unfolds the appendix, in both languages. */
export const unfold = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const part of document.querySelectorAll<HTMLDetailsElement>('details.part')) part.open = true;
  });

/** What a golden page holds for its script. */
export const dataOf = (name: string): PageData => JSON.parse(read(name).match(/id="data">(.*?)<\/script>/s)?.[1] ?? '');

/** The model behind the golden page of a recorded run. */
export async function modelOf(name: string): Promise<readonly AnalysedRun[]> {
  const { runs } = await ownSource([join(ROOT, 'fixtures', 'runs', name.replace('.html', ''))]);
  return runs;
}

/** Figures of the language that is shown. */
export const figuresOf = (page: Page): Locator => page.locator('[data-language]:not([hidden]) figure[data-run]');

/** The last chart of a name: the first may stand on the first screen. */
export const figure = (page: Page, id: string): Locator =>
  page.locator(`[data-language]:not([hidden]) figure[data-id="${id}"]`).last();

export const english = (page: Page): Promise<void> => page.getByRole('button', { name: 'English' }).first().click();

/** Brings a chart into view and waits until it is drawn. */
export async function look(one: Locator): Promise<Locator> {
  await one.scrollIntoViewIfNeeded();
  const canvas = one.locator('canvas').first();
  await canvas.waitFor();
  return canvas;
}

/** Looks at every chart; how many there are. */
export async function lookAtAll(page: Page): Promise<number> {
  const figures = figuresOf(page);
  const count = await figures.count();
  for (let at = 0; at < count; at += 1) {
    if (await figures.nth(at).isVisible()) await look(figures.nth(at));
  }
  return count;
}

/** Points that the document takes in width. */
export const widest = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth));
