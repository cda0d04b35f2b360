import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { analysedReference, referenceRun } from '../../testing/reference-runs.ts';
import { tries } from '../../testing/tries.ts';
import { analyse } from '../analyse/analyse.ts';
import { gate } from '../analyse/gate/judge.ts';
import type { Threshold } from '../model/measurement.ts';
import type { Run } from '../model/run.ts';
import { parseSlo } from '../parse/slo.ts';
import { shownOnly, withoutHashCommands } from '../text/inert.ts';
import { width } from '../text/width.ts';
import { xmlText } from '../text/xml-text.ts';
import { jsonGate } from './gate-json.ts';
import { JsonGateSchema } from './gate-json-schema.ts';
import { gateTable } from './gate-table.ts';
import { gateView } from './gate-view.ts';
import { githubAnnotations, githubSummary, MOST_ANNOTATIONS } from './github.ts';
import { junitXml } from './junit.ts';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Every element, by a parser that refuses what is no XML 1.0. */
function elementsOf(xml: string): Element[] {
  const elements: Element[] = [];
  const parser = new SaxesParser();
  parser.on('error', (fault) => {
    throw fault;
  });
  parser.on('opentag', ({ name, attributes }) => elements.push({ name, attributes }));
  parser.write(xml).close();
  return elements;
}

/** A run whose every name is hostile. */
function hostileRun(name: string): Run {
  const thresholds: Threshold[] = [{ metric: `m{${name}}`, expression: name, passed: false }];
  const run = referenceRun('place-order', {
    exceptions: { count: 10_000, first: `${name}\n\tat default (file:///x/${name}.ts:1:2(3))` },
  });
  return { ...run, api: undefined, name, measured: { ...run.measured, thresholds } };
}

/** So wide that no line is broken. */
const WIDE = 1_000_000;

const viewOf = (run: Run) => gateView(gate([analyse(run)]), 'ko');

/** Names that mean something to a terminal, to XML, to markdown or to GitHub. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        ...'\u0000\u0007\u001b\u007f\ufffe\ud800\udc00<>&"\'|`*_[]()#\\:,%\r\n\t',
        '::error::',
        ']]>',
        '\u202e',
        '가',
        '😀',
        '</x>',
        '<!--',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

describe('JUnit', () => {
  const mixed = gate(
    [analysedReference('get-balance'), analysedReference('place-order', { exit: { code: 107, meaning: '' } })],
    parseSlo('default: { p95: 1s, p75: 1s }', 'slo.yaml'),
  );

  test('one test case for each row; a miss is a failure, what is invalid an error', () => {
    const elements = elementsOf(junitXml(gateView(mixed, 'en')));
    const rows = mixed.runs.flatMap((run) => run.rows);
    const cases = elements.filter(({ name }) => name === 'testcase');
    expect(cases.length).toBe(rows.length);
    expect(new Set(cases.map(({ attributes }) => `${attributes.classname} ${attributes.name}`)).size).toBe(rows.length);
    const count = (name: string) => elements.filter((element) => element.name === name).length;
    expect(elements[0]).toMatchObject({
      name: 'testsuites',
      attributes: {
        tests: String(rows.length),
        failures: String(count('failure')),
        errors: String(count('error')),
        skipped: String(count('skipped')),
      },
    });
    // The goal that the file sets anew, and the threshold that k6 saw crossed.
    expect(count('failure')).toBe(2);
    // k6's exit, and a service level of each run that the input does not hold.
    expect(count('error')).toBe(3);
  });

  test('whatever a name holds, it is XML 1.0', () =>
    fc.assert(
      fc.property(hostile, (name) => {
        const [root] = elementsOf(junitXml(viewOf(hostileRun(name))));
        expect(root?.name).toBe('testsuites');
      }),
      { numRuns: tries(500) },
    ));

  test('text comes out as a document would show it', () =>
    fc.assert(
      fc.property(hostile, (text) => {
        const [element] = elementsOf(`<a b="${xmlText(text)}"/>`);
        expect(element?.attributes.b).toBe(withoutHashCommands(shownOnly(text)));
      }),
      { numRuns: tries(500) },
    ));
});

describe('the table', () => {
  const table = gateTable(gateView(gate([analysedReference('place-order')]), 'ko'), 'ko');

  test('says the verdict first', () => expect(table).toMatch(/^판정: 목표 미달\n\n상품 주문 API\n/));

  test('fits into 80 columns and keeps its columns, wide letters counted', () => {
    const lines = table.split('\n').filter((line) => / {2}(?:판정|충족|목표 미달)$/.test(line));
    // What is wrong first; checks that found nothing are one line below.
    expect(lines.slice(1).map((line) => line.trim().split(/ {2,}/)[0])).toStrictEqual(['응답 시간 p95', '에러율']);
    expect(table).toMatch(/\n {2}- 이상이 없는 항목: k6 종료 코드, [^:]*\n/);
    // The last column begins where the others end.
    const starts = lines.map((line) => width(line.replace(/ {2}(?:판정|충족|목표 미달)$/, '')));
    expect(new Set(starts).size).toBe(1);
    expect(Math.max(...lines.map(width))).toBeLessThanOrEqual(80);
  });

  test('no name can move the cursor, begin a line or turn the text round', () =>
    fc.assert(
      fc.property(hostile, (name) => {
        const text = gateTable(viewOf(hostileRun(name)), 'ko', WIDE);
        expect(text).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069](?<!\n)/u);
        expect(text.split('\n').length).toBe(gateTable(viewOf(hostileRun('x')), 'ko', WIDE).split('\n').length);
      }),
      { numRuns: tries(300) },
    ));
});

describe('GitHub', () => {
  const miss = gate([analysedReference('place-order')]);

  test('an annotation names run, row, figures and verdict', () =>
    expect(githubAnnotations(gateView(miss, 'ko'), 'ko')).toStrictEqual([
      expect.stringMatching(
        /^::error title=성능 게이트%3A 상품 주문 API::성공한 요청의 응답 시간 p95: 19\.96s \(≤ 3s\) 목표 미달$/,
      ),
    ]));

  test('an exception points to its line in the user’s script', () => {
    const run = referenceRun('place-order', {
      script: { path: 'scenarios/a,b.ts', sha256: '' },
      exceptions: { count: 10_000, first: 'Error: 50%\n\tat default (file:///x/scenarios/a,b.ts:7:9(1))' },
    });
    const [line] = githubAnnotations(viewOf(run), 'ko');
    expect(line).toMatch(
      /^::error file=scenarios\/a%2Cb\.ts,line=7,title=성능 게이트%3A 상품 주문 API::스크립트 예외: 10,000 .*Error: 50%25/,
    );
  });

  test('a pass has none', () =>
    expect(githubAnnotations(gateView(gate([analysedReference('get-balance')]), 'ko'), 'ko')).toStrictEqual([]));

  test('at most eight, the weightiest first, and how many more there are', () => {
    const many = gate(Array.from({ length: 6 }, (_, at) => ({ ...analyse(hostileRun('x')), api: `x${at}` })));
    const lines = githubAnnotations(gateView(many, 'ko'), 'ko');
    expect(lines.length).toBe(MOST_ANNOTATIONS);
    expect(lines[0]).toContain('스크립트 예외');
    expect(lines.at(-1)).toMatch(/::그 밖에 5개 항목이 더 있습니다\.$/);
  });

  test('rounds of one run have each row once, with how many runs it is of', () => {
    const lines = githubAnnotations(gateView(gate([0, 1, 2].map(() => analysedReference('place-order'))), 'ko'), 'ko');
    expect(lines).toStrictEqual([expect.stringMatching(/응답 시간 p95: 19\.96s \(≤ 3s\) 목표 미달 \(실행 3개에서\)$/)]);
  });

  test('no name gets out of its annotation', () =>
    fc.assert(
      fc.property(hostile, (name) => {
        for (const line of githubAnnotations(viewOf(hostileRun(name)), 'ko')) {
          expect(line).not.toMatch(/[\r\n]/);
          const [, properties = '', message] = line.match(/^::error ((?:(?!::).)*)::(.*)$/s) ?? [];
          expect(message).toBeDefined();
          expect(properties.split(',').every((pair) => /^(?:file|line|title)=/.test(pair))).toBe(true);
        }
      }),
      { numRuns: tries(500) },
    ));

  test('the summary is markdown whose tables keep their columns, whatever a name holds', () =>
    fc.assert(
      fc.property(hostile, (name) => {
        const html = new MarkdownIt({ html: false }).render(githubSummary(viewOf(hostileRun(name)), 'ko'));
        const rows = html.match(/<tr>[\s\S]*?<\/tr>/g) ?? [];
        expect(rows.length).toBe(1 + (gate([analyse(hostileRun('x'))]).runs[0]?.rows.length ?? 0));
        for (const row of rows) expect(row.match(/<t[dh][ >]/g)?.length).toBe(5);
        expect(html.match(/<h2>/g)?.length).toBe(1);
        expect(html.match(/<h3>/g)?.length).toBe(1);
      }),
      { numRuns: tries(300) },
    ));

  test('the summary stays within its bytes, in whole runs, and says what is left out', () => {
    const view = gateView(gate(Array.from({ length: 30 }, () => analysedReference('place-order'))), 'ko');
    const whole = githubSummary(view, 'ko');
    const bytes = (text: string) => new TextEncoder().encode(text).length;
    expect(whole.match(/^### /gm)?.length).toBe(30);
    for (const most of [0, 100, 400, 2000, 5000, bytes(whole) - 1, bytes(whole)]) {
      const text = githubSummary(view, 'ko', most);
      expect(bytes(text)).toBeLessThanOrEqual(most);
      const shown = text.match(/^### /gm)?.length ?? 0;
      if (most >= 400 && shown < 30) expect(text).toContain(`그 밖에 ${(30 - shown) * 9}개 항목이 더 있습니다.`);
    }
    expect(githubSummary(view, 'ko', bytes(whole))).toBe(whole);
  });
});

describe('JSON', () => {
  test('the published schema is the one that the result follows', () =>
    expect(JSON.parse(readFileSync(new URL('../../schema/gate-2.json', import.meta.url), 'utf8'))).toStrictEqual({
      $id: 'buha/gate-2',
      title: 'buha gate --format json',
      ...z.toJSONSchema(JsonGateSchema, { target: 'draft-2020-12' }),
    }));

  test('follows the schema to the last field, with nothing but numbers', () =>
    fc.assert(
      fc.property(
        fc.constantFrom('get-balance', 'place-order' as const),
        fc.constantFrom(0, 107, null),
        hostile,
        (api, code, name) => {
          const runs = [analysedReference(api, { exit: { code, meaning: '' } }), analyse(hostileRun(name))];
          const text = JSON.stringify(jsonGate(gate(runs), 30, 'ko'));
          const written = JSON.parse(text);
          expect(JsonGateSchema.parse(written)).toStrictEqual(written);
          expect(text).not.toMatch(/:null\b|NaN/);
        },
      ),
      { numRuns: tries(200) },
    ));

  test('names what a row is about, the same in each language', () => {
    const result = gate(
      [analysedReference('get-balance')],
      parseSlo('get-balance: { p99.9: 5s, scenarios: { peak_test: { p95: 1s } } }', 's'),
    );
    const ids = (['ko', 'en'] as const).map((language) =>
      jsonGate(result, 0, language).runs[0]?.rows.map(({ id, scenario }) => [id, scenario]),
    );
    expect(ids[0]).toStrictEqual(ids[1]);
    expect(ids[0]).toContainEqual(['p99.9', undefined]);
    expect(ids[0]).toContainEqual(['p95', 'peak_test']);
    expect(ids[0]).toContainEqual(['delivered', 'peak_test']);
  });
});

test('an interrupted run, a killed one and one with exceptions are told in each output', () => {
  for (const language of ['ko', 'en'] as const) {
    for (const changes of [
      { interrupted: true },
      { exit: { code: null, signal: 'SIGKILL', meaning: 'killed' } },
      { exceptions: { count: 2, first: 'X' } },
    ]) {
      const view = gateView(gate([analysedReference('place-order', changes)]), language);
      for (const text of [gateTable(view, language), junitXml(view), githubSummary(view, language)]) {
        expect(text).not.toMatch(/undefined|NaN|\[object/);
      }
      expect(githubAnnotations(view, language).length).toBeGreaterThan(0);
    }
  }
});
