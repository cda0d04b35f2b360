import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { unpacked } from '../reports/render/page-data.ts';
import * as format from '../reports/text/format.ts';
import { ROOT } from '../scripts/paths.ts';
import { hasBrowser } from '../testing/browser.ts';
import {
  dataOf,
  english,
  figure,
  figuresOf,
  goldenPages,
  HOSTILE,
  look,
  modelOf,
  STRESS,
} from '../testing/golden-pages.ts';

const { opened } = goldenPages();

describe.skipIf(!hasBrowser)('the page', () => {
  test('the table of requests holds the figures of the model, and is sorted by any of them, by keyboard too', async () => {
    const [model] = await modelOf(STRESS);
    const { page, close } = await opened(STRESS);
    const rows = () =>
      page
        .locator('table.sortable tbody tr')
        .evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td')].map((td) => td.textContent ?? '')));
    const answered = model?.measured.answered ?? [];
    expect(await rows()).toStrictEqual(
      answered.map(({ scenario, name, status, scope: { requests = 0, durationMs = {} } }) => [
        ...[scenario, name, String(status), format.count(requests)],
        ...[durationMs.avg, durationMs.med, durationMs.p90, durationMs.p95, durationMs.p99, durationMs.max].map(
          (value) => format.duration(value ?? Number.NaN),
        ),
      ]),
    );
    await close();

    const hostile = await opened(HOSTILE);
    const table = hostile.page.locator('table.sortable').first();
    const keys = (column: number) =>
      table.locator('tbody tr').evaluateAll((all, at) => {
        const cells = all.map((row) => row.querySelectorAll('td')[at]);
        return cells.map((cell) => Number(cell?.dataset.sort));
      }, column);
    const before = await keys(3);
    expect(before.length).toBeGreaterThan(10);
    await table.getByRole('button', { name: '건수' }).focus();
    await hostile.page.keyboard.press('Enter');
    expect(await keys(3)).toStrictEqual(before.toSorted((a, b) => b - a));
    expect(await table.locator('th').nth(3).getAttribute('aria-sort')).toBe('descending');
    await hostile.page.keyboard.press('Enter');
    expect(await keys(3)).toStrictEqual(before.toSorted((a, b) => a - b));
    expect(await table.locator('th').nth(3).getAttribute('aria-sort')).toBe('ascending');
    await hostile.close();
  });

  test('switches language: all of one, nothing of the other; the table of requests goes along', async () => {
    const { page, close } = await opened(STRESS);
    const shown = () => page.evaluate(() => document.querySelector('main')?.innerText ?? '');
    const before = await shown();
    expect(before).toContain('포화 지점');
    const rows = await page.locator('table.sortable:visible tbody').innerText();
    await english(page);
    const after = await shown();
    expect(after).toContain('saturation point');
    expect(after).not.toMatch(/[가-힣]{3}/);
    expect(await page.title()).not.toMatch(/[가-힣]/);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    expect(await page.locator('table.sortable:visible tbody').innerText()).toBe(rows);
    expect(await page.locator('table.sortable:visible thead').innerText()).toContain('Median');
    await close();
  });

  test('switches scenario: charts and what they say are of it alone, in both languages', async () => {
    const { page, close } = await opened(HOSTILE);
    const [first] = dataOf(HOSTILE).runs;
    const text = (scope: number, language: 'ko' | 'en') =>
      first?.scopes[scope]?.charts.find(({ id }) => id === 'throughput')?.text[language] ?? '-';
    expect(text(1, 'ko')).not.toBe(text(0, 'ko'));
    const own = page.locator('[data-language]:not([hidden]) figure[data-run="0"][data-id="throughput"]');
    const choices = page.locator('[data-language="ko"] input[data-run="0"]');
    expect(await choices.count()).toBe(first?.scopes.length);
    await choices.nth(0).focus();
    await page.keyboard.press('ArrowRight');
    await look(own);
    expect(await own.locator('.text').textContent()).toBe(text(1, 'ko'));
    expect(await own.locator('.canvas').getAttribute('aria-label')).toContain(text(1, 'ko'));
    expect(await own.locator('.scope').textContent()).toBe(first?.scopes[1]?.name);
    await english(page);
    await look(own);
    expect(await own.locator('.text').textContent()).toBe(text(1, 'en'));
    await close();
  });

  test('a zoom is that of all charts over time, also of those that are drawn later', async () => {
    const { page, close } = await opened(STRESS);
    const sha = async (id: string) => {
      const canvas = await look(figure(page, id));
      return canvas.evaluate((one: HTMLCanvasElement) => one.toDataURL());
    };
    const whole = await sha('latency');
    const throughput = await sha('throughput');
    const press = (name: string) => figure(page, 'latency').getByRole('button', { name, exact: true }).press('Enter');
    await press('확대');
    await expect.poll(() => sha('latency')).not.toBe(whole);
    await expect.poll(() => sha('throughput')).not.toBe(throughput);
    await press('전체 보기');
    await expect.poll(() => sha('latency')).toBe(whole);
    await expect.poll(() => sha('throughput')).toBe(throughput);
    await close();

    const later = await opened(STRESS);
    const early = later.page.locator('[data-language="ko"] figure[data-id="latency"]').first();
    await early.locator('canvas').first().waitFor();
    await early.getByRole('button', { name: '확대', exact: true }).click();
    const drawnLater = later.page.locator('[data-language="ko"] figure[data-id="throughput"]');
    await look(drawnLater);
    const picture = await drawnLater
      .locator('canvas')
      .first()
      .evaluate((c: HTMLCanvasElement) => c.toDataURL());
    expect(picture).not.toBe(throughput);
    await later.close();
  });

  test('the figures of a chart are a table for who asks', async () => {
    const { page, close } = await opened(STRESS);
    const one = figure(page, 'scaling');
    await one.locator('summary').focus();
    await page.keyboard.press('Enter');
    await one.locator('table').waitFor();
    const points = dataOf(STRESS).runs[0]?.scopes[0]?.charts.find(({ id }) => id === 'scaling');
    const measured = points && unpacked(points).series.find(({ kind }) => kind === 'points');
    expect(measured?.points.length).toBeGreaterThan(5);
    const text = await one.locator('tbody').innerText();
    for (const [vus, perSec] of measured?.points ?? []) {
      expect(text).toContain(format.count(vus));
      expect(text).toContain((perSec ?? 0) >= 100 ? format.count(perSec ?? 0) : format.rate(perSec ?? 0));
    }
    await close();
  });

  test('errors are searched, in all their tables, and it says how many were found', async () => {
    const { page, close } = await opened(HOSTILE);
    const field = page.getByRole('searchbox').first();
    const section = page.locator('[data-language="ko"] .searched').first();
    const rows = section.locator('xpath=following-sibling::div[1]').locator('tbody tr');
    const all = await rows.count();
    expect(all).toBeGreaterThan(3);
    await field.fill('503');
    const left = await rows.filter({ visible: true }).count();
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(all);
    expect(await section.getByRole('status').textContent()).toBe(`${left} / ${all}`);
    await field.fill('');
    expect(await rows.filter({ visible: true }).count()).toBe(all);
    await close();
  });

  test('copies the markdown', async () => {
    const { page, close } = await opened(STRESS);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: '마크다운 복사' }).click();
    await page.getByRole('button', { name: '복사했습니다' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(readFileSync(join(ROOT, 'fixtures', 'golden', 'stress.ko.md'), 'utf8'));
    await close();
  });

  test('switches to dark, by hand and by the system', async () => {
    const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await opened(STRESS);
    const before = await ground(light.page);
    await light.page.locator('select[data-themes]').first().selectOption('dark');
    const dark = await opened(STRESS, { colorScheme: 'dark' });
    expect(await ground(light.page)).toBe(await ground(dark.page));
    expect(await ground(light.page)).not.toBe(before);
    await light.close();
    await dark.close();
  });

  test('is printed with every chart, whole and light, whatever the screen is; then the screen is as before', async () => {
    const { page, close } = await opened(STRESS, { colorScheme: 'dark' });
    await page.evaluate(() => {
      window.addEventListener('beforeprint', () => {
        const shown = [...document.querySelectorAll<HTMLElement>('[data-language="ko"] figure[data-run]')];
        document.body.dataset.printed = JSON.stringify(
          shown.map((one) => {
            const canvas = one.querySelector('canvas');
            return [canvas?.width, canvas?.style.width, one.querySelector('.canvas')?.childElementCount];
          }),
        );
      });
    });
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    const printed = JSON.parse(await page.evaluate(() => document.body.dataset.printed ?? '[]')) as unknown[][];
    expect(printed.length).toBe(await figuresOf(page).count());
    // A4 within its margins is 688 points wide.
    for (const [dots, width] of printed) expect([dots, width]).toStrictEqual([3 * 664, '664px']);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(31, 41, 51)');
    await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
    await look(figure(page, 'latency'));
    const width = await figure(page, 'latency')
      .locator('.canvas')
      .evaluate((one) => one.clientWidth);
    const canvas = figure(page, 'latency').locator('canvas').first();
    expect(await canvas.evaluate((one) => one.clientWidth)).toBe(width);
    await close();
  });
});
