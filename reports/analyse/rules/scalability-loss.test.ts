import { expect, test } from 'vitest';
import { levelsRun } from '../../../testing/reference-seconds.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { scalabilityLoss } from './scalability-loss.ts';

const run = (perSec: Readonly<Record<number, number>>) =>
  levelsRun(Object.keys(perSec).map(Number), 10, (level) => ({ perSec: perSec[level] ?? 0, responseMs: () => 20 }));

test('fires for the first step on which users brought too little', () => {
  const [finding] = scalabilityLoss(run({ 20: 20, 40: 40, 80: 48, 160: 48 }));
  expect(finding).toMatchObject({ id: 'scalability-loss', confidence: 'measured' });
  if (finding?.id !== 'scalability-loss') throw new Error('another finding');
  expect(finding.figures.efficiency).toBeCloseTo(0.6, 1);
  expect([finding.figures.fromPerSec, finding.figures.toPerSec]).toStrictEqual([40, 48]);
});

test('what the users could make is told of the level on which each made most, not of one that was held up already', () => {
  const [finding] = scalabilityLoss(run({ 100: 100, 200: 160, 400: 168 }));
  if (finding?.id !== 'scalability-loss') throw new Error('another finding');
  expect(finding.figures.fromPerSec).toBe(160);
  expect(finding.figures.proportionalPerSec).toBeCloseTo(finding.figures.toVus, 0);
});

test('is silent where throughput grew with the users', () => {
  expect(scalabilityLoss(run({ 20: 20, 40: 39, 80: 75 }))).toStrictEqual([]);
});

toldInWords('scalability-loss', [
  {
    ...{ fromVus: 200.4, toVus: 400.2, growth: 1.997 },
    ...{ fromPerSec: 197.3, toPerSec: 301.2, proportionalPerSec: 394.01, efficiency: 0.7642 },
  },
  {
    ...{ fromVus: 800, toVus: 1600, growth: 2 },
    ...{ fromPerSec: 308.2, toPerSec: 299.9, proportionalPerSec: 616.4, efficiency: 0.4865 },
  },
]);
