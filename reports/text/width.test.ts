import fc from 'fast-check';
import { expect, test } from 'vitest';
import { screen } from '../../testing/screen.ts';
import { padEnd, padStart, width } from './width.ts';

test.each([
  ['', 0],
  ['load_test', 9],
  ['잔액 조회', 9],
  ['상품', 4],
  ['ＡＢ', 4],
  ['漢字かな', 8],
  ['µs…✓─', 5],
  ['é', 1],
  // A letter and its accent apart, a joiner that nobody sees.
  ['é', 1],
  ['a\u200bb', 2],
])('%j takes %d columns', (text, columns) => {
  expect(width(text)).toBe(columns);
});

test('Hangul takes as many columns however it is encoded: macOS writes its letters apart', () => {
  const text = '잔액 조회 시나리오 값';
  expect(text.normalize('NFD')).not.toBe(text);
  expect(width(text.normalize('NFD'))).toBe(width(text));
});

test('padded texts end in the same column', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '한', '글', ' ', '́', '表'), maxLength: 12 });
  fc.assert(
    fc.property(text, fc.nat(40), (one, columns) => {
      const expected = Math.max(columns, width(one));
      expect([width(padEnd(one, columns)), width(padStart(one, columns))]).toStrictEqual([expected, expected]);
      expect(padEnd(one, columns).startsWith(one)).toBe(true);
      expect(padStart(one, columns).endsWith(one)).toBe(true);
    }),
  );
});

test('padding can be something else than space', () => {
  expect([padEnd('잔액', 6, '.'), padStart('7', 3, '0')]).toStrictEqual(['잔액..', '007']);
});

test.each([
  // Wide beyond the blocks of Hangul and Han; narrow within them.
  ['✅', 2],
  ['⌚', 2],
  ['🚀', 2],
  ['𗀀', 2],
  ['〿', 1],
  ['⚠', 1],
])('%j takes %d columns, as Unicode has it', (text, columns) => {
  expect(width(text)).toBe(columns);
});

test('a terminal gives a text as many columns', async () => {
  const letter = fc.constantFrom(...'aéı한글표Ａ、ー漢…┤▅✓•×—', 'e\u0301', '한'.normalize('NFD'));
  for (const text of fc.sample(fc.string({ unit: letter, minLength: 1, maxLength: 30 }), 50)) {
    expect([text, (await screen(text, 200)).column]).toStrictEqual([text, width(text)]);
  }
});
