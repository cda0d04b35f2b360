import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ratioOfMeans, tWithin, withinT } from './student.ts';

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

describe('the ratio of two rounds', () => {
  test('is that of geometric means, with its interval', () => {
    const found = ratioOfMeans([100, 100, 100], [200, 210, 190], 0.95);
    expect(found?.ratio).toBeCloseTo((200 * 210 * 190) ** (1 / 3) / 100, 9);
    expect(found?.low).toBeLessThan(2);
    expect(found?.high).toBeGreaterThan(2);
    // By hand: s² of the logarithms over four degrees of freedom, t = 2.776.
    const logs = [200, 210, 190].map(Math.log);
    const mean = logs.reduce((sum, log) => sum + log, 0) / 3;
    const error = Math.sqrt((logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / 4) * (2 / 3));
    expect(Math.log(found?.high ?? 1) - Math.log(found?.ratio ?? 1)).toBeCloseTo(2.7764 * error, 4);
  });

  test('needs two of each, all above nothing', () => {
    expect([ratioOfMeans([1], [1, 2], 0.95), ratioOfMeans([1, 2], [0, 2], 0.95)]).toStrictEqual([undefined, undefined]);
  });

  test('turns over with the rounds, and knows no unit', () => {
    const round = fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(round, round, (a, b) => {
        const [there, back] = [ratioOfMeans(a, b, 0.95), ratioOfMeans(b, a, 0.95)];
        expect(Math.log(there?.ratio ?? 1)).toBeCloseTo(-Math.log(back?.ratio ?? 1), 6);
        const scaled = ratioOfMeans(
          a.map((value) => value * 10),
          b.map((value) => value * 10),
          0.95,
        );
        expect(Math.log(scaled?.low ?? 1)).toBeCloseTo(Math.log(there?.low ?? 1), 6);
      }),
    );
  });
});
