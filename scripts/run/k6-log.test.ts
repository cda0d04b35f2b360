import { describe, expect, test } from 'vitest';
import { parseLogLine, RepeatedMessages, redactor } from './k6-log.ts';

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

describe('secrets', () => {
  const redact = redactor(['Bearer s3cr3t-value', 's3cr3t-value', 's3cr3t', 'abc'], new Set(['tok-1.x', 'key=']));

  test.each([
    ['the value s3cr3t-value is refused', 'the value *** is refused'],
    ['Authorization: Bearer other.token_x', 'Authorization: Bearer ***'],
    ['Get "http://loader:***@127.0.0.1/a"', 'Get "http://***@127.0.0.1/a"'],
    ['token tok-1.x, and tok-1.xy', 'token ***, and tok-1.xy'],
    ['{"token":"tok-1.x"}', '{"token":"***"}'],
    ['GET https://x/?a=tok-1.x&b=key=&c=tok-1.x.tok-1.x', 'GET https://x/?a=***&b=***&c=***.***'],
    // Too short to be a secret: it would black out ordinary words.
    ['abcdef', 'abcdef'],
  ])('%s', (text, clean) => {
    expect(redact(text)).toBe(clean);
  });

  test('a million tokens cost no more than a look-up', () => {
    const many = redactor([], new Set(Array.from({ length: 1_000_000 }, (_, at) => `token-${at}`)));
    const before = performance.now();
    for (let line = 0; line < 10_000; line += 1) many(`Request Failed: user token-${line} was refused by the server`);
    expect(performance.now() - before).toBeLessThan(2000);
    expect(many('token-999999 token-1000000')).toBe('*** token-1000000');
  });
});

describe('repeated messages', () => {
  test('three are written out, numbers do not make a difference, the rest is counted', () => {
    const messages = new RepeatedMessages();
    const shown = Array.from({ length: 10 }, (_, at) => messages.add(`dial tcp 127.0.0.1:${at}: refused`));
    expect(shown.filter(Boolean)).toHaveLength(3);
    expect(messages.add('something else')).toBe(true);
    expect(messages.repeated()).toEqual([{ sample: 'dial tcp 127.0.0.1:0: refused', count: 10 }]);
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
