import fc from 'fast-check';
import { expect, test } from 'vitest';
import { intervalBar } from './interval-bar.ts';

test('an interval lies on one side of no change, or across it', () => {
  expect(intervalBar({ low: 0.2, estimate: 0.5, high: 0.8 }, 1)).toBe('··········│·├──●──┤··');
  expect(intervalBar({ low: -0.5, estimate: -0.2, high: 0.1 }, 1)).toBe('·····├──●─┼┤·········');
  expect(intervalBar({ low: 0, estimate: 0, high: 0 }, 1)).toBe('··········●··········');
});

test('what lies beyond the scale points there', () => {
  expect(intervalBar({ low: -3, estimate: 0, high: 5 }, 1)).toBe('◀─────────●─────────▶');
  expect(intervalBar({ low: 2, estimate: 3, high: 5 }, 1)).toBe('··········│·········●');
});

test('every bar is as wide as every other, with one estimate', () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(value, value, value, fc.double({ min: 0, max: 10, noNaN: true }), (a, b, c, most) => {
      const [low = 0, estimate = 0, high = 0] = [a, b, c].toSorted((one, other) => one - other);
      const bar = intervalBar({ low, estimate, high }, most);
      expect(bar).toHaveLength(21);
      expect(bar.split('●')).toHaveLength(2);
    }),
  );
});
