import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, meant, nearest } from './nearest.ts';

describe('the distance of two words', () => {
  test.each([
    ['get-balance', 'get-balance', 0],
    ['get-balanse', 'get-balance', 1],
    ['p59', 'p95', 1],
    ['faild', 'failed', 1],
    ['', 'tps', 3],
    ['kitten', 'sitting', 3],
    ['잔액', '잔고', 1],
  ])('%s, %s: %d', (a, b, distance) => expect(editDistance(a, b)).toBe(distance));

  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '가'), maxLength: 6 });

  test('is 0 for equal words only, the same both ways, and at most the longer length', () =>
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(distance === 0).toBe(a === b);
        expect(editDistance(b, a)).toBe(distance);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      }),
    ));
});

test('the nearest names come first, three at most; case does not count', () => {
  expect(nearest('PLACE-ORDER', ['get-balance', 'place-order'])).toStrictEqual(['place-order', 'get-balance']);
  expect(nearest('p9', ['p50', 'p90', 'p95', 'p99'])).toStrictEqual(['p90', 'p95', 'p99']);
  expect(nearest('x', [])).toStrictEqual([]);
});

describe('a mistyped word', () => {
  const known = ['get-balance', 'get-product', 'place-order', 'all'];
  test.each([
    ['plcae-order', 'place-order'],
    ['GET-BALANCE', 'get-balance'],
    ['place', 'place-order'],
    ['al', 'all'],
    // Two begin so.
    ['get', undefined],
    ['stock', undefined],
    ['absent.ts', undefined],
    ['x', undefined],
    ['', undefined],
  ])('%j means %j', (word, name) => expect(meant(word, known)).toBe(name));
});
