import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Lines } from './lines.ts';

describe('the lines of a text', () => {
  test('are those between its line ends, in their order and each by its place', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '가', '😀', ' '), maxLength: 40 });
    fc.assert(
      fc.property(text, (any) => {
        const [lines, expected] = [new Lines(any), any.split('\n')];
        expect([...lines]).toStrictEqual(expected);
        expect(expected.map((_, at) => lines.at(at))).toStrictEqual(expected);
        expect(lines).toHaveLength(expected.length);
      }),
    );
  });

  test('that hold a part are found, each once', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', 'b', '가'), maxLength: 40 });
    fc.assert(
      fc.property(text, fc.constantFrom('a', 'ab', '가'), (any, part) => {
        expect([...new Lines(any).holding(part)]).toStrictEqual(any.split('\n').filter((line) => line.includes(part)));
      }),
    );
  });

  test('are empty beyond the text', () => {
    const lines = new Lines('a\nb');
    expect([-1, 0, 1, 2].map((at) => lines.at(at))).toStrictEqual(['', 'a', 'b', '']);
  });
});
