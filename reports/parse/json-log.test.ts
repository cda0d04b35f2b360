import { describe, expect, test } from 'vitest';
import { unwrapped } from './json-log.ts';
import { readOutputs } from './read-outputs.ts';

const lines = ['  http_reqs....: 5 1/s', '', '  "quoted" {text} => "so"'];
const other = ['ordered 5 things', '', 'level and more'];

const wrappings: readonly [string, (line: string, at: number) => unknown][] = [
  ['a field of Docker', (log) => ({ stream: 'stdout', log: `${log}\n`, time: 'x' })],
  ['a field of OpenTelemetry', (Body, at) => ({ Timestamp: at, Body, Resource: { k: 1 } })],
  ['a field within another', (original) => ({ host: { name: 'k6' }, event: { original } })],
  ['a field with a Korean name', (내용) => ({ 시각: '11:03:07', 내용 })],
];

describe('a log in JSON with the lines in', () => {
  test.each(wrappings)('%s is the text it carries', (_what, wrap) => {
    const entries = lines.map(wrap);
    const text = entries.map((entry) => JSON.stringify(entry)).join('\n');
    expect(unwrapped(`${text}\nnot JSON`)).toBe(`${lines.join('\n')}\nnot JSON`);
    const prefixed = entries.map((entry) => `k6-1  | ${JSON.stringify(entry)}`).join('\n');
    expect(unwrapped(prefixed)).toBe(lines.join('\n'));
    for (const indent of [0, 2]) {
      expect(unwrapped(JSON.stringify(entries, null, indent))).toBe(lines.join('\n'));
      expect(unwrapped(JSON.stringify({ next: 'x', events: entries }, null, indent))).toBe(lines.join('\n'));
      expect(unwrapped(JSON.stringify({ took: 3, hits: { hits: entries } }, null, indent))).toBe(lines.join('\n'));
    }
    // Nothing of k6 in it, and no usual name: nobody knows.
    if (!text.includes('"log"')) {
      const foreign = other.map(wrap).map((entry) => JSON.stringify(entry));
      expect(unwrapped(foreign.join('\n'))).toBe(foreign.join('\n'));
    }
  });

  test.each(['log', 'message', 'msg', 'MESSAGE', 'textPayload'])('the usual field %s, whatever they say', (field) => {
    expect(unwrapped(other.map((line) => JSON.stringify({ [field]: line })).join('\n'))).toBe(other.join('\n'));
  });

  test('one entry, all of them in it', () => {
    expect(unwrapped(JSON.stringify({ body: `${lines[0]}\n  iterations....: 5 1/s\n` }))).toBe(
      `${lines[0]}\n  iterations....: 5 1/s`,
    );
  });

  test('what another collector wrapped again', () => {
    const twice = lines.map((log) => JSON.stringify({ at: 1, message: JSON.stringify({ log }) }));
    expect(unwrapped(twice.join('\n'))).toBe(lines.join('\n'));
  });

  test('what Fluent Bit prints', () => {
    const text = lines.map((line, at) => `[${at}] kube.k6: [1795950187.0${at}, {"log"=>${JSON.stringify(line)}}]`);
    expect(unwrapped(text.join('\n'))).toBe(lines.join('\n'));
  });
});

test('what k6 itself writes, one object alone and text stay as they are', () => {
  const point = '{"type":"Point","metric":"vus","data":{}}';
  for (const text of [[point, point], ['{"metrics":{},"message":"x"}', '{}'], ['{"message":"x"}'], lines]) {
    expect(unwrapped(text.join('\n'))).toBe(text.join('\n'));
  }
});

describe('a text that begins like JSON', () => {
  const summary = ['    http_reqs......: 20 9.7/s', '    iterations.....: 20 9.7/s'];

  async function read(text: string) {
    const chunks = (async function* () {
      yield new TextEncoder().encode(text);
    })();
    return (await readOutputs({ file: 'x', chunks })).map(({ measured }) => measured.total.requests);
  }

  test.each([
    ['with a number in brackets before each line', summary.map((line) => `[1] ${line}`)],
    ['with a task', ['[ ] 할 일', '[x] 끝난 일', '', ...summary]],
    ['with an empty list', ['[] 결과', ...summary]],
    ['with one line of a log in JSON', ['{"level":"info","msg":"starting"}', '', ...summary]],
    ['with a list', ['["a","b"]', '', ...summary]],
    ['with an object of many lines', ['{', '  "a": 1', '}', '', ...summary]],
    ['and is a list of entries', [JSON.stringify(summary.map((내용) => ({ 내용 })))]],
  ])('%s is read', async (_what, text) => {
    expect(await read(`${text.join('\n')}\n`)).toStrictEqual([20]);
  });

  test('and holds nothing of k6 is JSON that cannot be read', async () => {
    await expect(read('{"a": 1,\n"b"')).rejects.toMatchObject({ code: 'not-json', facts: { line: 2 } });
    await expect(read('[1, 2]')).rejects.toMatchObject({ code: 'not-k6-summary' });
  });
});
