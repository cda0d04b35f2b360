import { describe, expect, test } from 'vitest';
import { changePoints } from './change-points.ts';
import { uniform } from './random.ts';

const noise = (length: number, seed: number, level = 0, spread = 1) => {
  const next = uniform(seed);
  return Array.from({ length }, () => level + spread * (next() + next() + next() - 1.5));
};

const find = (values: readonly number[]) => changePoints(values, 5, 0.01);

describe('a series', () => {
  test('that steps up has its place there, and no other', () => {
    expect(find([...noise(20, 1), ...noise(12, 2, 3)])).toStrictEqual([20]);
  });

  test('that steps up and down has both', () => {
    expect(find([...noise(15, 3), ...noise(15, 4, 3), ...noise(15, 5)])).toStrictEqual([15, 30]);
  });

  test('with one bad run among good ones has none', () => {
    expect(find([...noise(12, 6), 20, ...noise(12, 7)])).toStrictEqual([]);
  });

  test('that is level, short or empty has none', () => {
    expect([find([]), find([1, 2, 3]), find(Array.from({ length: 30 }, () => 5))]).toStrictEqual([[], [], []]);
    expect(find([...noise(4, 8), ...noise(20, 9, 9)]).filter((at) => at < 5)).toStrictEqual([]);
  });

  test('without a change seldom has one', () => {
    const found = Array.from({ length: 200 }, (_, seed) => find(noise(20, 100 + seed)).length);
    // 1 % of 200, and what chance adds.
    expect(found.filter((count) => count > 0).length).toBeLessThanOrEqual(7);
  });

  test('of two hundred runs is looked at within a second', () => {
    const before = performance.now();
    find(noise(200, 10));
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
