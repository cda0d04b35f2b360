import { execFile } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import axe from 'axe-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { analyse } from '../reports/analyse/analyse.ts';
import { runCharts } from '../reports/render/charts/run-charts.ts';
import { unpacked } from '../reports/render/page-data.ts';
import { chartSvg } from '../reports/render/svg.ts';
import * as format from '../reports/text/format.ts';
import { ROOT } from '../scripts/paths.ts';
import { browserPath, hasBrowser } from '../testing/browser.ts';
import {
  dataOf,
  english,
  figuresOf,
  GOLDENS,
  goldenPages,
  HOSTILE,
  lookAtAll,
  modelOf,
  STRESS,
  widest,
} from '../testing/golden-pages.ts';
import { hostileRun, TRAPS } from '../testing/reference-hostile.ts';

const { opened, folder } = goldenPages();
const file = (name: string) => join(folder(), name);

describe.skipIf(!hasBrowser)('golden pages, in a browser without a network', () => {
  test('there are some', () => expect(GOLDENS).toEqual(expect.arrayContaining([STRESS, HOSTILE, 'seed-all.html'])));

  describe.each(GOLDENS)('%s', (name) => {
    test('asks for nothing, complains of nothing, draws what is looked at, and keeps within the screen', async () => {
      const { page, complaints, close } = await opened(name);
      expect(await lookAtAll(page)).toBeGreaterThan(3);
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

  test('the first screen has the figures of the model', async () => {
    const runs = await modelOf('seed-all.html');
    const { page, close } = await opened('seed-all.html');
    const shown = await page
      .locator('[data-language="ko"] .verdicts tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) => [...row.querySelectorAll('td[data-l] b, td[data-l] .share')].map((one) => one.textContent)),
      );
    const of = (run: (typeof runs)[number], scenario: string) =>
      run.measured.scenarios[scenario]?.durationMs?.p95 ?? Number.NaN;
    expect(shown).toStrictEqual(
      ['place-order', 'recharge-balance', 'get-product', 'get-balance'].map((api) => {
        const run = runs.find((one) => one.api === api);
        if (!run) throw new Error(api);
        const rate = format.shortRate(run.measured.total.requestsPerSec ?? Number.NaN);
        const p95 = format.shortTime(of(run, 'load_test'), '초');
        return [p95, rate, '실행됨', `${format.aboutShare(run.verdict.delivered ?? Number.NaN)}만 실행`];
      }),
    );
    await close();
  });

  test.each(['seed-all.html', STRESS])('figures of the charts of %s are those of the model', async (name) => {
    const runs = await modelOf(name);
    const { close } = await opened(name);
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

  test('hostile names are inert: shown, and neither run nor turned around', async () => {
    const { page, complaints, close } = await opened(HOSTILE);
    await lookAtAll(page);
    expect(await page.locator('main :is(script, img, svg:not(.icon, .gauge), iframe)').count()).toBe(0);
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
    promisify(execFile)(process.execPath, [join(ROOT, 'dist', 'buha.js'), ...args], {
      cwd: folder(),
      env: { ...process.env, CHROME_PATH: await browserPath() },
    });

  beforeAll(() => {
    if (hasBrowser) cpSync(join(ROOT, 'fixtures', 'runs', 'stress'), file('stress'), { recursive: true });
  });

  test('writes the golden page, to the letter', async () => {
    // Where it lies in the project: the page says which command makes it.
    cpSync(file('stress'), file('fixtures/runs/stress'), { recursive: true });
    await buha('report', 'fixtures/runs/stress', '--format', 'html', '-o', 'made.html');
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

  test('--format pdf prints the page: sheets of A4 with an outline, fewer of the body alone', async () => {
    const sheets = async (...args: string[]) => {
      await buha('report', 'stress', '--format', 'pdf', ...args);
      const pdf = readFileSync(join(file('stress'), 'report.pdf'));
      expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
      const text = pdf.toString('latin1');
      expect(text).toMatch(/\/Outlines\b/);
      const boxes = new Set(
        [...text.matchAll(/\/MediaBox \[0 0 (\d+)[\d.]* (\d+)/g)].map(([, wide, high]) => `${wide}x${high}`),
      );
      expect(boxes).toStrictEqual(new Set(['595x842']));
      return text.match(/\/Type \/Page\b/g)?.length ?? 0;
    };
    const whole = await sheets();
    const body = await sheets('--brief');
    expect(body).toBeGreaterThan(0);
    expect(whole).toBeGreaterThan(body);
    expect(readdirSync(file('stress')).filter((name) => name.startsWith('report'))).toStrictEqual(['report.pdf']);
  });
});
