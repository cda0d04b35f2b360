import { describe, expect, test } from 'vitest';
import { readHeaders } from './headers.ts';

describe('headers', () => {
  test.each([
    [['X-Key: a:b '], '', { 'X-Key': 'a:b' }],
    [['X-Empty:'], '', { 'X-Empty': '' }],
    [[], 'X-A: 1\n\n  X-B : 2\n', { 'X-A': '1', 'X-B': '2' }],
    [[], ' {"X-A": "1", "X-B": 2}', { 'X-A': '1', 'X-B': '2' }],
    [['X-A: option'], '{"X-A": "environment"}', { 'X-A': 'option' }],
    [[], '', {}],
  ])('%j with %j in the environment', (options, environment, headers) => {
    expect(readHeaders(options, environment)).toEqual(headers);
  });

  test.each([
    [['X Key: secret'], '', '--header', 'X'],
    [['Authorization Bearer secret'], '', '--header', 'Authorization'],
    [['Authorization=secret'], '', '--header', 'Authorization'],
    [['secret'], '', '--header', '***'],
    [[': secret'], '', '--header', ''],
    [['X-A: 1\r\nX-B: secret'], '', '--header', 'X-A'],
    [[], 'X-A: 1\nsecret', 'BUHA_HEADERS', '***'],
    [[], '{"X-A": "secret"', 'BUHA_HEADERS', '{…'],
    [[], '{"X A": "secret"}', 'BUHA_HEADERS', 'X'],
    [['X-A: se\u0001cret'], '', '--header', 'X-A'],
    [[], '{"X-A": "se\\ncret"}', 'BUHA_HEADERS', 'X-A'],
  ])('%j with %j is refused without its value', (options, environment, field, value) => {
    expect(() => readHeaders(options, environment)).toThrow(
      expect.objectContaining({ code: 'setting', facts: expect.objectContaining({ field, value }) }),
    );
  });
});

test('a token that was copied with its scheme is noticed, and not told', () => {
  for (const given of ['Authorization: Bearer Bearer abc12345', 'authorization: bearer  Basic abc12345']) {
    expect(() => readHeaders([given])).toThrow(
      expect.objectContaining({
        code: 'setting',
        facts: expect.not.objectContaining({ value: expect.stringContaining('abc') }),
      }),
    );
  }
  expect(readHeaders(['Authorization: Bearer Bearerabc'])).toEqual({ Authorization: 'Bearer Bearerabc' });
});
