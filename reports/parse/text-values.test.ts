import { expect, test } from 'vitest';
import { textRatio, textValue } from './text-values.ts';

test.each([
  ['155.91ms', 155.91, 0.01, 'time'],
  ['1.57s', 1570, 10, 'time'],
  ['2s', 2000, 10, 'time'],
  ['9µs', 0.009, 1e-5, 'time'],
  ['21.9µs', 0.0219, 1e-5, 'time'],
  ['21.9μs', 0.0219, 1e-5, 'time'],
  ['21.9us', 0.0219, 1e-5, 'time'],
  ['400ns', 0.0004, 1e-6, 'time'],
  ['0s', 0, 1e-6, 'time'],
  ['1m5s', 65_000, 1000, 'time'],
  ['1h0m0s', 3_600_000, 1000, 'time'],
  // Forced units: two decimals, zeros printed, rounded.
  ['0.00s', 0, 10, 'time'],
  ['301847.40µs', 301.8474, 1e-5, 'time'],
  ['13 MB', 13_000_000, 1_000_000, 'data'],
  ['9.2 MB', 9_200_000, 100_000, 'data'],
  ['138 kB', 138_000, 1000, 'data'],
  ['708 B', 708, 1, 'data'],
  ['998.384223', 998.384223, 1e-6, 'default'],
  ['91531', 91_531, 1e-6, 'default'],
  ['-3.5', -3.5, 1e-6, 'default'],
])('%s is %d with a last place of %d', (text, value, precision, contains) => {
  expect(textValue(text)).toStrictEqual({ value, precision, contains });
});

test.each([
  '',
  '1.76m',
  '1m',
  '1h2m',
  '1h5s',
  '720.98m',
  '9µ',
  '138 k',
  '138 kB/',
  'NaN',
  'Infinity',
  '1,5s',
  '--',
  's',
])('%j is no figure of k6, or one that was cut off', (text) => {
  expect(textValue(text)).toBeUndefined();
});

test('a percentage is as exact as its decimals; without its sign it was cut off', () => {
  expect(textRatio('31.93%')).toStrictEqual({ value: 0.3193, precision: 1e-4 });
  expect(textRatio('100.00%')?.value).toBe(1);
  expect(textRatio('31.9%')).toStrictEqual({ value: 0.319, precision: 1e-3 });
  expect(['%', '31.93', 'NaN%'].map(textRatio)).toStrictEqual([undefined, undefined, undefined]);
});
