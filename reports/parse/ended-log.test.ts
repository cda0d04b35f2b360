import { describe, expect, test } from 'vitest';
import { toldEnd } from './ended-log.ts';
import { unwrapped } from './json-log.ts';
import { parseText } from './text.ts';

const SAID = [
  ['setup() execution timed out after 2 seconds', 100],
  ['teardown() execution timed out after 60 seconds', 101],
  ['test run stopped from REST API', 103],
  ["test run was aborted because k6 received a 'interrupt' signal", 105],
  ["test run was aborted because k6 received a 'terminated' signal", 105],
  ['test aborted', 108],
  ['test aborted: token "x" expired', 108],
  ['test run was marked as failed', 110],
  ['error marshaling setup() data to JSON: json: unsupported type: func()', undefined],
] as const;

const json = (fields: Record<string, string>) => JSON.stringify({ time: '2026-11-29T00:51:45Z', ...fields });
const plain = (message: string, fields = '') =>
  `time="2026-11-29T00:51:45Z" level=error msg=${JSON.stringify(message)}${fields}`;
const told = (content: string) => toldEnd(content, '', '');

describe('an end of k6', () => {
  test.each(SAID)('“%s”: %s, in each form of its log', (message, code) => {
    expect(told(plain(message))).toStrictEqual({ code, message });
    expect(told(json({ level: 'error', msg: message }))).toStrictEqual({ code, message });
    expect(told(`ERRO[0012] ${message}`)).toStrictEqual({ code, message });
    if (code !== undefined) expect(told(message)).toStrictEqual({ code, message });
  });

  test('says where in the script only to who reads the log', () =>
    expect(told(plain('test aborted: gone at default (file:///a/b.js:1:405(19))'))?.message).toBe(
      'test aborted: gone',
    ));

  test('by an exception outside of iterations', () => {
    const of = (place: string, fields: string) =>
      told(
        plain(
          `Error: x\n\tat ${place} (file:///a.js:1:2(3))\n`,
          ` ${fields} hint="script exception" source=stacktrace`,
        ),
      );
    expect(of('setup', '')).toStrictEqual({ code: 107, message: 'Error: x' });
    expect(of('teardown', '')).toStrictEqual({ code: 107, message: 'Error: x', within: 'teardown' });
    // k6 ends with 0 for these.
    expect(of('default', 'executor=per-vu-iterations scenario=a')).toBeUndefined();
    expect(of('handleSummary', '')).toBeUndefined();
  });

  test('by an exception as a terminal shows it, its trace below', () => {
    const frame = (place: string, fields = 'hint="script exception" source=stacktrace') =>
      toldEnd(`at ${place} (file:///a.js:1:2(3))  ${fields}`, 'ERRO[0000] Error: x', '');
    expect(frame('setup')).toStrictEqual({ code: 107, message: 'Error: x' });
    expect(frame('teardown')).toMatchObject({ within: 'teardown' });
    expect(frame('default')).toBeUndefined();
    expect(frame('setup', 'source=console')).toBeUndefined();
    expect(toldEnd('ERRO[0000] Error: x', '', 'at default (file:///a.js:1:2(3))')).toBeUndefined();
  });

  test.each([
    plain('test aborted: no', ' source=console'),
    plain('Error: x', ' executor=ramping-vus scenario=a'),
    plain('Error from API server', ' error="listen tcp 127.0.0.1:6565: bind: address already in use"'),
    plain('failed to handle the end-of-test summary', ' error="Could not save some summary information"'),
    plain("thresholds on metrics 'a' have been crossed"),
    plain("thresholds on metrics 'a' were crossed; at least one has abortOnFail enabled, stopping test prematurely"),
    'time="2026-11-29T00:51:45Z" level=warning msg="Request Failed" error="EOF"',
    'time="2026-11-29T00:51:45Z" level=info msg="test aborted"',
    json({ level: 'warning', msg: 'test aborted' }),
    'The test aborted: nobody knows why',
  ])('is not %s', (line) => expect(told(line)).toBeUndefined());
});

const RUN = (name: string) => [
  '     execution: local',
  `        script: ${name}.js`,
  '     http_reqs........: 10 5/s',
  '     iterations.......: 10 5/s',
  '     vus..............: 1 min=1 max=1',
  '',
  'running (00m02.0s), 0/2 VUs, 10 complete and 2 interrupted iterations',
];
const ends = (lines: readonly string[]) =>
  parseText(unwrapped(lines.join('\n')), 'log').map(({ ended }) => ended?.code);

describe('a log', () => {
  const aborted = plain('test aborted: x');

  test('gives an end to the run that it stands behind, or before', () => {
    expect(ends([...RUN('a'), aborted, ...RUN('b'), ''])).toStrictEqual([108, undefined]);
    expect(ends([...RUN('a'), ...RUN('b'), aborted])).toStrictEqual([undefined, 108]);
    expect(ends([aborted, ...RUN('a').slice(2), ''])).toStrictEqual([108]);
  });

  test('is told by its last end that has a code', () => {
    expect(
      ends([...RUN('a'), plain('test marked as failed: x'), plain('test run was marked as failed')]),
    ).toStrictEqual([110]);
    expect(ends([...RUN('a'), plain('odd'), ''])).toStrictEqual([undefined]);
    expect(parseText([...RUN('a'), plain('odd')].join('\n'), 'log')[0]?.ended).toStrictEqual({
      code: undefined,
      message: 'odd',
    });
  });

  test('may have something before each of its lines, or in JSON around it', () => {
    const lines = [...RUN('a'), aborted];
    expect(ends(lines.map((line) => `2026-11-29T00:51:45.123Z ${line}`))).toStrictEqual([108]);
    expect(ends(lines.map((line) => `k6-1  | ${line}`))).toStrictEqual([108]);
    expect(ends(lines.map((log) => JSON.stringify({ log: `${log}\n`, stream: 'x' })))).toStrictEqual([108]);
    expect(ends(lines.map((msg) => JSON.stringify({ level: 'info', msg })))).toStrictEqual([108]);
    const own = json({ level: 'error', msg: 'test aborted: x' });
    expect(ends([...RUN('a'), own])).toStrictEqual([108]);
    expect(ends([...lines.slice(0, -1).map((msg) => JSON.stringify({ level: 'info', msg })), own])).toStrictEqual([
      108,
    ]);
  });

  test('may hold the summary as JSON', () => {
    const summary = JSON.stringify({
      metrics: { http_reqs: { count: 1, rate: 1 }, iterations: { count: 1, rate: 1 } },
    });
    expect(ends([...RUN('a').slice(0, 2), summary, ...RUN('a').slice(-2), aborted])).toStrictEqual([108]);
    expect(ends([aborted, summary, 'x'])).toStrictEqual([108]);
  });

  test('shows by its progress alone that a scenario was cut off, unless a crossed threshold is the reason', () => {
    const cut = 'default ✗ [  60% ] 2 VUs  00m00.1s/10m0s  12/20 shared iters';
    const of = (...lines: string[]) => parseText([...RUN('a'), cut, ...lines].join('\n'), 'log')[0]?.ended;
    expect(of()).toStrictEqual({ code: undefined, message: cut });
    expect(of(plain("thresholds on metrics 'a' were crossed"))).toBeUndefined();
    expect(parseText([...RUN('a'), cut.replace('✗', '✓')].join('\n'), 'log')[0]?.ended).toBeUndefined();
  });
});

describe('exceptions of iterations', () => {
  const OF = ' executor=shared-iterations hint="script exception" scenario=default source=stacktrace';
  const REJECTION = ' executor=shared-iterations scenario=default';
  const trace = '\n\tat parse (native)\n\tat default (file:///a.js:1:2(3))';
  const summary = 'iterations.....: 20 10/s\nhttp_reqs.....: 20 10/s\n';
  const thrown = (log: string) => parseText(`${log}\n${summary}`, 'log.txt')[0]?.thrown;

  test.each([
    ['thrown', `Error: x${trace}`, OF],
    ['rejected', `Uncaught (in promise) Error: x${trace}`, REJECTION],
    ['rejected without an error', 'Uncaught (in promise) text', REJECTION],
  ])('%s: counted in each form of the log', (_, message, fields) => {
    const lines = `${plain(message, fields)}\n`.repeat(3);
    expect(thrown(lines)).toStrictEqual({ count: 3, first: message });
    const of = { scenario: 'default', ...(fields === OF && { source: 'stacktrace', hint: 'script exception' }) };
    const logged = json({ level: 'error', msg: message, ...of });
    expect(thrown(unwrapped(`${logged}\n${logged}\n`))).toStrictEqual({ count: 2, first: message });
    const shown = `ERRO[0001] ${message}\n ${fields}`;
    expect(thrown(`${shown}\n${shown}`)).toStrictEqual({ count: 2, first: message });
  });

  test('thrown over an answer that is no JSON are told apart', () =>
    expect(thrown(plain(`Uncaught (in promise) SyntaxError: invalid character '<'${trace}`, REJECTION))).toMatchObject({
      count: 1,
      overAnswers: { notJson: 1, lacking: 0 },
    }));

  test.each([
    ["the script's own words", plain('Uncaught (in promise) Error: mine', ' source=console')],
    [
      'handleSummary()',
      plain('Error: x\n\tat handleSummary (file:///a.js:1:2(3))', ' hint="script exception" source=stacktrace'),
    ],
    ['a failed request', plain('Request Failed', ' error="x" scenario=default')],
    ['nothing', ''],
  ])('%s: none', (_, log) => {
    expect(thrown(log)).toBeUndefined();
  });
});
