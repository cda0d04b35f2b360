import { expect, test } from 'vitest';
import { hostileRun, TRAPS } from '../../testing/reference-hostile.ts';
import { TEMPLATES } from '../../testing/reference-report.ts';
import { analysedReference } from '../../testing/reference-runs.ts';
import { closedPlan, measuredSeconds, runOf } from '../../testing/reference-seconds.ts';
import { analyse } from '../analyse/analyse.ts';
import type { Run } from '../model/run.ts';
import { LANGUAGES } from '../words/language.ts';
import { runCharts } from './charts/run-charts.ts';
import { renderPage } from './html.ts';
import { renderMarkdown } from './markdown.ts';
import { withAssets } from './page.ts';
import type { PageData } from './page-data.ts';

const assets = { script: 'void 0;', style: 'body { margin: 0 }' };

function pageOf(runs: readonly Run[], notes?: string): Promise<string> {
  const analysed = runs.map((run) => analyse(run));
  const page = renderPage(analysed, {
    language: 'ko',
    title: undefined,
    notes,
    templates: TEMPLATES,
    charts: analysed.map((run) => runCharts(run)),
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
  // Pictures of the page's own have one of two names, and no other attribute that a name could reach.
  expect(page.slice(0, data)).not.toMatch(/<script|<img|<svg(?! class="(?:icon|gauge)" )|onerror="|onload="|<!--/i);
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

/** What stands before the first part of the document, without the table of contents. */
const firstScreenOf = (page: string) => page.slice(page.indexOf('<h1'), page.indexOf('<h2 id='));
const namesOf = (html: string) => [...html.matchAll(/<td role="cell"[^>]* data-l="([^"]*)"/g)].map(([, name]) => name);
/** Lengths of bars, and where the goals stand. */
const barsOf = (html: string) =>
  [...html.matchAll(/<rect class="(?:good|bad)"[^>]* width="([\d.]+)"/g)].map(([, one]) => one);
const marksOf = (html: string) => [...html.matchAll(/<line class="goal" x1="([\d.]+)"/g)].map(([, one]) => one);

test('the first screen: the verdict, a row for each API with all of its figures named, why, what next, then a picture', async () => {
  const runs = [
    analysedReference('recharge-balance'),
    analysedReference('get-product'),
    analysedReference('place-order'),
  ];
  const first = firstScreenOf(await pageOf(runs));
  expect(first).toContain('<p class="verdict">목표 미달 2개, 조건부 통과 1개</p>');
  expect(namesOf(first)).toStrictEqual(
    [1, 2, 3].flatMap(() => ['p95 (목표)', '에러율', '처리량(TPS)', '점진 부하', '피크 부하']),
  );
  // One mark for all rows, the worst multiple first.
  expect([new Set(marksOf(first)).size, marksOf(first).length]).toStrictEqual([1, 3]);
  expect(barsOf(first).map(Number)).toStrictEqual(
    barsOf(first)
      .map(Number)
      .toSorted((a, b) => b - a),
  );
  expect(first).toContain('<h2>병목</h2>');
  const commands = [...first.matchAll(/<code>(npx buha .*?)<\/code><button type="button" class="copy"/g)];
  // A flag breaks at none of its hyphens.
  expect(commands.map(([, command = '']) => command.match(/<span class="whole">--profile<\/span>/g)?.length)).toEqual(
    commands.map(() => 1),
  );
  expect(commands.length).toBeGreaterThan(1);
});

test('the first screen of a run without a goal has no bar of it, and says so', async () => {
  const first = firstScreenOf(await pageOf([seconds('load_test')]));
  expect([barsOf(first), marksOf(first), namesOf(first)]).toStrictEqual([
    [],
    [],
    ['p95', '에러율', '처리량(TPS)', '실행된 부하'],
  ]);
  // What ran as planned needs no picture.
  expect(first).not.toContain('<figure ');
});

test('each fact stands once: the table and the next steps of the markdown are those of the first screen', async () => {
  const page = await pageOf([analysedReference('recharge-balance'), analysedReference('get-product')]);
  const main = page.slice(page.indexOf('<main'), page.indexOf('<div data-language="en" lang="en" hidden>\n<nav'));
  expect(main.match(/<h2[^>]*>다음 단계<\/h2>/g)).toHaveLength(1);
  expect(main.split('만 보낼 수 있습니다(')).toHaveLength(2);
  expect(main).not.toContain('█');
});

test('an opinion is in the language of its author, and says so', async () => {
  const page = await pageOf([seconds('a')], '락을 `UPDATE`로 바꿨습니다.');
  expect(page.match(/<div class="opinion">/g)).toHaveLength(1);
  expect(page.match(/<div class="opinion" lang="ko">/g)).toHaveLength(1);
  expect(page).toContain('in the writer&#39;s own words and language');
});

test('a thousand requests by name: the most frequent are shown, and the others together', async () => {
  const run = seconds('load_test');
  const answered = Array.from({ length: 1000 }, (_, at) => ({
    scenario: 'load_test',
    name: `GET /${at}`,
    status: 200,
    scope: { requests: at + 1 },
  }));
  const page = await pageOf([{ ...run, measured: { ...run.measured, answered } }]);
  expect(page.match(/<td>GET \/\d+<\/td>/g)).toHaveLength(20);
  expect(page).toMatch(/>외 980개<\/td><td>-<\/td><td>480,690<\/td>/);
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
