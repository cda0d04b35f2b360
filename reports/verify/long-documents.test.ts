import { expect, test } from 'vitest';
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
    const once = msOf(withOutput(text(100_000)));
    expect(msOf(withOutput(text(200_000)))).toBeLessThan(3 * once + NOISE_MS);
  }
});

test.each([
  ['short lines of figures', (times: number) => '- 평균: 1ms\n'.repeat(times * 200)],
  ['rows', (times: number) => `| 항목 | 값 |\n| --- | --- |\n${'| 평균 | 1ms |\n'.repeat(times * 200)}`],
  ['headings', (times: number) => '## 3. 결과 API\n- 평균 5ms\n'.repeat(times * 100)],
  ['long lines', (times: number) => `${'1%'.repeat(900)}\n\n`.repeat(times)],
  ['fences', (times: number) => '```js\nconst a = 1;\n```\n'.repeat(times * 200)],
  ['prose', (times: number) => longReport(times * 40)],
])('many %s: twice as many take no four times as long', (_, text) => {
  msOf(withOutput(text(5)));
  const once = msOf(withOutput(text(20)));
  expect(msOf(withOutput(text(40)))).toBeLessThan(3 * once + NOISE_MS);
});

test('a report of 3 kB of "1%" takes milliseconds', () => {
  expect(msOf(`# r\n\n평균 응답 시간은 ${'1%'.repeat(1500)}\n`)).toBeLessThan(NOISE_MS);
});

test('every figure of a long report is compared', () => {
  const { findings, compared, unattributed } = verify(longReport(100), 'report.md');
  expect({ findings, compared, unattributed }).toEqual({ findings: [], compared: 400, unattributed: 0 });
});
