import { expect, test } from 'vitest';
import { levelsRun } from '../../../testing/reference-seconds.ts';
import { generatorLimited } from './generator-limited.ts';
import { saturationPointFound } from './saturation-point.ts';

const run = (perSec: (vus: number) => number) =>
  levelsRun([10, 20, 40, 80, 160, 320], 8, (level) => ({ perSec: perSec(level), responseMs: () => 20 }));

test('fires where throughput stopped growing with users', () => {
  expect(saturationPointFound(run((vus) => Math.min(vus, 60)))).toMatchObject([
    { id: 'saturation-point', confidence: 'estimated', figures: { levels: 6, maxVus: 320 } },
  ]);
});

test('is silent where it grew to the last', () => {
  expect(saturationPointFound(run((vus) => vus))).toStrictEqual([]);
});

// Of a level that is hardly longer than an iteration, edges make up most.
test('is silent where a first level that was measured too high only makes the rest look slow', () => {
  expect(saturationPointFound(run((vus) => (vus === 10 ? 20 : vus)))).toStrictEqual([]);
});

test('then nobody says that the load generator was the limit', () => {
  expect(generatorLimited(run((vus) => Math.min(vus, 60)))).toStrictEqual([]);
  expect(generatorLimited(run((vus) => vus))).toMatchObject([{ figures: { shownPerSec: 320 } }]);
});
