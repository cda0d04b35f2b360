import { expect, test } from 'vitest';
import { levelsRun } from '../../../testing/reference-seconds.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { generatorLimited } from './generator-limited.ts';
import { saturationPointFound } from './saturation-point.ts';

const run = (perSec: (vus: number) => number) =>
  levelsRun([10, 20, 40, 80, 160, 320], 8, (level) => ({ perSec: perSec(level), responseMs: () => 20 }));

test('fires where throughput stopped growing with users', () => {
  expect(saturationPointFound(run((vus) => Math.min(vus, 60)))).toMatchObject([
    { id: 'saturation-point', confidence: 'estimated', figures: { levels: 6, maxVus: 320 } },
  ]);
});

test('levels are advised that tell more than those that were held: between the two around the knee', () => {
  const stopped = run((vus) => Math.min(vus, 60));
  expect(saturationPointFound(stopped)).toMatchObject([
    { figures: { knee: { from: 40, to: 80 }, advisedVus: [40, 50, 60, 70, 80], isGoalOpen: false } },
  ]);
  const expression = 'p(95)<1000';
  const goal = { metric: 'http_req_duration', expression, passed: true };
  const withGoal = { ...stopped, measured: { ...stopped.measured, thresholds: [goal] } };
  // All levels met it, so what is beyond the highest, 320, is open.
  expect(saturationPointFound(withGoal)).toMatchObject([
    { figures: { advisedVus: [40, 50, 60, 70, 80, 640], isGoalOpen: true } },
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

toldInWords(
  'saturation-point',
  [undefined, 250.2].map((fallenPerSec) => ({
    ...{ levels: 7, minVus: 50, maxVus: 3200, capacityPerSec: 316.9, capacityVus: 1600, kneeVus: 321.2 },
    knee: fallenPerSec === undefined ? undefined : { from: 200, to: 400 },
    advisedVus: [150, 300, 600],
    isGoalOpen: false,
    ...{ fallenPerSec, sigma: 0.0031, kappa: 1.2e-8, r2: 0.9712 },
  })),
);
