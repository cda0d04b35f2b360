import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quantile } from './quantile.ts';

test('a quantile between two values is interpolated, as k6 does', () => {
  const sorted = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];
  expect(quantile(sorted, 0.5)).toBe(55);
  expect(quantile(sorted, 0.9)).toBeCloseTo(91, 12);
  expect(quantile(sorted, 0.95)).toBeCloseTo(95.5, 12);
  expect([quantile(sorted, 0), quantile(sorted, 1)]).toStrictEqual([10, 100]);
});

test('one value is every quantile; no value has none', () => {
  expect(quantile([7], 0.99)).toBe(7);
  expect(quantile([], 0.5)).toBeUndefined();
});

test('quantiles rise with q and stay between the smallest and the largest value', () => {
  const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(
      values,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (list, a, b) => {
        const sorted = Float64Array.from(list).sort();
        const low = quantile(sorted, Math.min(a, b)) ?? Number.NaN;
        const high = quantile(sorted, Math.max(a, b)) ?? Number.NaN;
        // Interpolation may round in the last place.
        expect(low).toBeLessThanOrEqual(high + 1e-9);
        expect(low).toBeGreaterThanOrEqual((sorted[0] ?? Number.NaN) - 1e-9);
        expect(high).toBeLessThanOrEqual((sorted.at(-1) ?? Number.NaN) + 1e-9);
      },
    ),
  );
});
