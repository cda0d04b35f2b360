import { expect, test } from 'vitest';
import { analyse } from '../analyse/analyse.ts';
import type { Run } from '../model/run.ts';
import { templatesOf } from '../reference-report.ts';
import { analysedReference } from '../reference-runs.ts';
import { closedPlan, measuredSeconds, runOf } from '../reference-seconds.ts';
import { runCharts } from './charts/run-charts.ts';
import { comparisonChart } from './charts/shape-charts.ts';
import { renderHtml } from './html.ts';
import { reportView } from './view.ts';

const assets = { script: 'void 0;', style: 'body { margin: 0 }' };

function pageOf(runs: readonly Run[], notes?: string): Promise<string> {
  const analysed = runs.map((run) => analyse(run));
  const titles = reportView(analysed, { language: 'ko' }).apis.map(({ title }) => title);
  return renderHtml(analysed, {
    language: 'ko',
    title: undefined,
    notes,
    templates: { ko: templatesOf('ko'), en: templatesOf('en') },
    assets,
    charts: analysed.map(runCharts),
    comparison: comparisonChart(analysed, titles),
  });
}

const second = (scenario: string) => ({ scenario, perSec: 5, vus: 5, responseMs: () => 10 });
const seconds = (scenario: string) =>
  runOf(measuredSeconds(Array.from({ length: 12 }, () => second(scenario))), [
    closedPlan(scenario, [
      [0, 5],
      [12, 5],
    ]),
  ]);

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

test.each([
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  'javascript:alert(1)//\'"`',
  '<!--<script>',
])('a scenario or an opinion called %j stays a text', async (name) => {
  const page = await pageOf([seconds(name)], name);
  const scripts = page.match(/<script\b[^>]*>/g) ?? [];
  const data = page.indexOf('<script type="application/json" id="data">');
  expect(scripts.filter((tag) => tag === '<script>' || tag.includes('application/json'))).toHaveLength(2);
  expect(page.slice(0, data)).not.toMatch(/<script|<img|<svg|onerror="|onload="|<!--/i);
  const json = page.slice(data).match(/id="data">(.*?)<\/script>/s)?.[1] ?? '';
  expect(JSON.stringify(JSON.parse(json))).toContain(JSON.stringify(name).slice(1, -1));
});

test('every figure of the markdown stands in the page, in both languages', async () => {
  const page = await pageOf([seconds('load_test')]);
  const data = JSON.parse(page.match(/id="data">(.*?)<\/script>/s)?.[1] ?? '') as {
    markdown: Record<'ko' | 'en', string>;
  };
  const text = page.slice(0, page.indexOf('<script')).replaceAll(/<[^>]+>/g, ' ');
  for (const markdown of Object.values(data.markdown)) {
    for (const [figure] of markdown.matchAll(/\d[\d,]*\.?\d*(?:ms|µs|s|%)/g)) expect(text).toContain(figure);
  }
  expect(text).toContain('부하 테스트 보고서');
  expect(text).toMatch(/load test report/i);
});
