import { describe, expect, test } from 'vitest';
import { sourceOf } from '../../testing/reference-formats.ts';
import { readOutputs } from './read-outputs.ts';

const SUMMARY = `  █ THRESHOLDS

    http_req_duration
    ✗ 'p(95)<200' p(95)=412.7ms

    orders
    ✓ 'count>10' count=468


  █ TOTAL RESULTS

    checks_total.......: 3480   115.231788/s
    checks_succeeded...: 98.79% 3438 out of 3480
    checks_failed......: 1.20%  42 out of 3480

    ✗ 상태 200
      ↳  98% — ✓ 3438 / ✗ 42

    CUSTOM
    orders.........................: 468    15.5/s

    HTTP
    http_req_duration..............: avg=171.2ms  min=719.4µs med=160.4ms max=1.02s    p(90)=350.1ms  p(95)=412.7ms
    http_req_failed................: 1.20%  42 out of 3480
    http_reqs......................: 3480   115.231788/s

    EXECUTION
    iterations.....................: 3480   115.231788/s
    vus............................: 20     min=20        max=20
    vus_max........................: 20     min=20        max=20

    NETWORK
    data_received..................: 1.6 MB 52 kB/s
    data_sent......................: 400 kB 13 kB/s
`;

const OLD = `     ✗ 상태 200
      ↳  98% — ✓ 3438 / ✗ 42

   ✗ checks.........................: 98.79% ✓ 3438       ✗ 42
     data_received..................: 1.6 MB 52 kB/s
     data_sent......................: 400 kB 13 kB/s
   ✗ http_req_duration..............: avg=171.2ms  min=719.4µs med=160.4ms max=1.02s    p(90)=350.1ms  p(95)=412.7ms
     http_req_failed................: 1.20%  ✓ 42         ✗ 3438
     http_reqs......................: 3480   115.231788/s
     iterations.....................: 3480   115.231788/s
     orders.........................: 468    15.5/s
     vus............................: 20     min=20        max=20
     vus_max........................: 20     min=20        max=20
`;

const read = async (text: string) => {
  const [{ measured, unread } = {}] = await readOutputs(sourceOf(new TextEncoder().encode(text), 'a.txt'));
  return { measured, unread };
};

const lines = (text: string, around: (line: string) => string) => text.split('\n').map(around).join('\n');

describe.each([
  ['1.0 and later', SUMMARY],
  ['before 1.0', OLD],
])('what documents, chats and terminals put at line ends is none of k6: %s', (_, text) => {
  test.each<[string, (line: string) => string]>([
    ['a backslash', (line) => `${line}\\`],
    ['two backslashes', (line) => `${line} \\\\`],
    ['the right side of a cell', (line) => `${line} |`],
    ['both sides of a cell', (line) => `| ${line} |`],
    ['code', (line) => (line.trim() === '' ? line : `\`${line}\``)],
    ['code without its indent', (line) => (line.trim() === '' ? line : `\`${line.trim()}\``)],
    ['bold', (line) => (line.trim() === '' ? line : `**${line.trim()}**`)],
    ['a break', (line) => `${line}<br/>`],
    ['a break, spaced', (line) => `${line} <br>`],
    ['a dollar', (line) => `${line}$`],
    ['a comma', (line) => `${line},`],
    ['a sign of a paragraph', (line) => `${line}¶`],
  ])('%s', async (_what, around) => {
    const spoilt = await read(lines(text, around));
    const clean = await read(text);
    expect(spoilt.unread).toBeUndefined();
    const without = (measured: typeof clean.measured) => ({
      ...measured,
      checks: measured?.checks.map(({ name, ...counts }) => ({ ...counts, name: name.trim() })),
    });
    expect(without(spoilt.measured)).toStrictEqual(without(clean.measured));
  });
});

test('what is left of a line that a terminal cut off is no figure', async () => {
  for (const sign of ['…', '>']) {
    const cut = SUMMARY.replace('3480   115.231788/s\n\n    EXECUTION', `3480   115.2${sign}\n\n    EXECUTION`);
    const { measured, unread } = await read(cut);
    expect(measured?.metrics.find(({ name }) => name === 'http_reqs')).toBeUndefined();
    expect(unread).toMatchObject([{ text: expect.stringContaining('http_reqs') }]);
  }
});

test("a line of the script's own among metrics is named where it cannot be read", async () => {
  const { unread } = await read(SUMMARY.replace('468    15.5/s', '468'));
  expect(unread).toMatchObject([{ text: expect.stringContaining('orders') }]);
});
