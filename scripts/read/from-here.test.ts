import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { fromHere } from './from-here.ts';

test('what lies below is told from here, what lies elsewhere as it was given', () => {
  const elsewhere = join(dirname(resolve('.')), 'elsewhere', 'results');
  expect(
    [resolve('results/a'), resolve('.'), elsewhere, dirname(resolve('.')), 'results/a', '../b', '-'].map(fromHere),
  ).toStrictEqual([join('results', 'a'), '.', elsewhere, dirname(resolve('.')), 'results/a', '../b', '-']);
  // A name that only begins like the way up.
  expect(fromHere(resolve('..results'))).toBe('..results');
});
