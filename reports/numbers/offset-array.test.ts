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
      const held = [...map].filter(([, amount]) => amount !== 0).toSorted(([a], [b]) => a - b);
      expect([...array.entries()]).toStrictEqual(held);
      expect([array.at(-4000), array.at(4000)]).toStrictEqual([0, 0]);
    }),
  );
});

test('adding another one is adding all that it holds', () => {
  const changes = fc.array(fc.tuple(fc.integer({ min: -200, max: 200 }), fc.nat(5)));
  fc.assert(
    fc.property(changes, changes, (a, b) => {
      const filled = (all: readonly (readonly [number, number])[]) => {
        const array = new OffsetArray();
        for (const [place, amount] of all) array.add(place, amount);
        return array;
      };
      const sum = filled(a);
      sum.addAll(filled(b));
      expect([...sum.entries()]).toStrictEqual([...filled([...a, ...b]).entries()]);
    }),
  );
});
