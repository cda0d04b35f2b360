import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { AnalysedRun } from '../../reports/model/analysed.ts';
import { parseSlo } from '../../reports/parse/slo.ts';
import { LANGUAGES, type Language } from '../../reports/words/language.ts';
import {
  bodyOf,
  confirmedIn,
  exactMultiples,
  GUESS,
  looseFootnotes,
  sentencesOf,
  unbalancedBooks,
  unroundedFigures,
} from '../../testing/golden-sentences.ts';
import { ownSource } from '../../testing/own-source.ts';
import { readMergedSource } from '../read/merged-source.ts';
import { drawnOf, pageReport, renderReport } from './render-report.ts';

const fixtures = (path: string) => fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url));

/** Inputs of other kinds than a recorded run of buha's. */
const KINDS: Readonly<Record<string, () => Promise<readonly AnalysedRun[]>>> = {
  // What k6 printed for a script that nobody knows, without its plan.
  text: async () => (await ownSource([fixtures('runs/summary-text/full.txt')])).runs,
  'json-only': async () => (await ownSource([fixtures('runs/summary-text/full.json')])).runs,
  'no-goals': async () => (await ownSource([fixtures('runs/formats/2.2.0/no-http.handle-summary.json')])).runs,
  // Two runners, of which only the summaries are left.
  merged: async () => {
    const files = ['default-tags', 'lean-tags'].map((name) => fixtures(`runs/samples/${name}.summary-export.json`));
    return (await readMergedSource(files)).runs;
  },
  // Eight requests in three groups: one is slow, one fails now and then, one check never passes.
  mixed: async () => (await ownSource([fixtures('runs/own-scripts/mixed')])).runs,
  interrupted: async () => (await ownSource([fixtures('runs/own-scripts/interrupted')])).runs,
};

describe.each(LANGUAGES)('reports of other inputs (%s)', (language) => {
  test.each(Object.entries(KINDS))('%s is the golden one, and its body fits', async (name, read) => {
    const report = await renderReport(await read(), { language });
    expect(bodyOf(report).split('\n').length).toBeLessThanOrEqual(45);
    await expect(report).toMatchFileSnapshot(fixtures(`golden/${name}.${language}.md`));
  });
});

test('the page of runners that were put together says so above its verdict, and has the range of their p95', async () => {
  const runs = (await KINDS.merged?.()) ?? [];
  const page = await pageReport(runs, await drawnOf(runs), { language: 'en' });
  const first = page.slice(
    page.indexOf('<div data-language="en"', page.indexOf('<main')),
    page.lastIndexOf('class="boxes"'),
  );
  expect(first).toContain('outputs of 2 runners merged');
  expect(first).toContain('>Script</th>');
  expect(first.indexOf('outputs of 2 runners')).toBeLessThan(first.indexOf('class="banner'));
  const p95 = /data-l="p95">(.*?)<\/td>/.exec(first)?.[1]?.replaceAll(/<[^>]*>/g, '');
  expect(p95).toMatch(/^\d[\d.–]*ms\*?$/);
});

test.each(LANGUAGES)('the goals that a report proposes are such as the gate reads (%s)', (language) => {
  const [, example] =
    readFileSync(fixtures(`golden/interrupted.${language}.md`), 'utf8').match(/`(default: [^`]+)`/) ?? [];
  expect(parseSlo(example ?? '', 'slo.yaml').everywhere.goals.map(({ limit }) => limit)).toStrictEqual([500, 0.01]);
});

test.each(LANGUAGES)('goals of another protocol are proposed for the metrics that there are (%s)', (language) => {
  const report = readFileSync(fixtures(`golden/no-goals.${language}.md`), 'utf8');
  const [, steps = ''] = bodyOf(report).split(/^### /m);
  expect(steps).toContain("`page_clicked: ['p(95)<500']`");
  expect(steps).not.toMatch(/slo\.yaml|상태 코드|status/);
});

test('a run by a browser of which only summary.json is known is called so', async () => {
  const { runs } = await ownSource([fixtures('runs/browser/summary.json')]);
  expect(await renderReport(runs, { language: 'ko' })).toMatch(
    /^# 부하 테스트 결과 보고서: 브라우저 테스트\(summary\.json\)\n/,
  );
});

test('a goal stands on the rows that it judges: on scenarios, where each is judged by its own', async () => {
  const { runs } = await ownSource([fixtures('runs/seed-all/recharge-balance')]);
  const rows = bodyOf(await renderReport(runs, { language: 'ko' })).match(/^\| (?:전체|점진|피크) .*$/gm) ?? [];
  // Of the peak 3.6 % ran, so that it is not judged, and what nobody judges is not marked as missed.
  expect(rows.map((row) => row.includes('목표 p95 ≤ 3초'))).toStrictEqual([false, true, false]);
  expect(rows.map((row) => row.includes('**'))).toStrictEqual([false, true, false]);
});

const GOLDENS = readdirSync(fixtures('golden')).flatMap((name) => {
  const [, language] = name.match(/^(?!gate-).+\.(ko|en)\.md$/) ?? [];
  return language === undefined ? [] : [[name, language as Language] as const];
});

describe('what no document says', () => {
  test('there are documents of every kind', () => {
    expect(GOLDENS.length).toBeGreaterThanOrEqual(20);
  });

  test.each(GOLDENS)('%s', (name, language) => {
    const text = readFileSync(fixtures(`golden/${name}`), 'utf8');
    const confirmed = confirmedIn(text, language);
    expect(confirmed.filter((statement) => GUESS[language].test(statement))).toStrictEqual([]);
    expect(exactMultiples(text)).toStrictEqual([]);
    const sentences = sentencesOf(bodyOf(text));
    expect(sentences.filter((sentence, at) => sentences.indexOf(sentence) < at)).toStrictEqual([]);
    expect(unbalancedBooks(text)).toStrictEqual([]);
    // Rounds tell their figures to the digit that a comparison needs.
    if (!name.startsWith('rounds')) expect(unroundedFigures(bodyOf(text), language)).toStrictEqual([]);
    expect(looseFootnotes(text)).toStrictEqual([]);
  });

  test('the marks are looked at: a guess, a multiple, a repetition and a lost iteration are found', () => {
    const document = [
      '- 서버가 포화되었을 수 있습니다. [확인]',
      '- 느렸습니다. [확인] 한계로 보입니다. [추정] 1,810배입니다. 약 11,000배입니다.',
      '- 느렸습니다. [확인]',
      '| `a` | 100회 | 40회 | 40% | 50 | 5 |',
      '| `a` | 100회 | 40회 | 40% | 50 | 10 |',
    ].join('\n');
    expect(confirmedIn(document, 'ko').filter((statement) => GUESS.ko.test(statement))).toHaveLength(1);
    expect(exactMultiples(document)).toStrictEqual(['1,810배']);
    const sentences = sentencesOf(document);
    expect(sentences.filter((sentence, at) => sentences.indexOf(sentence) < at)).toStrictEqual(['느렸습니다. [확인]']);
    expect(unbalancedBooks(document)).toHaveLength(1);
    expect(unroundedFigures('에러율 9.55%, `p95 1.23ms`, 9.38s, 9.4초, 12ms', 'ko')).toStrictEqual([
      '9.55%',
      '9.38s',
      '9.38s',
    ]);
    const footnote = '| p95 | p99 |\n| --- | --- |\n| 9ms\\* | 8ms |\n\n- \\* 표본이 적은 값입니다(p99 ≥ 1,000).';
    expect(looseFootnotes(footnote)).toStrictEqual([
      '| p95 | p99 |: p95* is not explained',
      '| p95 | p99 |: no p99 has a mark',
    ]);
  });
});
