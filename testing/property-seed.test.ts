import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { propertySeed } from './property-seed.ts';

test('without a seed it is always the same, and a stated one is taken', () => {
  expect(propertySeed(undefined)).toBe(propertySeed(''));
  expect(['7', '-452793752'].map(propertySeed)).toStrictEqual([7, -452793752]);
});

test('random is another one each time', () => {
  const seeds = new Set(Array.from({ length: 20 }, () => propertySeed('random')));
  expect(seeds.size).toBeGreaterThan(15);
  for (const seed of seeds) expect(propertySeed(String(seed))).toBe(seed);
});

test.each(['1.5', 'x', '4294967296', 'NaN'])('%s is no seed', (stated) =>
  expect(() => propertySeed(stated)).toThrow(stated),
);

test('properties of every file begin at the seed, and one that fails names it', () => {
  expect(fc.readConfigureGlobal().seed).toBe(inject('seed'));
  const values = () => fc.sample(fc.integer(), { seed: inject('seed'), numRuns: 5 });
  const tried: number[] = [];
  fc.assert(
    fc.property(fc.integer(), (value) => {
      tried.push(value);
    }),
    { numRuns: 5 },
  );
  expect(tried).toStrictEqual(values());
  expect(() => fc.assert(fc.property(fc.integer(), () => false))).toThrow(`seed: ${inject('seed')}`);
});
