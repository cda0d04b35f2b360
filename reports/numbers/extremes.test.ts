import { expect, test } from 'vitest';
import { leastOf, mostOf } from './extremes.ts';

test('least and most of more values than a call takes', () => {
  const values = Array.from({ length: 500_000 }, (_, at) => Math.abs(at - 250_000) - 7);
  expect([leastOf(values), mostOf(values)]).toEqual([-7, 249_993]);
  expect([leastOf([]), mostOf([])]).toEqual([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
});
