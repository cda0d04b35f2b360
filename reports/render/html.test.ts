import { expect, test } from 'vitest';
import { hostileRun, TRAPS } from '../../testing/reference-hostile.ts';
import { TEMPLATES } from '../../testing/reference-report.ts';
import { analysedReference } from '../../testing/reference-runs.ts';
import { closedPlan, measuredSeconds, runOf } from '../../testing/reference-seconds.ts';
import { analyse } from '../analyse/analyse.ts';
import type { Run } from '../model/run.ts';
import { LANGUAGES } from '../words/language.ts';
import { comparisonChart } from './charts/comparison-chart.ts';
import { runCharts } from './charts/run-charts.ts';
import { renderPage } from './html.ts';
import { renderMarkdown } from './markdown.ts';
import { withAssets } from './page.ts';
import type { PageData } from './page-data.ts';
import { titlesOf } from './view.ts';

const assets = { script: 'void 0;', style: 'body { margin: 0 }' };

function pageOf(runs: readonly Run[], notes?: string): Promise<string> {
  const analysed = runs.map((run) => analyse(run));
  const page = renderPage(analysed, {
    language: 'ko',
    title: undefined,
    notes,
    templates: TEMPLATES,
    charts: analysed.map((run) => runCharts(run)),
    comparison: comparisonChart(analysed, { ko: titlesOf(analysed, 'ko'), en: titlesOf(analysed, 'en') }),
  });
  return withAssets(page, assets);
}

const second = (scenario: string) => ({ scenario, perSec: 5, vus: 5, responseMs: () => 10 });
const seconds = (scenario: string) =>
  runOf(measuredSeconds(Array.from({ length: 12 }, () => second(scenario))), [
    closedPlan(scenario, [
      [0, 5],
      [12, 5],
    ]),
  ]);

const dataOf = (page: string) => JSON.parse(page.match(/id="data">(.*?)<\/script>/s)?.[1] ?? '') as PageData;

/** Elements of a page by name, as a reader of HTML sees them: not what stands within a script or a style. */
const elements = (page: string) =>
  [...page.replaceAll(/<(script|style)\b([^>]*)>.*?<\/\1>/gs, '<$1$2>').matchAll(/<([a-z][a-z0-9]*)\b[^>]*>/g)].map(
    ([tag = '', name = '']) => ({ tag, name }),
  );

test('needs nothing from elsewhere, and allows nothing but its own script and style', async () => {
  const page = await pageOf([seconds('load_test')]);
  expect(page).toMatch(/^<!doctype html>\n<html lang="ko">/);
  expect(page).toMatch(
    /http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'/,
  );
  for (const { tag, name } of elements(page)) {
    expect(['iframe', 'link', 'img', 'object', 'embed', 'form', 'base']).not.toContain(name);
    expect(tag).not.toMatch(/\s(?:on\w+|style|src)=/);
    expect(tag.match(/\shref="([^"]*)"/)?.[1] ?? '#').toMatch(/^#/);
  }
});

test('every link leads to a place of the page, and no two places share a name', async () => {
  const page = await pageOf([seconds('load_test'), analysedReference('get-product')]);
  const tags = elements(page).map(({ tag }) => tag);
  const ids = tags.flatMap((tag) => tag.match(/\sid="([^"]*)"/)?.[1] ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  for (const tag of tags) {
    const target = tag.match(/\shref="#([^"]*)"/)?.[1];
    if (target !== undefined) expect(ids).toContain(decodeURIComponent(target));
  }
});

test('an anchor in an opinion may hold an escape that is none', async () => {
  expect(await pageOf([analysedReference('get-product')], '[a](#%E0) [b](#50%)')).toContain('%E0');
});

test.each(TRAPS)('everything and an opinion called %s stays a text', async (_, name) => {
  const page = await pageOf([hostileRun(name), hostileRun(`${name} b`)], name);
  const scripts = page.match(/<script\b[^>]*>/g) ?? [];
  const data = page.indexOf('<script type="application/json" id="data">');
  expect(scripts).toStrictEqual(['<script type="application/json" id="data">', '<script>']);
  expect(page.slice(0, data)).not.toMatch(/<script|<img|<svg|onerror="|onload="|<!--/i);
  expect(() => dataOf(page)).not.toThrow();
});

test('what is copied is the markdown, to the letter', async () => {
  for (const runs of [[seconds('load_test')], [analysedReference('get-product'), seconds('a')]]) {
    const { markdown } = dataOf(await pageOf(runs, 'An opinion.'));
    for (const language of LANGUAGES) {
      const plain = renderMarkdown(
        runs.map((run) => analyse(run)),
        TEMPLATES[language],
        { language, notes: 'An opinion.' },
      );
      expect(markdown[language]).toBe(plain);
    }
  }
});

test('the first screen: what must be known first, then verdict, four figures and delivered share, then a chart', async () => {
  const page = await pageOf([seconds('load_test')]);
  const first = page.slice(page.indexOf('<main'), page.indexOf('<h2 id='));
  expect([...first.matchAll(/<dt>([^<]*)<\/dt>/g)].map(([, name]) => name)).toStrictEqual([
    '성공률',
    '처리량(TPS)',
    '중앙값',
    'p95 (목표 없음)',
    '달성률',
  ]);
  expect(first.match(/<figure /g)).toHaveLength(1);
  expect(first).toContain('class="verdict"');
});

test('a thousand requests by name: the most frequent are shown, and it says so', async () => {
  const run = seconds('load_test');
  const answered = Array.from({ length: 1000 }, (_, at) => ({
    scenario: 'load_test',
    name: `GET /${at}`,
    status: 200,
    scope: { requests: at },
  }));
  const page = await pageOf([{ ...run, measured: { ...run.measured, answered } }]);
  expect(page.match(/<td>GET \/\d+<\/td>/g)).toHaveLength(600);
  expect(page).toContain('1,000개 가운데 건수가 많은 600개를 표시했습니다.');
  expect(page).toContain('<td>GET /999</td>');
});

test('every figure of the markdown stands in the page, in both languages', async () => {
  const page = await pageOf([seconds('load_test')]);
  const data = dataOf(page);
  const text = page.slice(0, page.indexOf('<script')).replaceAll(/<[^>]+>/g, ' ');
  for (const markdown of Object.values(data.markdown)) {
    for (const [figure] of markdown.matchAll(/\d[\d,]*\.?\d*(?:ms|µs|s|%)/g)) expect(text).toContain(figure);
  }
  expect(text).toContain('부하 테스트 결과 보고서');
  expect(text).toMatch(/load test report/i);
});
