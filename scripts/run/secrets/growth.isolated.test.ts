import { describe, expect, test } from 'vitest';
import { growthOf, LINEAR, textOf } from '../../../testing/growth.ts';
import { redactor } from './redactor.ts';
import { withoutSession } from './session-secrets.ts';

const SECRET = "k9Qx'Lm72Zp0Wd";
const redact = redactor([new Set([SECRET])]);
// What is known of the text before spares looking at it again; an empty one between makes each of them new.
const clean = (text: string) => {
  redact('');
  return withoutSession(redact(text));
};

/** A text in JSON, so many times: each time twice the backslashes and one more stand before its quotes. */
const nested = (text: string, layers: number): string =>
  layers === 0 ? text : nested(JSON.stringify({ msg: text }), layers - 1);

const many = (piece: string) => (length: number) => textOf(length, () => piece);

describe('a line of a log is read in time that follows its length', () => {
  // Few, and often: twice the backslashes for each would not end within a day.
  test.each<[string, (count: number) => string]>([
    ['behind a name', (count) => `"msg${'\\'.repeat(count)}x`],
    ['before a quote', (count) => `"msg${'\\'.repeat(count)}":${'\\'.repeat(count)}"x`],
  ])('some backslashes %s', async (_name, make) => {
    const often = (text: string) => {
      for (let time = 0; time < 300; time += 1) clean(text);
    };
    expect(await growthOf(make, 8, often)).toBeLessThanOrEqual(LINEAR);
  });

  test.each<[string, (length: number) => string]>([
    ['backslashes behind a name', (length) => `"msg${'\\'.repeat(length)}x`],
    ['backslashes and quotes', many('\\\\"')],
    ['names in quotes that nothing follows', many('"msg\\\\')],
    ['quotes behind a name', (length) => `"msg${'"'.repeat(length)}`],
    ['blanks behind a colon', (length) => `"msg":${' '.repeat(length)}x`],
    ['blanks behind a scheme', (length) => `x Bearer${' '.repeat(length)}"`],
    ['joints between two parts', (length) => `a1b2${'-'.repeat(length)}c3d4~x`],
    ['joints behind a part', (length) => `a1b2${'/'.repeat(length)} x`],
    ['beginnings of tokens', many('eyJ-')],
    ['names of secrets', many('token')],
    ['names of secrets with blanks', many('token =')],
    ['addresses', many('http://a:b')],
    ['queries', many('?a=')],
    ['escapes of any kind', many(`\\"%25""+&amp;'\\''%u0041`)],
    ['values in quotes without an end', many('"token":"\\"')],
    ['escaped quotes of a value', (length) => `"token":"${'\\"'.repeat(length / 2)}`],
    ['values in quotes', many("token='x' ")],
    ['fields in percent', many('%22token%22%3A%22x')],
    ['percent of percent', (length) => `%22token%22${'%25'.repeat(length / 3)}3A`],
    ['blanks in percent', (length) => `%22token%22%3A${'%20'.repeat(length / 3)}`],
    ['figures and units', many('12h')],
  ])('%s', async (_name, make) => {
    expect(await growthOf(make, 8000, clean)).toBeLessThanOrEqual(LINEAR);
  });
});

test.each([6, 10])('a line in %i layers of JSON ends, and a secret in five of them is gone', (layers) => {
  const text = nested('plain "quoted" text', layers);
  expect(clean(text)).toBe(text);
  expect(clean(`${text} ${nested(SECRET, 5)}`)).not.toContain('Lm72');
});
