import { describe, expect, test } from 'vitest';
import { fixture, ofText } from '../../testing/k6-text.ts';
import { parseText } from './text.ts';

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
  ['time="2026-05-01T10:00:31Z" level=error msg="thresholds on metrics \'http_req_d', ['thresholds']],
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

test('what k6 says was crossed before the head of its run is of that run', () => {
  const head = ['     execution: local', '        script: order.js', ''];
  const log = ['level=error msg="thresholds on metrics \'http_reqs\' have been crossed"', ...head, ...METRICS, ''];
  for (const unsummed of [false, true]) {
    expect(parseText(log.join('\n'), 'log', { unsummed })).toMatchObject([
      { script: 'order', measured: { thresholds: [{ metric: 'http_reqs', passed: false }] } },
    ]);
  }
});

const OLD = [
  'http_req_blocked....: avg=12.1µs min=1µs med=4µs max=12.3ms p(90)=7µs p(95)=9µs',
  'http_req_duration...: avg=1.1ms min=1ms med=1ms max=2.3ms p(90)=2ms p(95)=2ms',
  ...METRICS,
];
const cutTo = (length: number) => OLD[1]?.slice(0, length) ?? '';

test.each([3, 4, 8, 12, 17, 18, 19])(
  'a crossed mark among metrics counts where its line was cut to %i characters',
  (length) => {
    const among = [OLD[0], `✗ ${cutTo(length)}`, ...METRICS].map((line) => `   ${line}`);
    expect(ofText(`${among.join('\n')}\n`).thresholds).toMatchObject([{ passed: false }]);
    const last = [...METRICS, OLD[0], `✗ ${cutTo(length)}`];
    expect(ofText(last.join('\n')).thresholds).toMatchObject([{ passed: false }]);
  },
);

test('a crossed mark before the name of a metric of the script counts as well', () =>
  expect(ofText([OLD[0], OLD[1], '✗ login_dur', ...METRICS, ''].join('\n')).thresholds).toMatchObject([
    { metric: 'login_dur', passed: false },
  ]));

test('a failed check stays one above the metrics, and among those of the results', () => {
  const { checks, thresholds } = ofText(['✗ login', '', ...OLD, ''].join('\n'));
  expect(checks).toMatchObject([{ name: 'login' }]);
  expect(thresholds).toStrictEqual([]);
  expect(
    ofText(['█ TOTAL RESULTS', '✗ login', '↳  50% — ✓ 1 / ✗ 1', ...METRICS, ''].join('\n')).thresholds,
  ).toStrictEqual([]);
});

const GOALS = ['  █ THRESHOLDS', '', '    http_req_failed', "    ✓ 'rate<0.01' rate=0.00%", ''];
const RESULTS = ['  █ TOTAL RESULTS', '', ...METRICS.map((line) => `    ${line}`), ''];
const unreadIn = (lines: readonly string[]) => parseText(lines.join('\n'), 'log').flatMap(({ unread = [] }) => unread);

test.each(['http_req_duration{scenario:peak}', 'http_req_duration{scenario:pea', 'http_req_duration', 'errors'])(
  'goals of a metric are not met where nothing but its name is left: %s',
  (name) => {
    const goal = { text: name, isGoal: true };
    expect(unreadIn([...GOALS, `    ${name}`, '', ...RESULTS])).toMatchObject([goal]);
    expect(unreadIn([...RESULTS, ...GOALS, `    ${name}`])).toMatchObject([goal]);
    expect(unreadIn([...GOALS.slice(0, 2), `    ${name}`, '', ...GOALS.slice(2), ...RESULTS])).toMatchObject([goal]);
  },
);

test('a name is no lost goal where its filter follows, or where it stands at another column than those of metrics', () => {
  const filter = ['    http_req_duration', '      { scenario:a }', "    ✓ 'avg<9' avg=1ms", ''];
  expect(unreadIn([...GOALS, ...filter, ...RESULTS])).toStrictEqual([]);
  expect(unreadIn([...GOALS, 'done', ...RESULTS])).toStrictEqual([]);
});

test('a crossed threshold with its figure counts below the results, too', () => {
  const row = ['', '    http_req_duration{scenario:peak}', "    ✗ 'p(95)<200' p(95)=301ms", ''];
  const goal = { metric: '?', expression: 'p(95)<200', passed: false };
  expect(ofText([...GOALS, ...RESULTS, ...row].join('\n')).thresholds).toContainEqual(expect.objectContaining(goal));
  const words = Array.from({ length: 9 }, (_, at) => `${at} more words`);
  const apart = ofText([...GOALS, ...RESULTS, ...words, ...row].join('\n'));
  expect(apart.thresholds).toContainEqual(expect.objectContaining(goal));
});

describe('k6 in Korean, as a browser translates a log', () => {
  const crossed = (line: string) =>
    ofText([...METRICS, line].join('\n'))
      .thresholds.filter(({ passed }) => !passed)
      .map(({ metric }) => metric);

  test.each([
    ["ERRO[0030] 'http_reqs' 메트릭의 임계값이 초과되었습니다.", ['http_reqs']],
    [
      'time="2026-11-20T10:00:00Z" level=error msg="메트릭 \'checks, http_reqs\'에 대한 임계값을 초과했습니다"',
      ['checks', 'http_reqs'],
    ],
    ['오류: 임계값 초과: http_req_duration', ['http_req_duration']],
    ["'http_req_duration, checks' 지표의 임계치를 넘었습니다", ['http_req_duration', 'checks']],
  ])('%s', (line, metrics) => expect(crossed(line)).toEqual(metrics));

  test.each([
    'p95 임계값을 초과하지 않았다.',
    "개선 전에는 'http_req_duration' 임계값을 초과했지만 지금은 아니다.",
    '응답 시간 임계값을 초과했다.',
    "'http_reqs' 메트릭의 임계값을 초과하지 않았습니다.",
  ])('prose is none of it: %s', (line) => expect(crossed(line)).toEqual([]));
});

describe('before 1.0: the first of the metrics, of which only a beginning is left', () => {
  const above = ['     ✗ status is 200', '      ↳  87% — ✓ 408 / ✗ 60', ''];

  test.each(['✗ che', '✗ checks', '✗ http_req_dur', '✗ { scen'])('%s is crossed and no check', (cut) => {
    const { checks, thresholds } = ofText([...above, `   ${cut}`, ...OLD, ''].join('\n'));
    expect(checks.map(({ name }) => name)).toStrictEqual(['status is 200']);
    expect(thresholds.filter(({ passed }) => !passed)).toHaveLength(1);
  });

  test.each(['✗ status is 200', '✓ che'])('%s stays a check', (line) => {
    const { checks, thresholds } = ofText([`   ${line}`, ...OLD, ''].join('\n'));
    expect(checks).toHaveLength(1);
    expect(thresholds).toStrictEqual([]);
  });
});

test('of two summaries the second may end in the first of its metrics: then it is no pass', () => {
  const first = ['     ✗ status is 200', '      ↳  87% — ✓ 408 / ✗ 60', '', ...OLD, ''];
  for (const cut of ['✗ che', '✗ http_req_']) {
    const text = [...first, '', '     ✗ status is 200', '      ↳  87% — ✓ 408 / ✗ 60', '', `   ${cut}`].join('\n');
    expect(parseText(text, 'log').flatMap(({ unread = [] }) => unread)).toMatchObject([{ text: cut, isGoal: true }]);
  }
});

test('a threshold that cannot be of the metric above it has lost its own, and that one its thresholds', () => {
  const spoilt = [...GOALS.slice(0, 2), '    http_req_duration', ...GOALS.slice(3)];
  expect(unreadIn([...spoilt, ...RESULTS])).toMatchObject([{ text: 'http_req_duration', isGoal: true }]);
  expect(ofText([...spoilt, ...RESULTS].join('\n')).thresholds).toStrictEqual([]);
});

test('rows that were cut away above the others may have missed a goal, where those that are left met theirs', () => {
  const met = OLD.map((line) => (line.startsWith('http_req_failed') ? `✓ ${line}` : line));
  const rows = ['✓ http_req_failed....: 0.00% ✓ 0 ✗ 468', ...METRICS, ''];
  expect(unreadIn(rows)).toMatchObject([{ text: 'http_req_duration', isGoal: true }]);
  expect(unreadIn([...met, ''])).toStrictEqual([]);
});
