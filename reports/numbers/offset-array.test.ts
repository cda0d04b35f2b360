import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OffsetArray } from './offset-array.ts';

test('holds what a map would hold, wherever the places are', () => {
  const place = fc.integer({ min: -3000, max: 3000 });
  fc.assert(
    fc.property(fc.array(fc.tuple(place, fc.integer({ min: -5, max: 5 }))), (changes) => {
      const array = new OffsetArray();
      const map = new Map<number, number>();
      for (const [at, amount] of changes) {
        array.add(at, amount);
        map.set(at, (map.get(at) ?? 0) + amount);
      }
      for (const [at, amount] of map) expect(array.at(at)).toBe(amount);
      expect(array.values.reduce((sum, value) => sum + value, 0)).toBe(
        [...map.values()].reduce((sum, value) => sum + value, 0),
      );
      expect([array.at(-4000), array.at(4000)]).toStrictEqual([0, 0]);
    }),
  );
});
