import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../scripts/paths.ts';
import { hasBrowser, open, startBrowser } from '../testing/browser.ts';
import { english, lookAtAll, unfold, widest } from '../testing/golden-pages.ts';

const RECHARGE = join(ROOT, 'fixtures', 'runs', 'seed-all', 'recharge-balance');

let folder: string;
let browser: Browser;
beforeAll(async () => {
  if (!hasBrowser) return;
  folder = mkdtempSync(join(tmpdir(), 'buha-documents-'));
  for (const [name, day] of [
    ['before', '23'],
    ['after <b>', '24'],
  ]) {
    const path = join(folder, `${name}`);
    cpSync(RECHARGE, path, { recursive: true });
    const record = join(path, 'run.json');
    writeFileSync(
      record,
      readFileSync(record, 'utf8').replace(/"startedAt": "[^T]+T/, `"startedAt": "2026-11-${day}T`),
    );
    // Half as slow, and so twice as many of them: what is the same in both has no chart.
    if (day === '24') {
      const file = join(path, 'summary.json');
      const summary = JSON.parse(readFileSync(file, 'utf8'));
      for (const [metric, values] of Object.entries<Record<string, number>>(summary.metrics)) {
        if (/^http_req_(?:duration|waiting)/.test(metric)) {
          for (const name of Object.keys(values))
            if (name !== 'count' && name !== 'thresholds') values[name] = (values[name] ?? 0) / 2;
        }
        if (metric === 'http_reqs') values.rate = (values.rate ?? 0) * 2;
      }
      writeFileSync(file, JSON.stringify(summary));
    }
    mkdirSync(join(path, 'report-charts'));
    writeFileSync(join(path, 'report.html'), '');
  }
  const buha = (...args: string[]) =>
    promisify(execFile)(process.execPath, [join(ROOT, 'dist', 'buha.js'), ...args], { cwd: folder });
  await buha('history', '.');
  await buha(
    'compare',
    'before',
    'after <b>',
    '--label',
    '<script>alert(1)</script>',
    '--format',
    'html',
    '-o',
    'rounds.html',
  );
  const samples = (name: string) => join(ROOT, 'fixtures', 'runs', 'samples', name);
  await buha('gate', 'before', 'after <b>', '--format', 'html', '-o', 'gate.html').catch(() => undefined);
  await buha(
    ...['report', samples('default-tags.csv.gz'), samples('lean-tags.csv.gz')],
    ...['--merge', '--format', 'html', '-o', 'merged.html'],
  );
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true });
});

describe.skipIf(!hasBrowser).each([
  ['index.html', 2],
  ['rounds.html', 2],
  // Bars of its own, and no chart.
  ['gate.html', 0],
  ['merged.html', 8],
] as const)('%s, in a browser without a network', (name, charts) => {
  test('draws its charts in both languages, asks for nothing, fits a telephone, prints', async () => {
    const { page, complaints, close } = await open(browser, join(folder, name), { width: 390 });
    await unfold(page);
    expect(await lookAtAll(page)).toBe(charts);
    expect(await widest(page)).toBeLessThanOrEqual(390);
    await english(page);
    expect(await lookAtAll(page)).toBe(charts);
    expect(await widest(page)).toBeLessThanOrEqual(390);
    const text = await page.locator('main [data-language]:not([hidden])').innerText();
    // Two checks and a tag of the recorded script are called so.
    expect(text.replaceAll(/주문 "내역"|상태 코드는 "200", 맞음|team:결제, "주문"/g, '')).not.toMatch(/[가-힣]/);
    await page.pdf({ format: 'A4' });
    expect(complaints).toStrictEqual([]);
    await close();
  });

  test.each(['light', 'dark'] as const)('is accessible (%s)', async (colorScheme) => {
    const { page, close } = await open(browser, join(folder, name), { colorScheme });
    await unfold(page);
    await lookAtAll(page);
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate('axe.run()')) as { violations: { id: string; impact: string }[] };
    expect(violations.map(({ id, impact }) => `${impact} ${id}`)).toEqual([]);
    await close();
  });
});

test.skipIf(!hasBrowser)('links of the history lead to the reports, whatever their folders are called', async () => {
  const { page, close } = await open(browser, join(folder, 'index.html'));
  const links = await page
    .locator('main [data-language]:not([hidden]) a[href$="report.html"]')
    .evaluateAll((all) => all.map((link) => decodeURI((link as HTMLAnchorElement).href)));
  expect(links.map((link) => link.slice(link.lastIndexOf('/', link.length - '/report.html'.length - 1)))).toEqual([
    '/after <b>/report.html',
    '/before/report.html',
  ]);
  await close();
});
