import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atLeast, atMost } from './binomial.ts';

test.each([
  [0, 59, 0.05, 0.95 ** 59],
  [0, 299, 0.01, 0.99 ** 299],
  [1, 2, 0.5, 0.75],
  [5, 5, 0.3, 1],
  [-1, 5, 0.3, 0],
  [0, 0, 0.3, 1],
])('at most %d of %d with %d', (k, n, p, expected) => expect(atMost(k, n, p)).toBeCloseTo(expected, 12));

test('no chance is below 0 or above 1, more trials in it never make it smaller, and both sides make 1', () => {
  const chance = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.nat(2_000), fc.nat(2_000), chance, (k, n, p) => {
      const own = atMost(k, n, p);
      expect(own).toBeGreaterThanOrEqual(0);
      expect(own).toBeLessThanOrEqual(1);
      expect(atMost(k + 1, n, p)).toBeGreaterThanOrEqual(own);
      expect(own + atLeast(k + 1, n, p)).toBeCloseTo(1, 9);
    }),
  );
});
