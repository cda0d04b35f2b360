import { describe, expect, test } from 'vitest';
import { exportedJson, fenced, handledJson, machineJson, summaryText } from '../../testing/k6-documents.ts';
import { faultOf, NONE } from '../../testing/k6-text.ts';
import { parseText } from './text.ts';

const RUN = { requests: 300, p95: 180.2 };
const OTHER = { requests: 420, p95: 95.5 };
const pretty = (value: unknown) => JSON.stringify(value, null, 2);
const each = (text: string, change: (line: string) => string) => text.split('\n').map(change).join('\n');

/** Format, requests and p95 of each run. */
const runsOf = (text: string) =>
  parseText(text, 'a.md').map(({ format, measured: { total } }) => [format, total.requests, total.durationMs?.p95]);

const FORMS = [
  ['summary-export', exportedJson],
  ['handle-summary', handledJson],
  ['machine-readable', machineJson],
] as const;

describe.each(FORMS)('a JSON summary in a document: %s', (format, of) => {
  const whole = [[format, 300, 180.2]];
  const json = pretty(of(RUN));

  test.each<[string, string]>([
    ['in a block', fenced(json, 'json')],
    ['in a block without a language', fenced(json)],
    ['in a block of tildes', fenced(json, 'json').replaceAll('```', '~~~')],
    ['on one line', fenced(JSON.stringify(of(RUN)), 'json')],
    ['in a list', `- 결과\n\n${each(fenced(json, 'json'), (line) => `    ${line}`)}`],
    ['right behind a number', `1. ${each(fenced(json, 'json'), (line) => `   ${line}`).trim()}`],
    ['quoted', each(fenced(json, 'json'), (line) => `> ${line}`)],
    ['folded', `<details>\n<summary>결과</summary>\n\n${fenced(json, 'json')}\n\n</details>`],
    ['with Windows line ends', each(fenced(json, 'json'), (line) => `${line}\r`)],
    ['without a block', `결과\n\n${json}\n\n끝`],
    ['behind the command that shows it', fenced(`$ cat summary.json\n${json}`, 'console')],
    [
      'without any indent',
      fenced(
        each(json, (line) => line.trim()),
        'json',
      ),
    ],
    ['closed on the line of its last value', fenced(json.replace(/\s*\}\s*\}$/, ' }}'), 'json')],
    ['in the log of a container', each(json, (line) => `k6-1  | ${line}`)],
    [
      'behind times, with other lines around it',
      ['execution: local', ...json.split('\n'), 'done']
        .map((line, at) => `2026-11-29T07:53:30.${at}Z ${line}`)
        .join('\n'),
    ],
    ['behind the columns of a job', each(json, (line) => `load\tRun k6\t2026-11-29T07:53:30Z\t${line}`)],
    ['behind a template that shows it raw', `{% raw %}\n${fenced(json, 'json')}\n{% endraw %}`],
    ['behind a log that begins with a brace', `{ k6 }\n{#1} 시작\n${json}`],
    ['in a block that nobody closed', `\`\`\`json\n${json}`],
    [
      'in the log of a run',
      `k6-1  | running (0m30.0s), 00/20 VUs, 300 complete and 0 interrupted iterations\nk6-1  | ${JSON.stringify(of(RUN))}`,
    ],
  ])('%s', (_how, text) => expect(runsOf(`# 시험\n\n총 420건\n\n${text}\n`)).toEqual(whole));

  test('has the line at which it begins', () =>
    expect(parseText(`# 시험\n\n${fenced(json, 'json')}`, 'a.md')[0]?.line).toBe(4));

  test('shown twice, or a second time in part, is one run', () => {
    const part = pretty({ metrics: Object.fromEntries(Object.entries(exportedJson(RUN).metrics).slice(0, 2)) });
    expect(runsOf(`${fenced(json, 'json')}\n다시\n${fenced(json, 'json')}`)).toEqual(whole);
    if (format === 'summary-export') expect(runsOf(`${fenced(json)}\n요청\n${fenced(part)}`)).toEqual(whole);
  });

  test('of two runs is two runs', () =>
    expect(runsOf(`${fenced(json)}\n${fenced(pretty(of(OTHER)))}`)).toEqual([...whole, [format, 420, 95.5]]));
});

test('JSON stands beside text', () => {
  const text = `${fenced(summaryText(OTHER))}\n${fenced(pretty(exportedJson(RUN)), 'json')}`;
  expect(runsOf(text)).toEqual([
    ['text', 420, 95.5],
    ['summary-export', 300, 180.2],
  ]);
});

test('without its groups, which somebody cut out, it is read all the same', () => {
  const { root_group: _, ...rest } = exportedJson(RUN);
  expect(runsOf(fenced(pretty(rest), 'json'))).toEqual([['summary-export', 300, 180.2]]);
});

test.each([
  [
    'options',
    '{"scenarios":{"a":{"executor":"constant-vus","vus":10}},"thresholds":{"http_req_failed":["rate<0.01"]}}',
  ],
  ['an answer', '{"results":[{"id":1}],"metrics":"http_reqs"}'],
  ['metrics of something else', '{"metrics":{"cpu":{"avg":1},"memory":{"avg":2}}}'],
  ['an excerpt with dots', '{\n "metrics": {\n  "http_reqs": { "count": 300 },\n  ...\n }\n}'],
])('no summary: %s', (_what, json) => {
  expect(faultOf(fenced(json, 'json'))).toStrictEqual(NONE);
  expect(runsOf(`${fenced(json, 'json')}\n${fenced(summaryText(RUN))}`)).toEqual([['text', 300, 180.2]]);
});

describe('a JSON summary that is spoilt', () => {
  const spoilt = fenced(pretty(exportedJson(RUN)).replace('"iterations": {', '"iterations": '), 'json');
  const line = `# 시험\n${spoilt}`.split('\n').findIndex((one) => one.includes('"iterations"')) + 1;

  test('alone is an error with its line', () =>
    expect(faultOf(`# 시험\n${spoilt}`)).toMatchObject({
      code: 'not-json',
      facts: { file: 'notes.md', line: expect.toSatisfy((at: number) => at >= line && at <= line + 1) },
    }));

  test('beside another one is named, and stops a gate', () => {
    const text = `# 시험\n${fenced(summaryText(OTHER))}\n${spoilt}`;
    const [output] = parseText(text, 'a.md');
    expect(output?.unread).toEqual([{ line: text.split('\n').indexOf('```json') + 2, text: '{' }]);
    expect(() => parseText(text, 'a.md', { unsummed: true })).toThrow('not-json');
  });
});

test('a summary of which something was cut out is named, and hides goals where it has thresholds', () => {
  const excerpt = (more: string) =>
    fenced(`{\n "metrics": {\n  "http_reqs": { "count": 300${more} },\n  ...\n }\n}`, 'json');
  const unread = (more: string) => parseText(`${fenced(summaryText(OTHER))}\n${excerpt(more)}`, 'a.md')[0]?.unread;
  expect(unread('')).toMatchObject([{ text: '{' }]);
  expect(unread('')?.[0]).not.toHaveProperty('isGoal');
  const part =
    '{\n "metrics": {\n  "http_req_duration{kind:read}": { "thresholds": { "max<1": false } },\n  ...\n }\n}';
  const [run] = parseText(`${fenced(summaryText(OTHER))}\n${fenced(part)}`, 'a.md');
  expect(run?.unread).toMatchObject([{ text: '{', isGoal: true }]);
  expect(unread(', "thresholds": { "count>1": true }')).toMatchObject([{ text: '{', isGoal: true }]);
});
