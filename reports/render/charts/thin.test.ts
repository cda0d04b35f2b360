import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_POINTS, outermost, thinned, widthFor } from './thin.ts';

const points = fc
  .array(fc.option(fc.integer({ min: -1000, max: 1000 })), { minLength: 1, maxLength: 5000 })
  .map((values) => values.map((value, at): [number, number | null] => [at, value]));

test('no peak is lost and none is made up, and points stay in order', () => {
  fc.assert(
    fc.property(points, fc.integer({ min: 1, max: 50 }), (all, width) => {
      const kept = thinned(all, width);
      for (const point of kept) expect(all).toContainEqual(point);
      for (let at = 1; at < kept.length; at += 1) expect(kept[at]?.[0]).toBeGreaterThan(kept[at - 1]?.[0] ?? 0);
      const known = (some: typeof kept) => some.flatMap(([, value]) => (value === null ? [] : [value]));
      expect(Math.max(...known(kept))).toBe(Math.max(...known(all)));
      expect(Math.min(...known(kept))).toBe(Math.min(...known(all)));
    }),
    { numRuns: 30 },
  );
});

test('what a screen can show is left as it is, and a day of seconds becomes that much', () => {
  const day = Array.from({ length: 86_400 }, (_, at): [number, number] => [at, (at * 7919) % 1000]);
  expect(widthFor(MOST_POINTS)).toBe(1);
  expect(thinned(day.slice(0, 10), 1)).toStrictEqual(day.slice(0, 10));
  const kept = thinned(day, widthFor(day.length));
  expect(kept.length).toBeLessThanOrEqual(MOST_POINTS);
  expect(kept.length).toBeGreaterThan(MOST_POINTS / 2);
});

test('a gap stays a gap', () => {
  expect(
    thinned(
      [
        [0, 1],
        [1, null],
        [2, null],
        [3, 5],
      ],
      2,
    ),
  ).toStrictEqual([
    [0, 1],
    [3, 5],
  ]);
  expect(thinned([[0, null]], 2)).toStrictEqual([[0, null]]);
});

test('of points that are no line the outermost are kept, on both axes', () => {
  const cloud = fc.array(fc.tuple(fc.integer({ max: 1000, min: 0 }), fc.integer({ max: 1000, min: 0 })), {
    minLength: 1,
    maxLength: 500,
  });
  fc.assert(
    fc.property(cloud, fc.integer({ min: 2, max: 60 }), (all, width) => {
      const kept = outermost(all, width);
      expect(kept.length).toBeLessThanOrEqual(4 * Math.ceil(all.length / width));
      for (const axis of [0, 1] as const) {
        const of = (some: typeof kept) => some.map((point) => point[axis] ?? 0);
        expect([Math.min(...of(kept)), Math.max(...of(kept))]).toStrictEqual([
          Math.min(...of(all)),
          Math.max(...of(all)),
        ]);
      }
    }),
  );
});
