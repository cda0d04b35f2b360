import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tries } from '../../../testing/tries.ts';
import { redactor } from './redactor.ts';

const hex = (text: string) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

/** Spellings of a secret; each gives it back to whoever undoes it. */
const SPELLINGS: Readonly<Record<string, (secret: string) => string>> = {
  raw: (secret) => secret,
  component: encodeURIComponent,
  'lower case': (secret) => encodeURIComponent(secret).replaceAll(/%../g, (byte) => byte.toLowerCase()),
  'all in percent': hex,
  'as an address': encodeURI,
  'as a form': (secret) => new URLSearchParams({ v: secret }).toString().slice(2),
  'plus for a blank': (secret) => encodeURIComponent(secret).replaceAll('%20', '+'),
  JSON: (secret) => JSON.stringify(secret).slice(1, -1),
  'JSON in ASCII': (secret) =>
    JSON.stringify(secret)
      .slice(1, -1)
      .replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  'JSON twice': (secret) => JSON.stringify(JSON.stringify(secret)).slice(3, -3),
  'JavaScript in single quotes': (secret) => secret.replaceAll(/['\\]/g, '\\$&'),
  'JavaScript in double quotes': (secret) => secret.replaceAll(/["\\]/g, '\\$&'),
  'JavaScript in a template': (secret) => secret.replaceAll(/[`$\\]/g, '\\$&'),
  'JavaScript in single quotes, in JSON': (secret) => JSON.stringify(secret.replaceAll(/['\\]/g, '\\$&')).slice(1, -1),
  HTML: (secret) =>
    secret
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#x27;'),
  CSV: (secret) => secret.replaceAll('"', '""'),
  'within quotes of a shell': (secret) => secret.replaceAll("'", "'\\''"),
  'in an address in JSON': (secret) => JSON.stringify(`/?v=${encodeURIComponent(secret)}`).slice(5, -1),
  'twice in percent': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  base64: (secret) => Buffer.from(secret).toString('base64'),
  'base64 for addresses': (secret) => Buffer.from(secret).toString('base64url'),
  'a user and it in base64': (secret) => Buffer.from(`user:${secret}`).toString('base64'),
  'base64 one byte later': (secret) => Buffer.from(`u${secret}x`).toString('base64'),
  'base64 two bytes later': (secret) => Buffer.from(`ab${secret}`).toString('base64'),
  hexadecimal: (secret) => Buffer.from(secret).toString('hex'),
  'hexadecimal in upper case': (secret) => Buffer.from(secret).toString('hex').toUpperCase(),
  'JavaScript by bytes': (secret) =>
    secret.replaceAll(/./gs, (one) => {
      const code = one.charCodeAt(0).toString(16);
      return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`;
    }),
  'JavaScript by characters': (secret) =>
    [...secret].map((one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`).join(''),
  'what escape() gives': (secret) =>
    secret.replaceAll(/./gs, (one) => {
      const code = one.charCodeAt(0).toString(16);
      return code.length > 2 ? `%u${code.padStart(4, '0')}` : `%${code.padStart(2, '0')}`;
    }),
  'base64 in percent': (secret) => encodeURIComponent(Buffer.from(`ab${secret}!`).toString('base64')),
};

const unit = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...'abcXYZ0189'.split('')) },
  { weight: 3, arbitrary: fc.constantFrom(...'!@:#$%^&*()-_=+[]{};"\'<>,./?\\|`~ '.split('')) },
  { weight: 2, arbitrary: fc.constantFrom('비', '밀', '토', 'é', '😀') },
);

/** A secret as a file of users gives it: nothing blank around it. */
const secret = (minLength: number, maxLength: number) =>
  fc
    .string({ unit, minLength, maxLength })
    .filter((text) => text.trim() === text && text.length >= minLength && !/^\W*$/.test(text));

describe('any secret, in any spelling', () => {
  test.each(Object.entries(SPELLINGS))('%s: is gone wherever it stands', (_name, spelling) => {
    const around = fc.constantFrom('', 'a', 'GET /x?v=', '"', 'path/', ' ', '한글 ', '%', '\\');
    fc.assert(
      fc.property(secret(8, 60), around, fc.constantFrom('', 'z', '&y=1', '"', ' '), (value, before, behind) => {
        const redact = redactor([new Set([value]), new Set(['another-token'])]);
        // An escape that is cut in two by what stands around it says something else.
        fc.pre(!/[%\\]/.test(before) || !/^[\da-fA-Fnrtbu"\\/]/.test(spelling(value)));
        const told = redact(`${before}${spelling(value)}${behind}`);
        expect(told).not.toContain(spelling(value));
        expect(told).toContain('***');
      }),
      { numRuns: tries(100) },
    );
  });

  const LAYERS = [
    (text: string) => JSON.stringify(text),
    encodeURIComponent,
    SPELLINGS.HTML as (text: string) => string,
    (text: string) => `"${text.replaceAll('"', '""')}"`,
    SPELLINGS['as a form'] as (text: string) => string,
  ];

  test.each(['pAy%41Zx/+=&?;<Vb3>\\Nn5', 'a+b%20c&amp;""d\\"e-long', 'tk7Qx!@:#$%한글"x\'y zEnd8Kd'])(
    '%s, which itself looks like escapes: is gone in any five layers of them',
    (value) => {
      const redact = redactor([new Set([value])]);
      const missed: number[][] = [];
      const wrap = (text: string, layers: number[]) => {
        if (layers.length > 0 && !redact(text).includes('***')) missed.push(layers);
        if (layers.length === 5) return;
        for (const [at, layer] of LAYERS.entries()) wrap(layer(text), [...layers, at]);
      };
      wrap(value, []);
      expect(missed).toEqual([]);
    },
  );

  test('that holds percent: also as k6 writes it in an address', () => {
    const redact = redactor([new Set(['pAy%41Zx\\Nn5Qw82', '%61bcd'])]);
    expect(redact('GET http://x/b/pAyAZx%5CNn5Qw82 200')).toBe('GET http://x/b/*** 200');
    expect(redact('abcd %61bcd')).toBe('abcd ***');
  });

  test('of four to seven characters: as a word of its own, and only so', () => {
    const redact = redactor([new Set(['7x9Q', 'pin-42'])]);
    expect(redact('pin 7x9Q; "pin-42" v=7x9Q&a=pin-42')).toBe('pin ***; "***" v=***&a=***');
    expect(redact('a7x9Q 7x9Qa pin-423')).toBe('a7x9Q 7x9Qa pin-423');
    expect(redact(`x=${Buffer.from('7x9Q').toString('base64')} ${encodeURIComponent('pin-42')}`)).toBe('x=*** ***');
    expect(redact(`Basic of ${Buffer.from('user:pin-42').toString('base64')}`)).not.toContain('dXNlcjpwaW4tNDI');
  });

  test('that share their beginning or overlap: each is found', () => {
    const redact = redactor([new Set(['user-token-1', 'user-token-12', 'token-12-and-more'])]);
    expect(redact('user-token-1 user-token-12 user-token-12-and-more')).toBe('*** *** ***');
  });

  test('among ten thousand', () => {
    const tokens = new Set(Array.from({ length: 10_000 }, (_, at) => `eyJhbGciOiJIUzI1NiJ9.user-${at}.${at * 7919}`));
    const redact = redactor([new Set<string>(), tokens]);
    for (const token of [...tokens].filter((_, at) => at % 997 === 0)) {
      expect(redact(`GET /a?t=${encodeURIComponent(token)} ${token}`)).toBe('GET /a?t=*** ***');
    }
  });
});

describe('what looks like one', () => {
  const redact = redactor([new Set(['s3cr3t-value', 'tok-1.x'])]);

  test.each([
    ['Authorization: Bearer other.token_x', 'Authorization: Bearer ***'],
    ['Get "http://loader:***@127.0.0.1/a"', 'Get "http://***@127.0.0.1/a"'],
    ['token tok-1.x, and tok-1.xy', 'token ***, and tok-1.xy'],
    ['GET https://x/?a=tok-1.x&c=tok-1.x.tok-1.x', 'GET https://x/?a=***&c=***.***'],
  ])('%s', (text, clean) => {
    expect(redact(text)).toBe(clean);
  });
});

describe('what is no secret', () => {
  test.each([
    'GET /api/products/12345?sort=price&page=2',
    'http://127.0.0.1:8080/a%20b?x=%EC%A3%BC%EB%AC%B8&y=1+2',
    'checks.........................: 100.00% 12 out of 12',
    '{"level":"info","msg":"100% \\"done\\""}',
    '주문 &amp; 결제, "상태 ""200"""',
    'C:\\users\\new',
  ])('%s stays as it is', (text) => {
    expect(redactor([new Set(['tok-0123456789', '비밀토큰가나다라'])])(text)).toBe(text);
  });

  test('any text without one stays as it is', () => {
    const redact = redactor([new Set(['tok-0123456789-tok'])]);
    fc.assert(
      fc.property(
        fc.string({ unit, maxLength: 80 }).filter((text) => !text.includes('//')),
        (text) => {
          expect(redact(text)).toBe(text);
        },
      ),
      { numRuns: tries(300) },
    );
  });
});
