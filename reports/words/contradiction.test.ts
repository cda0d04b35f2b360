import { expect, test } from 'vitest';
import { shortNames } from './contradiction.ts';

test('files are named without their folders, but for what tells them apart', () => {
  expect([
    shortNames('results/a/summary.json', 'out.txt', 'stdin'),
    shortNames('results/a/summary.json', 'results/b/summary.json', 'stdin'),
    shortNames('C:\\runs\\summary.json', '-', 'stdin'),
    shortNames('x/same.json', 'x/same.json', 'stdin'),
    shortNames('same.json', 'x/same.json', 'stdin'),
  ]).toStrictEqual([
    ['summary.json', 'out.txt'],
    ['a/summary.json', 'b/summary.json'],
    ['summary.json', 'stdin'],
    ['x/same.json', 'x/same.json'],
    ['same.json', 'x/same.json'],
  ]);
});
