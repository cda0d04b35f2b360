import { describe, expect, test } from 'vitest';
import { decoded, fromCp949 } from './encoding.ts';

const bytes = (...all: readonly number[]) => Uint8Array.from(all);
const latin = (text: string) => Buffer.from(text, 'latin1');

describe('CP949', () => {
  test('has KS X 1001 and the syllables that it lacks, at their places', () => {
    // The first and the last of both areas, and some in between.
    for (const [syllable, lead, trail] of [
      ['갂', 0x81, 0x41],
      ['똠', 0x8c, 0x63],
      ['펲', 0xbc, 0x84],
      ['햏', 0xc1, 0x64],
      ['힣', 0xc6, 0x52],
      ['가', 0xb0, 0xa1],
      ['힝', 0xc8, 0xfe],
      ['쐯', 0x9c, 0x93],
    ] as const) {
      expect(fromCp949(bytes(lead, trail)), syllable).toBe(syllable);
    }
  });

  test('every one of the 11,172 syllables has one place', () => {
    const found = new Map<string, number>();
    for (let lead = 0x81; lead <= 0xfe; lead += 1) {
      for (let trail = 0x41; trail <= 0xfe; trail += 1) {
        const character = fromCp949(bytes(lead, trail)) ?? '';
        if (/^[가-힣]$/.test(character)) found.set(character, (found.get(character) ?? 0) + 1);
      }
    }
    expect(found.size).toBe(11_172);
    expect(new Set(found.values())).toEqual(new Set([1]));
  });

  test.each([
    ['half a pair', bytes(0x41, 0xb0)],
    ['a second byte that is none', bytes(0xb0, 0x2c)],
    ['the sign of the euro', bytes(0x80, 0x41)],
  ])('not %s', (_what, text) => expect(fromCp949(text)).toBeUndefined());
});

describe('the code page of a text', () => {
  test.each<[string, Uint8Array, string, string | undefined]>([
    ['ASCII', latin('http_reqs'), 'http_reqs', undefined],
    ['UTF-8', Buffer.from('주문 조회 café'), '주문 조회 café', undefined],
    ['UTF-8 that holds the replacement character', Buffer.from('주\ufffd\ufffd문'), '주\ufffd\ufffd문', undefined],
    ['Korean', bytes(0xc1, 0xd6, 0xb9, 0xae, 0x20, 0xc1, 0xb6, 0xc8, 0xb8), '주문 조회', 'cp949'],
    ['Korean beyond KS X 1001', bytes(0x8c, 0x63, 0xb9, 0xe6, 0xb0, 0xa2, 0xc7, 0xcf), '똠방각하', 'cp949'],
    ['French', latin('café crème'), 'café crème', 'windows-1252'],
    [
      'German, whose letters and the next ones could be Korean',
      latin('Änderung, Größe'),
      'Änderung, Größe',
      'windows-1252',
    ],
    ['the signs of windows-1252', bytes(0x93, 0x61, 0x94, 0x20, 0x80), '“a” €', 'windows-1252'],
    ['damaged UTF-8', Buffer.concat([Buffer.from('주문 조회'), bytes(0xff)]), '주문 조회\ufffd', undefined],
    ['bytes that are no text', bytes(0x81, 0x20, 0x8d), '\ufffd \ufffd', undefined],
  ])('%s', (_what, text, expected, codePage) => {
    expect(decoded(text)).toEqual({ text: expected, ...(codePage && { codePage }) });
  });
});
