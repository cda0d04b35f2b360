import fc from 'fast-check';
import { expect, test } from 'vitest';
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
