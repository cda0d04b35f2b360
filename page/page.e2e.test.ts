import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../scripts/paths.ts';

const run = promisify(execFile);
const BUHA = join(ROOT, 'dist', 'buha.js');

let folder: string;
let browser: Browser;
let executablePath: string;
const file = (name: string) => join(folder, name);
const buha = (...args: string[]) =>
  run(process.execPath, [BUHA, ...args], { cwd: folder, env: { ...process.env, CHROME_PATH: executablePath } });

/** A Chromium that npm alone installs; it is made for Linux on x64. */
const hasBrowser = process.platform === 'linux' && process.arch === 'x64';

beforeAll(async () => {
  if (!hasBrowser) return;
  folder = mkdtempSync(join(tmpdir(), 'buha-page-'));
  // Tells the package to unpack the libraries that a bare machine lacks.
  process.env.AWS_LAMBDA_FUNCTION_NAME ??= 'tests';
  const { default: packed } = await import('@sparticuz/chromium');
  executablePath = await packed.executablePath();
  browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
  });
  cpSync(join(ROOT, 'fixtures', 'runs', 'stress'), file('stress'), { recursive: true });
  cpSync(join(ROOT, 'fixtures', 'runs', 'seed-all'), file('seed'), { recursive: true });
  await buha('report', 'stress', '--format', 'html', '-o', 'stress.html');
  await buha('report', 'seed', '--format', 'html', '-o', 'seed.html');
});
afterAll(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true });
});

interface Opened {
  readonly page: Page;
  /** Errors, and requests for anything but the page. */
  readonly complaints: string[];
}

async function open(name: string, width = 1280, colorScheme: 'light' | 'dark' = 'light'): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  const url = pathToFileURL(file(name)).href;
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (fault) => complaints.push(String(fault)));
  page.on('request', (request) => {
    if (!request.url().startsWith('data:') && request.url().split('#')[0] !== url) complaints.push(request.url());
  });
  await page.goto(url);
  return { page, complaints };
}

const widest = (page: Page) =>
  page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth));

describe.skipIf(!hasBrowser)('the page of a report, in a browser', () => {
  test('asks for nothing, complains of nothing, and draws what is looked at', async () => {
    const { page, complaints } = await open('stress.html');
    const figures = page.locator('[data-language="ko"] figure[data-run]');
    const count = await figures.count();
    expect(count).toBeGreaterThan(5);
    for (let at = 0; at < count; at += 1) {
      const figure = figures.nth(at);
      await figure.scrollIntoViewIfNeeded();
      await figure.locator('canvas').first().waitFor();
      const colours = await figure
        .locator('canvas')
        .first()
        .evaluate((canvas: HTMLCanvasElement) => {
          const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
          const seen = new Set<number>();
          for (let p = 0; p < pixels.length; p += 4)
            seen.add(((pixels[p] ?? 0) << 16) | ((pixels[p + 1] ?? 0) << 8) | (pixels[p + 2] ?? 0));
          return seen.size;
        });
      expect(colours).toBeGreaterThan(3);
    }
    expect(complaints).toStrictEqual([]);
    await page.close();
  });

  test.each([1280, 390])('is never wider than a screen of %i points', async (width) => {
    for (const name of ['stress.html', 'seed.html']) {
      const { page } = await open(name, width);
      expect(await widest(page)).toBeLessThanOrEqual(width);
      await page.getByRole('button', { name: 'English' }).first().click();
      expect(await widest(page)).toBeLessThanOrEqual(width);
      await page.close();
    }
  });

  test('switches language: all of one, nothing of the other, and stays so', async () => {
    const { page } = await open('stress.html');
    const shown = () => page.evaluate(() => document.querySelector('main')?.innerText ?? '');
    expect(await shown()).toContain('포화 지점');
    await page.getByRole('button', { name: 'English' }).first().click();
    const english = await shown();
    expect(english).toContain('saturation point');
    expect(english).not.toMatch(/[가-힣]{3}/);
    expect(await page.title()).not.toMatch(/[가-힣]/);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await page.close();
  });

  test('switches to dark, by hand and by the system', async () => {
    const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await open('stress.html');
    const before = await ground(light.page);
    await light.page.locator('select[data-themes]').first().selectOption('dark');
    const dark = await open('stress.html', 1280, 'dark');
    expect(await ground(light.page)).toBe(await ground(dark.page));
    expect(await ground(light.page)).not.toBe(before);
    await light.page.close();
    await dark.page.close();
  });

  test.each(['light', 'dark'] as const)('can be used by everybody (%s)', async (scheme) => {
    for (const name of ['stress.html', 'seed.html']) {
      const { page } = await open(name, 1280, scheme);
      for (const language of ['한국어', 'English']) {
        await page.getByRole('button', { name: language }).first().click();
        // Not as an element of the page: its policy would forbid it.
        const { violations } = (await page.evaluate(`${axe.source}; axe.run()`)) as axe.AxeResults;
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' ')}`),
        ).toStrictEqual([]);
      }
      await page.close();
    }
  });

  test('is printed with every chart', async () => {
    const { page } = await open('stress.html');
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.length).toBeGreaterThan(50_000);
    const drawn = await page.locator('[data-language="ko"] figure[data-run]:not(.empty) canvas').count();
    expect(drawn).toBeGreaterThanOrEqual(
      await page.locator('[data-language="ko"] figure[data-run]:not(.empty)').count(),
    );
    await page.close();
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
