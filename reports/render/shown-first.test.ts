import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leftOut, listedFirst, shownFirst } from './shown-first.ts';

const own = (weight: number) => weight;

test('those that weigh most are kept, in their order, and the rest is counted', () => {
  expect(shownFirst([0, 3, 0, 1, 2], own, 3)).toEqual({ items: [3, 1, 2], left: 2, heavyLeft: 0 });
  expect(shownFirst([5, 3, 0, 1, 2], own, 2)).toEqual({ items: [5, 3], left: 3, heavyLeft: 2 });
  expect(shownFirst([1, 0], own, 2)).toEqual({ items: [1, 0], left: 0, heavyLeft: 0 });
});

test('nothing is lost: what is shown and what is left are all, and what weighs something is shown or counted', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3)), fc.nat(20), (items, most) => {
      const { items: shown, left, heavyLeft } = shownFirst(items, own, most);
      const heavy = (all: readonly number[]) => all.filter((weight) => weight > 0).length;
      expect(shown.length + left).toBe(items.length);
      expect(heavy(shown) + heavyLeft).toBe(heavy(items));
      expect(heavyLeft === 0 || heavy(shown) === shown.length).toBe(true);
    }),
  );
});

test('for machines everything that failed is listed', () => {
  const items = Array.from({ length: 30_000 }, (_, at) => at);
  const few = listedFirst(items, (at) => at === 29_999);
  expect([few.items.length, few.items.at(-1), leftOut(few)]).toEqual([10_000, 29_999, 20_000]);
  const many = listedFirst(items, (at) => at % 2 === 0);
  expect([many.items.length, many.items.every((at) => at % 2 === 0), many.heavyLeft]).toEqual([15_000, true, 0]);
  expect(leftOut(listedFirst([1], () => false))).toBeUndefined();
});
