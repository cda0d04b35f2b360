import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MOST_PAGE_BYTES } from '../reports/render/packed-page.ts';
import { hasBrowser, open, startBrowser } from '../testing/browser.ts';
import { callCommand } from '../testing/call-command.ts';
import { english, figuresOf, look, unfold } from '../testing/golden-pages.ts';
import { writeManyApis } from '../testing/many-apis.ts';

const APIS = 60;

let folder: string;
let browser: Browser;
let file: string;

beforeAll(async () => {
  if (!hasBrowser) return;
  folder = mkdtempSync(join(tmpdir(), 'buha-packed-'));
  file = join(folder, 'report.html');
  browser = await startBrowser();
  await callCommand(['report', ...writeManyApis(folder, APIS), '--format', 'html', '-o', file, '--lang', 'ko']);
});
afterAll(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true });
});

describe.skipIf(!hasBrowser)('a report of sixty APIs with their samples', () => {
  test('is one file of at most 1.5 MB', () => {
    expect(statSync(file).size).toBeLessThanOrEqual(MOST_PAGE_BYTES);
  });

  test('unfolds into all of its parts, charts and tables, in both languages, without a complaint', async () => {
    const { page, complaints, close } = await open(browser, file);
    await page.locator('#packed').waitFor({ state: 'detached' });
    expect(await page.locator('p.packed').count()).toBe(0);
    await unfold(page);
    const figures = figuresOf(page);
    expect(await figures.count()).toBeGreaterThan(APIS * 5);
    await look(figures.first());
    await look(figures.last());
    expect(await page.locator('table.sortable').count()).toBe(APIS);
    const before = await page.evaluate(() => document.querySelector('main')?.innerText ?? '');
    for (let api = 0; api < APIS; api += 1) expect(before).toContain(`GET /v1/part-${api}/0`);
    await english(page);
    const after = await page.evaluate(() => document.querySelector('main')?.innerText ?? '');
    expect(after).not.toMatch(/[가-힣]{3}/);
    for (let api = 0; api < APIS; api += 1) expect(after).toContain(`GET /v1/part-${api}/0`);
    expect(complaints).toStrictEqual([]);
    await close();
  });

  test('without its script begins as it would, and says what is missing', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, offline: true });
    const page = await context.newPage();
    await page.goto(`file://${file}`);
    expect(await page.locator('main h1').count()).toBe(1);
    expect(await page.locator('p.packed').innerText()).toContain('압축해 두었습니다');
    await context.close();
  });
});
