import { expect, test } from 'vitest';
import { analysedReference, foreignRun, referenceSummary } from '../../testing/reference-runs.ts';
import { analyse } from '../analyse/analyse.ts';
import { gate } from '../analyse/gate/judge.ts';
import { parseSlo } from '../parse/slo.ts';
import { LANGUAGES, type Language } from '../words/language.ts';
import { gatePage } from './gate-page.ts';
import { gateView } from './gate-view.ts';

const ASSETS = { script: '', style: '' };
const APIS = ['get-balance', 'recharge-balance', 'place-order', 'get-product'] as const;
const all = () => gate(APIS.map((api) => analysedReference(api)));

/** The part of a page in one language. */
function partOf(page: string, language: Language): string {
  const from = page.indexOf(`<div data-language="${language}"`, page.indexOf('<main'));
  return page.slice(from, page.indexOf(language === 'ko' ? '<div data-language="en"' : '</main>', from));
}

test.each(LANGUAGES)(
  'begins with the verdict and what decided it, and has a row for each criterion (%s)',
  async (language) => {
    const result = all();
    const part = partOf(await gatePage(result, ASSETS, language), language);
    const { headline, runs } = gateView(result, language);
    expect(part.indexOf(headline)).toBeGreaterThan(0);
    expect(part.indexOf(headline)).toBeLessThan(part.indexOf('<h2'));
    for (const { title, rows } of runs) {
      expect(part).toContain(title);
      for (const { part: of, what, actual } of rows.filter((row) => row.part === 'service-level')) {
        expect([of, part.includes(`<b>${what}</b>`), part.includes(`<b>${actual}</b>`)]).toStrictEqual([
          of,
          true,
          true,
        ]);
      }
    }
    // One mark a bar, at the same place within a table.
    const [first = ''] = part.split('<table ').slice(1);
    const marks = [...first.matchAll(/class="goal" x1="([^"]*)"/g)].map(([, x]) => x);
    expect([marks.length, new Set(marks).size]).toStrictEqual([2, 1]);
  },
);

test('the worst run comes first, with what to do next below it', async () => {
  const part = partOf(await gatePage(all(), ASSETS, 'ko'), 'ko');
  const headings = [...part.matchAll(/<h2 id="ko-([^"]*)"/g)].map(([, id]) => id);
  expect(headings).toStrictEqual(['상품-주문-api', '잔액-충전-api', '잔액-조회-api', '상품-조회-api']);
  const steps = part.indexOf('class="box steps');
  expect(steps).toBeGreaterThan(part.indexOf('id="ko-상품-주문-api"'));
  expect(steps).toBeLessThan(part.indexOf('id="ko-잔액-충전-api"'));
});

test('what is next follows from the goals of the gate, and not from those of the report', async () => {
  const run = analysedReference('get-product');
  const met = partOf(await gatePage(gate([run]), ASSETS, 'en'), 'en');
  expect(met).toContain('class="banner conditional"');
  const missed = partOf(await gatePage(gate([run], parseSlo('default: { p95: 1ms }', 'slo.yaml')), ASSETS, 'en'), 'en');
  expect(missed).toContain('class="banner slo-fail"');
  expect(missed).not.toContain('baseline accept');
});

test('names from outside are text, and without a plan nothing is said of a share', async () => {
  const foreign = foreignRun(referenceSummary('get-balance'));
  const name = '<img src=x onerror=alert(1)>';
  const result = gate([analyse({ ...foreign, name })]);
  const page = await gatePage(result, ASSETS, 'ko');
  expect(page).not.toContain('<img');
  expect(page).toContain('&lt;img src=x');
  expect(partOf(page, 'ko')).not.toContain('class="shares"');
});
