import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AnalysedRun } from '../reports/model/run.ts';
import { runCharts } from '../reports/render/charts/run-charts.ts';
import * as format from '../reports/render/format.ts';
import { withAssets } from '../reports/render/html.ts';
import { type PageData, unpacked } from '../reports/render/page-data.ts';
import { ROOT } from '../scripts/paths.ts';
import { readSource } from '../scripts/report.ts';
import { pageAssets } from '../scripts/report-files.ts';
import { browserPath, hasBrowser, open, type Screen, startBrowser } from './browser.ts';

const run = promisify(execFile);
const GOLDEN = join(ROOT, 'fixtures', 'golden');
const GOLDENS = readdirSync(GOLDEN).filter((name) => name.endsWith('.html'));
/** Those that have charts over time, and two scenarios or one. */
const [STRESS, HOSTILE] = ['stress.html', 'hostile.html'] as const;

let folder: string;
let browser: Browser;
const file = (name: string) => join(folder, name);
const opened = (name: string, screen?: Screen) => open(browser, file(name), screen);

beforeAll(async () => {
  if (!hasBrowser) return;
  folder = mkdtempSync(join(tmpdir(), 'buha-page-'));
  browser = await startBrowser();
  const assets = await pageAssets();
  for (const name of GOLDENS) {
    writeFileSync(file(name), await withAssets(readFileSync(join(GOLDEN, name), 'utf8'), assets));
  }
});
afterAll(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true });
});

const widest = (page: Page) =>
  page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth));

const english = (page: Page) => page.getByRole('button', { name: 'English' }).first().click();

/** Figures of the language that is shown. */
const figuresOf = (page: Page) => page.locator('[data-language]:not([hidden]) figure[data-run]');
const figure = (page: Page, id: string) => page.locator(`[data-language]:not([hidden]) figure[data-id="${id}"]`).last();

/** Brings each chart into view, so that it is drawn; how many there are. */
async function lookAtAll(page: Page): Promise<number> {
  const figures = figuresOf(page);
  const count = await figures.count();
  for (let at = 0; at < count; at += 1) {
    const one = figures.nth(at);
    if (!(await one.isVisible())) continue;
    await one.scrollIntoViewIfNeeded();
    await one.locator('canvas').first().waitFor();
  }
  return count;
}

const dataOf = (name: string): PageData =>
  JSON.parse(readFileSync(file(name), 'utf8').match(/id="data">(.*?)<\/script>/s)?.[1] ?? '');

/** The model behind a golden page of a recorded run. */
async function modelOf(name: string): Promise<readonly AnalysedRun[]> {
  const { runs } = await readSource([join(ROOT, 'fixtures', 'runs', name.replace('.html', ''))]);
  return runs;
}

describe.skipIf(!hasBrowser)('golden pages, in a browser without a network', () => {
  test('there are some', () => expect(GOLDENS).toEqual(expect.arrayContaining([STRESS, HOSTILE, 'seed-all.html'])));

  describe.each(GOLDENS)('%s', (name) => {
    test('asks for nothing, complains of nothing, draws what is looked at, and keeps within the screen', async () => {
      const { page, complaints, close } = await opened(name);
      expect(await lookAtAll(page)).toBeGreaterThan(5);
      const colours = await figuresOf(page)
        .locator('canvas:visible')
        .evaluateAll((canvases) =>
          (canvases as HTMLCanvasElement[]).map((canvas) => {
            const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
            const seen = new Set<number>();
            for (let p = 0; p < pixels.length; p += 4)
              seen.add(((pixels[p] ?? 0) << 16) | ((pixels[p + 1] ?? 0) << 8) | (pixels[p + 2] ?? 0));
            return seen.size;
          }),
        );
      expect(Math.min(...colours)).toBeGreaterThan(3);
      expect(await widest(page)).toBeLessThanOrEqual(1280);
      await english(page);
      await lookAtAll(page);
      expect(await widest(page)).toBeLessThanOrEqual(1280);
      await page.pdf({ format: 'A4' });
      expect(complaints).toStrictEqual([]);
      await close();
    });

    test('is never wider than a telephone', async () => {
      const { page, close } = await opened(name, { width: 390 });
      await lookAtAll(page);
      expect(await widest(page)).toBeLessThanOrEqual(390);
      await english(page);
      expect(await widest(page)).toBeLessThanOrEqual(390);
      await close();
    });

    test('can be used by everybody, in each language and scheme', async () => {
      const { page, close } = await opened(name);
      // A table of figures is part of what is judged.
      await page.locator('details.figures summary').first().click();
      for (const [language, colorScheme] of [
        ['한국어', 'light'],
        ['English', 'dark'],
      ] as const) {
        await page.emulateMedia({ colorScheme });
        await page.getByRole('button', { name: language }).first().click();
        // Not as an element of the page: its policy would forbid it.
        const { violations } = (await page.evaluate(
          `${axe.source}; axe.run({ resultTypes: ["violations"] })`,
        )) as axe.AxeResults;
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' ')}`),
        ).toStrictEqual([]);
      }
      await close();
    });

    test('has the same texts on its charts as it holds for its script', async () => {
      const { page, close } = await opened(name);
      const charts = dataOf(name).runs.flatMap(({ charts: own, scopes }) => [...own, ...(scopes[0]?.charts ?? [])]);
      for (const { id, text } of charts) {
        const shown = await page.locator(`[data-language="ko"] figure[data-id="${id}"] .text`).allTextContents();
        expect(shown.some((one) => one.startsWith(text.ko))).toBe(true);
      }
      await close();
    });
  });

  test.each(['seed-all.html', STRESS])('figures of %s are those of the model', async (name) => {
    const runs = await modelOf(name);
    const { page, close } = await opened(name);
    const shown = await page
      .locator('[data-language="ko"] .card')
      .evaluateAll((cards) => cards.map((card) => [...card.querySelectorAll('dd')].map((dd) => dd.textContent)));
    expect(shown).toStrictEqual(
      runs.map(({ measured: { total }, verdict }) => {
        const { med = Number.NaN, p95 = Number.NaN } = total.durationMs ?? {};
        return [
          format.share(1 - (total.failedRatio ?? Number.NaN)),
          format.rate(total.requestsPerSec ?? Number.NaN),
          format.duration(med),
          format.duration(p95),
          format.share(verdict.delivered ?? Number.NaN),
        ];
      }),
    );
    const near = (a: number | null, b: number | null) =>
      a === b || Math.abs((a ?? 0) - (b ?? 0)) <= 1e-5 * Math.abs(b ?? 0);
    for (const [at, own] of runs.entries()) {
      const { load, phases, errors, scopes } = runCharts(own);
      const wanted = [...load, ...phases, ...errors, ...scopes.flatMap(({ charts }) => charts)];
      const held = dataOf(name).runs[at];
      const found = [...(held?.charts ?? []), ...(held?.scopes.flatMap(({ charts }) => charts) ?? [])].map(unpacked);
      expect(found.map(({ id }) => id)).toStrictEqual(wanted.map(({ id }) => id));
      for (const [number, { series }] of wanted.entries()) {
        for (const [one, { points }] of series.entries()) {
          const own = found[number]?.series[one]?.points ?? [];
          expect(own).toHaveLength(points.length);
          expect(points.every(([, y], p) => near(own[p]?.[1] ?? null, y))).toBe(true);
        }
      }
    }
    await close();
  });

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
    await own.scrollIntoViewIfNeeded();
    await own.locator('canvas').first().waitFor();
    expect(await own.locator('.text').textContent()).toBe(text(1, 'ko'));
    expect(await own.locator('.canvas').getAttribute('aria-label')).toContain(text(1, 'ko'));
    expect(await own.locator('.scope').textContent()).toBe(first?.scopes[1]?.name);
    await english(page);
    await own.scrollIntoViewIfNeeded();
    await own.locator('canvas').first().waitFor();
    expect(await own.locator('.text').textContent()).toBe(text(1, 'en'));
    await close();
  });

  test('a zoom is that of all charts over time, also of those that are drawn later', async () => {
    const { page, close } = await opened(STRESS);
    const sha = async (id: string) => {
      const one = figure(page, id);
      await one.scrollIntoViewIfNeeded();
      await one.locator('canvas').first().waitFor();
      return one
        .locator('canvas')
        .first()
        .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
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
    const early = later.page.locator('[data-language="ko"] figure[data-id="load-1"]').first();
    await early.locator('canvas').first().waitFor();
    await early.getByRole('button', { name: '확대', exact: true }).click();
    const drawnLater = later.page.locator('[data-language="ko"] figure[data-id="latency"]');
    await drawnLater.scrollIntoViewIfNeeded();
    await drawnLater.locator('canvas').first().waitFor();
    const picture = await drawnLater
      .locator('canvas')
      .first()
      .evaluate((c: HTMLCanvasElement) => c.toDataURL());
    expect(picture).not.toBe(whole);
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
    expect(copied).toBe(readFileSync(join(GOLDEN, 'stress.ko.md'), 'utf8'));
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
    await figure(page, 'latency').scrollIntoViewIfNeeded();
    await figure(page, 'latency').locator('canvas').first().waitFor();
    const width = await figure(page, 'latency')
      .locator('.canvas')
      .evaluate((one) => one.clientWidth);
    const canvas = figure(page, 'latency').locator('canvas').first();
    expect(await canvas.evaluate((one) => one.clientWidth)).toBe(width);
    await close();
  });

  test('hostile names are inert: shown, and neither run nor turned around', async () => {
    const { page, complaints, close } = await opened(HOSTILE);
    await lookAtAll(page);
    expect(await page.locator('main :is(script, img, svg, iframe)').count()).toBe(0);
    const text = await page.evaluate(() => document.body.innerText);
    expect(text).toContain('<script>alert(1)</script>');
    expect(text).toContain('</td><img src=x onerror=alert(1)>');
    expect(text).not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
    const isolated = await page
      .locator('td, code')
      .filter({ hasText: 'שלום' })
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).unicodeBidi));
    expect(isolated.length).toBeGreaterThan(2);
    expect(new Set(isolated)).toStrictEqual(new Set(['isolate']));
    expect(complaints).toStrictEqual([]);
    await close();
  });

  test('pictures of hostile names are XML, as a browser reads it', async () => {
    const { TRAPS, hostileRun } = await import('../reports/reference-hostile.ts');
    const { analyse } = await import('../reports/analyse/analyse.ts');
    const { chartSvg } = await import('../reports/render/svg.ts');
    const { load, phases, errors, scopes } = runCharts(analyse(hostileRun(...TRAPS.map(([, name]) => name))));
    const charts = [...load, ...phases, ...errors, ...scopes.flatMap(({ charts: own }) => own)];
    const { page, close } = await opened(STRESS);
    const faults = await page.evaluate(
      (svgs) =>
        svgs.flatMap((svg) => {
          const root = new DOMParser().parseFromString(svg, 'image/svg+xml');
          const found = root.querySelector('parsererror, script, image, foreignObject, a, [onload], [onerror]');
          return found ? [found.outerHTML.slice(0, 300)] : [];
        }),
      charts.map((chart) => chartSvg(chart, 'ko')),
    );
    expect(charts.length).toBeGreaterThan(10);
    expect(faults).toStrictEqual([]);
    await close();
  });
});

describe.skipIf(!hasBrowser)('the command', () => {
  const buha = async (...args: string[]) =>
    run(process.execPath, [join(ROOT, 'dist', 'buha.js'), ...args], {
      cwd: folder,
      env: { ...process.env, CHROME_PATH: await browserPath() },
    });

  beforeAll(() => {
    if (hasBrowser) cpSync(join(ROOT, 'fixtures', 'runs', 'stress'), file('stress'), { recursive: true });
  });

  test('writes the golden page, to the letter', async () => {
    await buha('report', 'stress', '--format', 'html', '-o', 'made.html');
    expect(readFileSync(file('made.html'), 'utf8')).toBe(readFileSync(file(STRESS), 'utf8'));
  });

  test('--png draws the pictures of the markdown, in twice their points', async () => {
    await buha('report', 'stress', '--png', '-o', 'stress.md');
    const names = readdirSync(file('stress-charts'));
    expect(names.length).toBeGreaterThan(5);
    const report = readFileSync(file('stress.md'), 'utf8');
    for (const name of names) {
      expect(report).toContain(`(stress-charts/${name})`);
      const png = readFileSync(join(file('stress-charts'), name));
      expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toStrictEqual([1920, 800]);
    }
  });
});
