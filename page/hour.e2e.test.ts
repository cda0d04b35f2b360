import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MOST_POINTS } from '../reports/render/charts/thin.ts';
import { type PageData, unpacked } from '../reports/render/page-data.ts';
import { ROOT } from '../scripts/paths.ts';
import { hasBrowser, open, startBrowser } from '../testing/browser.ts';
import { unfold } from '../testing/golden-pages.ts';
import {
  HOUR_PEAK_MS,
  HOUR_PEAK_SECOND,
  HOUR_SCENARIOS,
  HOUR_SECONDS,
  writeHourReport,
} from '../testing/hour-of-samples.ts';

const LARGEST_BYTES = 1_500_000;

/** So many kinds of answers have a line of their own. */
const SHOWN = 20;

let folder: string;
let browser: Browser;
let page: string;

beforeAll(async () => {
  if (!hasBrowser) return;
  folder = mkdtempSync(join(tmpdir(), 'buha-hour-'));
  browser = await startBrowser();
  page = await writeHourReport(ROOT, folder);
});
afterAll(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true });
});

describe.skipIf(!hasBrowser)('an hour of seconds, fifty endpoints, three scenarios', () => {
  test('is one file of at most 1.5 MB', () => {
    expect(statSync(page).size).toBeLessThanOrEqual(LARGEST_BYTES);
  });

  test('is thinned out, says so, and loses no peak', () => {
    const data: PageData = JSON.parse(readFileSync(page, 'utf8').match(/id="data">(.*?)<\/script>/s)?.[1] ?? '');
    const [run] = data.runs;
    expect(run?.scopes.map(({ name }) => name)).toStrictEqual(['', ...HOUR_SCENARIOS]);
    for (const { charts } of run?.scopes ?? []) {
      for (const chart of charts.map(unpacked)) {
        for (const { points } of chart.series) expect(points.length).toBeLessThanOrEqual(MOST_POINTS);
      }
    }
    const latency = run?.scopes[0]?.charts.find(({ id }) => id === 'latency');
    expect(latency?.note?.ko).toBe('점이 많아 6초마다 최소값과 최대값만 그렸습니다.');
    const p99 = latency && unpacked(latency).series.find(({ name }) => name.ko === 'p99')?.points;
    const peak = p99?.reduce((most, point) => ((point[1] ?? 0) > (most[1] ?? 0) ? point : most));
    expect(peak?.[0]).toBe(HOUR_PEAK_SECOND);
    // Of 50 responses in a second, p99 lies half way between the slowest and the next.
    expect(peak?.[1]).toBeGreaterThan(HOUR_PEAK_MS / 2);
    expect(latency?.x.until).toBe(HOUR_SECONDS - 1);
  });

  test('draws only what is near, then all that is scrolled to, without a complaint', async () => {
    const { page: opened, complaints, close } = await open(browser, page);
    await unfold(opened);
    const figures = opened.locator('[data-language="ko"] figure[data-run]');
    await figures.first().locator('canvas').first().waitFor();
    const count = await figures.count();
    expect(await opened.locator('figure:has(canvas)').count()).toBeLessThan(count);
    for (let at = 0; at < count; at += 1) {
      await figures.nth(at).scrollIntoViewIfNeeded();
      await figures.nth(at).locator('canvas').first().waitFor();
    }
    // One line for each scenario, endpoint and kind of answer, and one for all beyond, on the page once for both languages.
    const names = await opened
      .locator('table.sortable tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) => [...row.querySelectorAll('td')].slice(0, 2).map((td) => td.textContent)),
      );
    expect(new Set(names.map((name) => name.join(' '))).size).toBe(SHOWN);
    expect(await opened.locator('table.sortable tfoot').first().textContent()).toMatch(/외 \d+개/);
    expect(complaints).toStrictEqual([]);
    await close();
  });
});
