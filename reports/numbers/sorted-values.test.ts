import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeSorted, SortedValues } from './sorted-values.ts';

// Zero has no sign here: k6 measures none below it, and two zeros are the same value to any order.
const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0));

test('lists in order are put together in order', () => {
  fc.assert(
    fc.property(fc.array(values), (lists) => {
      const merged = mergeSorted(lists.map((list) => Float64Array.from(list).sort()));
      expect([...merged]).toStrictEqual([...Float64Array.from(lists.flat()).sort()].map((value) => value));
    }),
  );
});

test('the sum does not depend on the order in which values came', () => {
  fc.assert(
    fc.property(
      fc
        .array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 })
        .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      ([list, shuffled]) => {
        const sumOf = (all: readonly number[]) => new SortedValues(Float64Array.from(all).sort()).sum;
        expect(sumOf(shuffled)).toBe(sumOf(list));
      },
    ),
  );
});
