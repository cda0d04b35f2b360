import { describe, expect, test } from 'vitest';
import { parseLogLine, RepeatedMessages, toldLines, withFileNames } from './k6-log.ts';

describe('lines of k6’s log', () => {
  test('a failed request', () => {
    const line =
      '{"error":"Get \\"http://127.0.0.1:1/\\": dial tcp 127.0.0.1:1: connect: connection refused","level":"warning","msg":"Request Failed","time":"2026-11-23T06:01:40Z"}';
    expect(parseLogLine(line)).toEqual({
      level: 'warning',
      message: 'Request Failed error=Get "http://127.0.0.1:1/": dial tcp 127.0.0.1:1: connect: connection refused',
      exception: false,
    });
  });

  test('a script exception, as k6 1.8 says it', () => {
    const line =
      '{"executor":"constant-vus","level":"error","msg":"Error: broken\\n\\tat default (file:///x.ts:5:8(6))\\n","scenario":"default","source":"stacktrace"}';
    expect(parseLogLine(line)).toMatchObject({ level: 'error', exception: true });
  });

  test('a rejection that nobody catches: an async function has no other way to throw', () => {
    const line =
      '{"executor":"shared-iterations","level":"error","msg":"Uncaught (in promise) Error: no id\\n\\tat default (file:///x.js:5:43(17))\\n","scenario":"default"}';
    expect(parseLogLine(line)).toMatchObject({ level: 'error', exception: true });
    expect(
      parseLogLine('{"level":"error","msg":"Uncaught (in promise) Error: mine","source":"console"}'),
    ).toMatchObject({ exception: false });
  });

  test('what a script says on the console is none', () => {
    expect(parseLogLine('{"level":"error","msg":"Error: mine","source":"console"}')).toMatchObject({
      exception: false,
    });
  });

  test('a script exception', () => {
    const line =
      '{"executor":"constant-vus","hint":"script exception","level":"error","msg":"Error: broken\\n\\tat a (file:///x.ts:5:8(6))\\n","scenario":"default","source":"stacktrace"}';
    expect(parseLogLine(line)).toEqual({
      level: 'error',
      message: 'Error: broken\n\tat a (file:///x.ts:5:8(6)) scenario=default',
      exception: true,
    });
  });

  test.each(['panic: runtime error', '{"level":"error"}', '{"level":', ''])('%j is none', (line) => {
    expect(parseLogLine(line)).toBeUndefined();
  });
});

test('files that k6 writes are named as their reader finds them', () => {
  const names = new Map([['/tmp/buha-1/a-samples.csv.gz', 'samples.csv.gz']]);
  expect(withFileNames('     output: csv (/tmp/buha-1/a-samples.csv.gz), json (a.json)', names)).toBe(
    '     output: csv (samples.csv.gz), json (a.json)',
  );
});

describe('repeated messages', () => {
  test('are counted, and numbers do not make a difference', () => {
    const messages = new RepeatedMessages();
    const shown = Array.from({ length: 10 }, (_, at) => messages.add(`dial tcp 127.0.0.1:${at}: refused`));
    expect(shown).toStrictEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(messages.add('something else')).toBe(1);
    expect(messages.repeated(1)).toEqual([{ sample: 'dial tcp 127.0.0.1:0: refused', count: 10 }]);
    expect(messages.repeated(10)).toEqual([]);
    expect(messages.leftOut).toBe(0);
  });

  test('too many different ones are counted together', () => {
    const messages = new RepeatedMessages();
    const word = (at: number) => [...String(at)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
    const shown = Array.from({ length: 1000 }, (_, at) => messages.add(word(at)));
    expect(shown.filter(Boolean)).toHaveLength(200);
    expect(messages.leftOut).toBe(800);
  });
});

describe('what is shown of a message', () => {
  test.each([
    ['one line', 'one line'],
    ['Error: boom\n\tat f (file:///x.js:1:1)', 'Error: boom'],
    [
      'There were problems:\n\t- no default function\n\t- no scenario',
      'There were problems:\n    - no default function\n    - no scenario',
    ],
    ['many:\n1\n2\n3\n4\n5\n6\n7', 'many:\n    1\n    2\n    3\n    4\n    5'],
    ['', ''],
  ])('%j', (message, told) => {
    expect(toldLines(message)).toBe(told);
  });
});
