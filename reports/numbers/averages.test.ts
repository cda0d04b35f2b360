import { expect, test } from 'vitest';
import { mean, middleOf } from './averages.ts';

test('the mean of some values', () => {
  expect(mean([1, 2, 6])).toBe(3);
  expect(mean([])).toBeNaN();
});

test('the middle one, whatever their order', () => {
  expect(middleOf([9, 1, 4])).toBe(4);
  expect(middleOf([4, 1])).toBe(4);
  expect(middleOf([])).toBeUndefined();
});
