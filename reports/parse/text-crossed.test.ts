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

test.each([
  'thresholds on metrics http_reqs have been crossed',
  '2026-11-29T12:00:00.1234567Z thresholds on metrics http_reqs have been crossed',
  'Error: thresholds on metrics http_reqs have been crossed',
  '[ERROR] thresholds on metrics http_reqs have been crossed',
  'ERROR thresholds on metrics http_reqs have been crossed',
  '##[error]thresholds on metrics http_reqs have been crossed',
  'stderr: thresholds on metrics http_reqs have been crossed',
  '> thresholds on metrics `http_reqs` have been crossed',
  "> *ERRO*[0061] thresholds on metrics `'http_reqs'` have been crossed",
  '> *ERRO[0061]* thresholds on metrics `http_reqs` have been crossed',
])('k6 says that thresholds were crossed whatever stands around it: %s', (line) =>
  expect(ofText([...METRICS, line, ''].join('\n')).thresholds).toMatchObject([{ metric: 'http_reqs', passed: false }]),
);

test.each([
  ["thresholds on metrics 'a', 'b' have been crossed", ['a', 'b']],
  ['ERRO[0061] thresholds on metrics \'a{name:"x"}\' have been crossed', ['a{name:"x"}']],
  ['thresholds on metrics a{name:GET /x y}, b have been crossed', ['a{name:GET /x y}', 'b']],
  ['Some thresholds have failed', ['thresholds']],
  ['12:00:00 thresholds have failed', ['thresholds']],
])('%s: %s', (line, metrics) =>
  expect(ofText([...METRICS, line, ''].join('\n')).thresholds.map(({ metric }) => metric)).toStrictEqual(metrics),
);

test.each([
  'When thresholds on metrics http_reqs have been crossed the run ends with 99',
  'Exit code 10: thresholds on metrics `http_reqs` have been crossed in that case',
  'no thresholds have failed',
  'The thresholds on metrics we chose have been crossed',
  'thresholds on metrics we chose last week have been crossed',
])('prose about crossed thresholds is none of k6: %s', (line) =>
  expect(ofText([...METRICS, line, ''].join('\n')).thresholds).toStrictEqual([]),
);
