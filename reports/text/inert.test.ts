import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inert, jsonText, onOneLine } from './inert.ts';
import { xmlText } from './xml-text.ts';

describe('a command to a CI', () => {
  test.each([
    ['##[error]x', '# #[error]x'],
    ['a ##[set-output name=x;]b', 'a # #[set-output name=x;]b'],
    ['###[group]', '## #[group]'],
    ['##vso[task.setvariable variable=x]1', '# #vso[task.setvariable variable=x]1'],
    ['##VSO[x]', '# #VSO[x]'],
    ['##teamcity[buildStop]', '# #teamcity[buildStop]'],
    ['::error::x', ': :error::x'],
    ['a\n \u3000::stop-commands::t\n::', 'a\n \u3000: :stop-commands::t\n: :'],
    ['\t:::warning::', '\t: ::warning::'],
  ])('%j gets a blank in its mark', (text, expected) => expect(inert(text)).toBe(expected));

  test.each(['## Heading', '## [a](b)', 'a::b', 'http://[::1]:80', '# [x]', 'cart ::add', '#[x]', 'x ##', '##a [b]'])(
    '%j is none',
    (text) => expect(inert(text)).toBe(text),
  );
});

test.each([
  ['a\u001b[31mb\u0007', 'a [31mb '],
  ['a\u009b2Jb\u0085', 'a 2Jb '],
  ['a\u202eb\u2066c\u200ed', 'a b c d'],
  ['a\u200bb\u2060c\ufeff', 'a b c '],
  ['a\r\nb\tc', 'a \nb\tc'],
  ['a\ud800b\uffff', 'a b '],
])('%j is not shown as it is', (text, expected) => expect(inert(text)).toBe(expected));

test('letters of every script, joined emoji and private characters stay in a document; names have no private ones', () => {
  const text = '한글 日本 👨‍👩‍👧 می‌خواهم é \ue000';
  expect(inert(text)).toBe(text);
  expect(onOneLine(text)).toBe(text.replace('\ue000', ' '));
});

/** Pieces of which commands and what is not to be shown are made. */
const pieces = fc.constantFrom(
  ...['#', '##', ':', '::', '[', 'vso[', 'error', ']', ' ', '\n', '\r', '\t', '\\', '"', '&', '<', 'a', '한'],
  ...['\u001b', '\u009b', '\u202e', '\u2069', '\u200b', '\u2028', '\ufeff', '\ud800', '\u0000', '\u{e0041}'],
);
const texts = fc.array(pieces, { maxLength: 24 }).map((all) => all.join(''));
const ACTIVE = /(?![\n\t])[\p{Cc}\p{Cs}\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]|##[a-z]*\[/iu;

test('property: nothing acts, what was harmless stays as it is, and twice is as once', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const shown = inert(text);
      expect(shown).not.toMatch(ACTIVE);
      expect(shown).not.toMatch(/^\s*::/m);
      expect(inert(shown)).toBe(shown);
      expect(shown.replaceAll(' ', '')).toBe(
        text.replaceAll(/(?![\n\t])[\p{Cc}\p{Cs}\u200b\ufeff\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f} ]/gu, ''),
      );
    }),
  );
});

test('property: JSON reads as the same value, and nothing in it acts', () => {
  fc.assert(
    fc.property(texts, texts, (name, text) => {
      const json = jsonText({ [name]: [text] });
      expect(JSON.parse(json)).toEqual({ [name]: [text] });
      expect(json).not.toMatch(ACTIVE);
      expect(json).not.toMatch(/^\s*::/m);
    }),
  );
});

test('property: XML shows nothing that acts', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(xmlText(text)).not.toMatch(ACTIVE);
    }),
  );
});
