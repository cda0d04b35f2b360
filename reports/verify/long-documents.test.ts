import { describe, expect, test } from 'vitest';
import { longReport, withOutput } from '../../testing/long-report.ts';
import { verify } from './verify.ts';

/** Time that the process itself spent, in ms: others on the machine count for less than on a clock. */
function cpuMs(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const msOf = (text: string) => cpuMs(() => verify(text, 'report.md'));

/** Twice as much takes twice as long, on a busy machine three times; what is shorter than this is no measurement. */
const NOISE_MS = 250;

/** By how much the longer text takes more ms than it may. One try means nothing on a busy machine; the least of three does. */
function excessMs(once: string, twice: string): number {
  let excess = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 3 && excess > 0; tries += 1) {
    const ms = msOf(once);
    excess = Math.min(excess, msOf(twice) - 3 * ms - NOISE_MS);
  }
  return excess;
}

const UNITS = [
  ...[
    '1%',
    '1',
    ' ',
    '|',
    '.',
    '`',
    '`a``',
    '(',
    '[',
    '](',
    '[a](',
    '#',
    '*',
    ':',
    '>',
    '1,',
    '가',
    'a',
    '가은 ',
    'x API ',
  ],
  ...['1→', '1~', '12.3ms ', '가다. ', '1 of ', '1.1', 'a.js ', '평균 1ms ', '- ', '_', '>', '\\', '<br'],
];

test.each(UNITS)('a line of nothing but %j: twice as long a line takes no four times as long', (unit) => {
  const line = (size: number) => `평균 응답 시간은 ${unit.repeat(size / unit.length)}`;
  const row = (size: number) => `| a | b |\n| --- | --- |\n| 평균 | ${unit.repeat(size / unit.length)} |`;
  for (const text of [line, row]) {
    expect(excessMs(withOutput(text(100_000)), withOutput(text(200_000)))).toBeLessThan(0);
  }
});

const numbered = (times: number, piece: (at: number) => string) =>
  Array.from({ length: times }, (_, at) => piece(at)).join('');

const rowOf = (columns: number, cell: (at: number) => string) => `| ${numbered(columns, (at) => `${cell(at)} | `)}\n`;

/** A table of so many columns and rows. */
const wideTable = (columns: number, rows: number) =>
  rowOf(columns, (at) => (at === 0 ? '항목' : `${at}번`)) +
  rowOf(columns, () => '---') +
  rowOf(columns, (at) => (at === 0 ? '응답 시간 평균' : '57.66ms')).repeat(rows);

test.each([
  ['short lines of figures', (times: number) => '- 평균: 1ms\n'.repeat(times * 200)],
  ['rows', (times: number) => `| 항목 | 값 |\n| --- | --- |\n${'| 평균 | 1ms |\n'.repeat(times * 200)}`],
  ['headings', (times: number) => '## 3. 결과 API\n- 평균 5ms\n'.repeat(times * 100)],
  ['long lines', (times: number) => `${'1%'.repeat(900)}\n\n`.repeat(times)],
  ['fences', (times: number) => '```js\nconst a = 1;\n```\n'.repeat(times * 200)],
  ['prose', (times: number) => longReport(times * 40)],
  ['sentences of one paragraph', (times: number) => '평균 응답 시간은 57.66ms였다. '.repeat(times * 100)],
  ['lines of one paragraph', (times: number) => '평균 응답 시간은 57.66ms였다.\n'.repeat(times * 100)],
  ['columns', (times: number) => wideTable(times * 150, 2)],
  [
    'columns above short rows',
    (times: number) => `${wideTable(times * 150, 0)}${'| 평균 | 1 |\n'.repeat(times * 100)}`,
  ],
  ['headings of their own', (times: number) => numbered(times * 100, (at) => `### page-${at}\n\n평균 5ms\n\n`)],
  ['headings in steps', (times: number) => numbered(times * 100, (at) => `${'#'.repeat(1 + (at % 6))} p95 ${at}ms\n`)],
])('many %s: twice as many take no four times as long', (_, text) => {
  msOf(withOutput(text(5)));
  expect(excessMs(withOutput(text(20)), withOutput(text(40)))).toBeLessThan(0);
});

test('a report of 3 kB of "1%" takes milliseconds', () => {
  expect(msOf(`# r\n\n평균 응답 시간은 ${'1%'.repeat(1500)}\n`)).toBeLessThan(NOISE_MS);
});

test('every figure of a long report is compared', () => {
  const { findings, compared, unattributed } = verify(longReport(100), 'report.md');
  expect({ findings, compared, unattributed }).toEqual({ findings: [], compared: 400, unattributed: 0 });
});

/** What was compared and what was left out of a text below one k6 output. */
function lookedAt(text: string) {
  const { findings, compared, leftOut } = verify(withOutput(text), 'report.md');
  return { findings, compared, leftOut };
}

describe('what is not looked at is told', () => {
  const sentence = '평균 응답 시간은 57.66ms였다. ';

  test('a long paragraph is compared sentence by sentence', () => {
    expect(lookedAt(sentence.repeat(1000))).toEqual({ findings: [], compared: 1000, leftOut: undefined });
  });

  test('a wrong figure at the end of a long paragraph is found', () => {
    const { findings } = lookedAt(`${sentence.repeat(1000)}\n${'p95는 149.25ms였다. '.repeat(1000)}최대는 990ms였다.`);
    expect(findings).toMatchObject([{ id: 'figure', line: 11, said: { text: '990ms' } }]);
  });

  test('a sentence, and a cell, that are too long', () => {
    const long = `평균 응답 시간은 57.66ms${'이고 빠르며'.repeat(500)}`;
    expect(lookedAt(`${long}\n\n${sentence}`)).toEqual({
      findings: [],
      compared: 1,
      leftOut: { lines: 1, first: 10 },
    });
    expect(lookedAt(`| 항목 | 값 |\n| --- | --- |\n| 평균 | ${long} |\n| 평균 | 57.66ms |`)).toEqual({
      findings: [],
      compared: 1,
      leftOut: { lines: 1, first: 12 },
    });
  });
});
