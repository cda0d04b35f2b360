import fc from 'fast-check';
import { expect, test } from 'vitest';
import { durationMs } from './duration.ts';

test.each([
  ['0s', 0],
  ['10s', 10_000],
  ['1m30s', 90_000],
  ['1h0m0s', 3_600_000],
  ['1d2h', 93_600_000],
  ['1.5s', 1500],
  ['250ms', 250],
  ['18us', 0.018],
  ['18µs', 0.018],
  // The micro sign and the Greek letter look alike; Go writes the first and reads both.
  ['18μs', 0.018],
  ['400ns', 0.0004],
  ['1500', 1500],
  [1500, 1500],
])('%j is %d ms', (text, ms) => {
  expect(durationMs(text)).toBeCloseTo(ms, 9);
});

test.each(['', ' ', 's', '10 s', '10x', '1m30', '-', 'soon', '1,5s', '10s!', '1m 30s'])('%j is no duration', (text) => {
  expect(durationMs(text)).toBeUndefined();
});

test('a duration is the sum of its parts, however many there are', () => {
  const units = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1, us: 0.001 } as const;
  const part = fc.record({
    value: fc.integer({ min: 0, max: 10_000 }),
    unit: fc.constantFrom(...(Object.keys(units) as (keyof typeof units)[])),
  });
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
      const expected = parts.reduce((sum, { value, unit }) => sum + value * units[unit], 0);
      const text = parts.map(({ value, unit }) => `${value}${unit}`).join('');
      expect(Math.abs((durationMs(text) ?? Number.NaN) - expected)).toBeLessThanOrEqual(expected * 1e-12);
    }),
  );
});
