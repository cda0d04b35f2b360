import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tries } from '../../../testing/tries.ts';
import { keptTags } from './kept-tags.ts';
import { redactor } from './redactor.ts';

/** Long and short ones, some of which begin alike and end in digits. */
const SECRETS = new Set(['user-17-token-4', 'user-17-token-45678', '12345678', '9876', 'ab12cd34', 'pw%41b12x']);

/** Pieces of names of which runs are made: what differs in digits, and what a secret could be put together from. */
const piece = fc.oneof(
  fc.constantFrom(...['http://x/a/', 'user-17-token-', 'token-', '1234', '9876', 'ab12cd3', '?q=', '&t=', '/', ' ']),
  fc.constantFrom(
    ...['%41', '%2', 'Bearer ', '//u1@h', '"token":"', '"', '&#39;', '2026-11-29', 'dXNlci0xNy10b2tlbi00'],
  ),
  fc.integer({ min: 0, max: 99_999_999 }).map(String),
  fc.constantFrom('1', '4', '5', '45678', 'a', 'é'),
);

test('what is kept of a text does not depend on those before it', () => {
  const texts = fc.array(fc.array(piece, { maxLength: 6 }), { minLength: 2, maxLength: 12 }).chain((all) =>
    // Neighbours that differ in a digit or in their last piece only, as names of requests do.
    fc
      .array(fc.tuple(fc.nat(all.length - 1), fc.nat(9), fc.option(piece)), { maxLength: 30 })
      .map((ways) =>
        ways.map(([at, digit, end]) => `${(all[at] ?? []).join('').replace(/\d(?=\D*$)/, String(digit))}${end ?? ''}`),
      ),
  );
  const columns = ['name', 'check', 'extra_tags'];
  fc.assert(
    fc.property(texts, fc.nat(2), (given, other) => {
      const redact = redactor([SECRETS]);
      const kept = keptTags(redact);
      for (const [at, text] of given.entries()) {
        const column = columns[at % 5 === 4 ? other : 0] ?? '';
        const unnumbered = (shown: string) => shown.replaceAll(/\{id-\d+\}/g, '{id}');
        const alone = keptTags(redactor([SECRETS]))(text, column);
        expect(unnumbered(kept(text, column))).toBe(unnumbered(alone));
      }
    }),
    { numRuns: tries(2000) },
  );
});

test('a secret that begins within what did not change is found', () => {
  const redact = redactor([SECRETS]);
  const shown = [
    '/user-17-token-3',
    '/user-17-token-4',
    '/user-17-token-5',
    '/user-17-token-45677',
    '/user-17-token-45678',
  ];
  expect(shown.map(redact)).toEqual([...['/user-17-token-3', '/***', '/user-17-token-5', '/***5677', '/***']]);
  expect(['/9876a', '/9876', '/98765', '/9876/'].map(redact)).toEqual(['/9876a', '/***', '/98765', '/***/']);
});
