import { describe, expect, test } from 'vitest';
import { parseText } from './text.ts';
import { metByFigure, thresholdLine } from './text-marks.ts';

const summary = (thresholds: readonly string[], title = '  █ THRESHOLDS') =>
  parseText(
    [
      title,
      '',
      '    http_req_duration',
      ...thresholds,
      '',
      '  █ TOTAL RESULTS',
      '',
      '    HTTP',
      '    http_req_duration..............: avg=6.09ms min=1.06µs med=4.59ms max=63.98ms p(90)=10.49ms p(95)=15.64ms',
      '    http_reqs......................: 337   55.150265/s',
      '',
    ].join('\n'),
    'a.txt',
  )[0];

const GOAL = "'p(95)<300' p(95)=15.64ms";
const crossed = [{ metric: 'http_req_duration', passed: false }];

describe('among the thresholds', () => {
  test.each([
    ...['✗', '✘', '✖', '✖\ufe0f', '✗\ufe0f', '❌', '⨯', '☒', '×', 'x', 'X', ':x:', 'FAIL'].map(
      (mark) => `    ${mark} ${GOAL}`,
    ),
    `    **✗ ${GOAL}**`,
    `    ~~❌ ${GOAL}~~`,
    `    ✗${GOAL}`,
    '    ✗ "p(95)<300" p(95)=15.64ms',
    '    ✗ p(95)<300 p(95)=15.64ms',
    "    ✗  'p(95) < 300'  p(95)=15.64ms",
    '    ✗',
    '    ❌ p(9',
  ])('%s: crossed', (line) => expect(summary([line])?.measured.thresholds).toMatchObject(crossed));

  test.each(['✓', '✔\ufe0f', '✅', '☑', '√', 'v', ':white_check_mark:', 'PASS'])('%s: met', (mark) => {
    const found = summary([`    ${mark} 'p(95)<300' p(95)=301ms`]);
    expect(found?.measured.thresholds).toMatchObject([{ metric: 'http_req_duration', passed: true }]);
  });

  test.each(['', '? ', '□ ', '\ufffd ', '🔵 ', '(뭔가) '])('%j for a mark: the printed figure decides', (mark) => {
    const found = (figure: string) => summary([`    ${mark}'p(95)<300' p(95)=${figure}`]);
    expect(found('301ms')?.measured.thresholds).toMatchObject(crossed);
    expect(found('15.64ms')?.measured.thresholds).toMatchObject([{ passed: true }]);
    for (const open of ['NaN', '***', '1m 3.2s']) {
      expect(found(open)?.measured.thresholds).toEqual([]);
      expect(found(open)?.unread).toMatchObject([{ line: 4, isGoal: true }]);
    }
  });

  test.each(["? 'p(9", "'p(95)<300'", '?', '\ufffd'])('%s: named as a goal that nobody can read', (line) =>
    expect(summary([`    ${line}`])?.unread).toMatchObject([{ line: 4, text: line, isGoal: true }]),
  );

  test.each(['THRESHOLDS', '? THRESHOLDS', '\ufffd THRESHOLDS', '  # THRESHOLDS'])('%s is their title, too', (title) =>
    expect(summary([`    'p(95)<300' p(95)=1.5s`], title)?.measured.thresholds).toMatchObject(crossed),
  );
});

test('a threshold without its mark is judged as far as its last place tells', () => {
  const met = (line: string) => {
    const found = thresholdLine(line);
    return found && metByFigure(found);
  };
  expect(met("'rate<0.01' rate=0.99%")).toBe(true);
  expect(met("'rate<0.01' rate=1.00%")).toBe(false);
  expect(met("'rate>0' rate=0.00%")).toBeUndefined();
  expect(met("'p(95)<=300' p(95)=300ms")).toBeUndefined();
  expect(met("'count>=5' count=5")).toBe(true);
  expect(met("'count==5' count=5")).toBe(true);
  expect(met("'count!=5' count=5")).toBe(false);
  expect(met("'avg<300' p(95)=15ms")).toBeUndefined();
});

describe('before k6 1.0', () => {
  const older = (line: string) =>
    parseText(
      [
        '     ✓ status is 200',
        '',
        '     http_req_duration..............: avg=6.09ms min=1.06µs med=4.59ms max=63.98ms p(90)=10.49ms p(95)=15.1ms',
        line,
        '     http_reqs......................: 340     55.762477/s',
        '     iterations.....................: 340     55.762477/s',
      ].join('\n'),
      'a.txt',
    )[0];
  test.each([
    ['     ✗ { kind:read }...............: avg=NaN min=NaN', 'http_req_duration{kind:read}'],
    ['     ✗ { kind:re', '?'],
    ['   ✗ order_rate: 7.5 percent', 'order_rate'],
    ['   ✗ order.wait: avg=1m3s p95=2m', 'order.wait'],
    ['   ✗ order_wait {kind:read} = 3s', 'order_wait{kind:read}'],
    ['   ✗ ....: 3s', '?'],
    ['   ✗', '?'],
    ['   ❌ http_req_failed................: 0.00%   ✓ 0         ✗ 340', 'http_req_failed'],
    ['   FAIL http_req_failed................: 0.00%   ✓ 0         ✗ 340', 'http_req_failed'],
  ])('%s keeps its mark', (line, metric) =>
    expect(older(line)?.measured.thresholds).toMatchObject([{ metric, expression: '', passed: false }]),
  );
  test.each(['!', '=', '%', '?!', '\u00a4', 'KO', 'nok', 'x1'])(
    '%s in the place of a mark, of two metrics of several, is no prefix of a log',
    (sign) => {
      const lines = [
        `   ${sign} http_req_failed................: 0.00%   0 out of 340`,
        `   ${sign} vus...: 1 min=1 max=1`,
      ];
      expect(older(lines.join('\n'))?.unread).toMatchObject([
        { line: 4, isGoal: true },
        { line: 5, isGoal: true },
      ]);
    },
  );
  test('a mark that nobody can read hides a goal', () =>
    expect(older('   ? http_req_failed................: 0.00%   ✓ 0         ✗ 340')?.unread).toMatchObject([
      { line: 4, isGoal: true },
    ]));
});

test('a check keeps the emoji in its name', () => {
  const [found] = parseText(
    '✗ badge ❌ is shown\n ↳  50% — ✅ 1 / ❌ 1\nhttp_reqs......: 2 1/s\niterations.....: 2 1/s\n',
    'a.txt',
  );
  expect(found?.measured.checks).toEqual([{ name: 'badge ❌ is shown', passed: 1, failed: 1 }]);
});
