import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chanceOf, intervalOf, pooledDifference, predictedDifference, tWithin, withinT } from './student.ts';

/** Two-sided 5 % and 10 % points as tables print them. */
test.each([
  [1, 12.706, 6.314],
  [2, 4.303, 2.92],
  [3, 3.182, 2.353],
  [4, 2.776, 2.132],
  [10, 2.228, 1.812],
  [11, 2.201, 1.796],
  [58, 2.002, 1.672],
])('with %d degrees of freedom, t is that of the tables', (df, five, ten) => {
  expect([tWithin(0.95, df), tWithin(0.9, df)].map((t) => Number(t.toFixed(3)))).toStrictEqual([five, ten]);
  expect(withinT(five, df)).toBeCloseTo(0.95, 4);
});

describe('the difference of two means', () => {
  test('has the interval of a pooled t', () => {
    const found = pooledDifference([100, 100, 100], [200, 210, 190]);
    // By hand: s² over four degrees of freedom is 200/4 = 50, its error √(50·2/3), t = 2.776.
    expect(found).toMatchObject({ difference: 100, df: 4 });
    expect(found?.deviation).toBeCloseTo(Math.sqrt(50), 9);
    expect(found?.error).toBeCloseTo(Math.sqrt(100 / 3), 9);
    const [low, high] = found ? intervalOf(found, 0.95) : [];
    expect(low).toBeCloseTo(100 - 2.7764 * Math.sqrt(100 / 3), 3);
    expect(high).toBeCloseTo(100 + 2.7764 * Math.sqrt(100 / 3), 3);
  });

  test('needs two values on each side', () => {
    expect([pooledDifference([1], [1, 2]), pooledDifference([1, 2], [1])]).toStrictEqual([undefined, undefined]);
  });

  test('turns over with its sides', () => {
    const side = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(side, side, (a, b) => {
        const [there, back] = [pooledDifference(a, b), pooledDifference(b, a)];
        expect(there?.difference).toBeCloseTo(-(back?.difference ?? 0), 9);
        expect(there?.error).toBeCloseTo(back?.error ?? 0, 9);
      }),
    );
  });

  test('is by chance as tables say, and never where nothing varies', () => {
    const of = (difference: number, error: number) => ({ difference, error, df: 10, deviation: 1 });
    expect(chanceOf(of(2.228, 1))).toBeCloseTo(0.05, 4);
    expect(chanceOf(of(-2.228, 1))).toBeCloseTo(0.05, 4);
    expect([chanceOf(of(0, 0)), chanceOf(of(1, 0))]).toStrictEqual([1, 0]);
  });
});

describe('the difference of a new group', () => {
  test('of one value from groups of one value is a prediction interval', () => {
    const found = predictedDifference([[1], [2], [3], [4], [5]], [6]);
    // By hand: s² = 2.5, and √(2.5·(1 + 1/5)).
    expect(found).toMatchObject({ difference: 3, df: 4 });
    expect(found?.error).toBeCloseTo(Math.sqrt(3), 9);
  });

  test('is of what groups differ by, however many values each has', () => {
    const groups = [1, 2, 3, 4, 5].map((value) => [value, value, value, value]);
    expect(predictedDifference(groups, [6, 6])?.error).toBeCloseTo(Math.sqrt(3), 9);
  });

  test('of one value is of what values of a group differ by, too', () => {
    const groups = [1, 2, 3, 4, 5].map((value) => [value - 1, value + 1]);
    // s² of the means 2.5, of values within a group 2, of which their means hold half.
    expect(predictedDifference(groups, [6])?.error).toBeCloseTo(Math.sqrt(2.5 + 2 / 2 + 2.5 / 5), 9);
    expect(predictedDifference(groups, [6, 6])?.error).toBeCloseTo(Math.sqrt(2.5 + 2.5 / 5), 9);
  });

  test('needs two groups', () => expect(predictedDifference([[1, 2, 3]], [4])).toBeUndefined());
});
