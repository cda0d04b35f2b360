import { expect, test } from 'vitest';
import { fixture, ofText } from '../../testing/k6-text.ts';

test('a crossed threshold is not lost where the text begins below the title, or below the name of its metric', async () => {
  const [, section = ''] = (await fixture('summary-text/compact.txt')).split('█ THRESHOLDS');
  expect(ofText(section).thresholds.some(({ passed }) => !passed)).toBe(true);
  expect(ofText(section.slice(section.indexOf('✗'))).thresholds[0]).toMatchObject({ metric: '?', passed: false });
});

test('a check with the name of a threshold among the results stays a check', () => {
  const sound = ['vus....: 20 min=20 max=20', 'vus_max....: 20 min=20 max=20'];
  const { checks, thresholds } = ofText(
    ['█ TOTAL RESULTS', "✗ 'p(95)<200'", '↳  50% — ✓ 1 / ✗ 1', ...sound, ''].join('\n'),
  );
  expect(thresholds).toStrictEqual([]);
  expect(checks.map(({ name }) => name)).toStrictEqual(["'p(95)<200'"]);
});

const METRICS = ['http_reqs....: 468 115.1/s', 'vus....: 20 min=20 max=20', 'vus_max....: 20 min=20 max=20'];

test.each(['‘', '’', '“', '"'])(
  'a crossed threshold that k6 logs is one whatever became of its quotes: %s',
  (quote) => {
    const { thresholds } = ofText(
      [...METRICS, `level=error msg="thresholds on metrics ${quote}checks, http_reqs${quote} have been crossed"`].join(
        '\n',
      ),
    );
    expect(thresholds).toMatchObject([
      { metric: 'checks', passed: false },
      { metric: 'http_reqs', passed: false },
    ]);
  },
);

test.each([
  ['escapes', (sign: string) => `\\u${(sign.codePointAt(0) ?? 0).toString(16)}`],
  ['UTF-8 misread twice', (sign: string) => Buffer.from(Buffer.from(sign).toString('latin1')).toString('latin1')],
])('goals stay goals where every sign became %s: their figures judge', (_, spoilt) => {
  const { thresholds } = ofText(
    [
      `  ${spoilt('█')} THRESHOLDS`,
      '    http_req_failed',
      `    ${spoilt('✗')} 'rate<0.01' rate=12.82%`,
      '    http_reqs',
      `    ${spoilt('✓')} 'count>10' count=468`,
      `  ${spoilt('█')} TOTAL RESULTS`,
      ...METRICS,
    ].join('\n'),
  );
  expect(thresholds).toMatchObject([
    { metric: 'http_req_failed', passed: false },
    { metric: 'http_reqs', passed: true },
  ]);
});

test('thresholds and checks are read where a log puts the same fields behind every line', () => {
  const lines = [
    '█ THRESHOLDS',
    'http_req_failed',
    "✗ 'rate<0.01' rate=12.82%",
    '',
    '█ TOTAL RESULTS',
    '✗ status is 200',
  ];
  const counts = ['  ↳  87% — ✓ 408 / ✗ 60', ...METRICS, 'iterations....: 468 115.1/s'];
  const { checks, thresholds } = ofText(
    [...lines, ...counts].map((line) => `info: ${line} {"service":"k6"}`).join('\n'),
  );
  expect(thresholds).toMatchObject([{ metric: 'http_req_failed', expression: 'rate<0.01', passed: false }]);
  expect(checks).toMatchObject([{ name: 'status is 200', passed: 408, failed: 60 }]);
});
