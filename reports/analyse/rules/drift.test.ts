import { describe, expect, test } from 'vitest';
import { levelsRun, measuredSeconds, openPlan, runOf } from '../../../testing/reference-seconds.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { drift, trendOf } from './drift.ts';

const wobble = (at: number) => 1 + 0.1 * Math.sin(at * 12.9898);

test('fires where responses became slower on the same level', () => {
  const run = levelsRun([20], 120, (_, at) => ({ perSec: 20, responseMs: () => (50 + at) * wobble(at) }));
  const [finding] = drift(run);
  if (finding?.id !== 'drift') throw new Error('no drift');
  expect(finding).toMatchObject({
    scope: 'load_test',
    figures: { level: 20, first: { from: 30, to: 60 }, last: { from: 90, to: 120 } },
  });
  expect(finding.figures.ratio).toBeGreaterThan(1.3);
});

test.each([
  ['responses only vary', 120, (at: number) => 80 * wobble(at)],
  ['they rise by a few per cent', 120, (at: number) => (100 + at * 0.05) * wobble(at)],
  ['there is nothing but zeros to compare with', 120, (at: number) => (at < 80 ? 0 : 5)],
  ['they become faster', 120, (at: number) => 200 - at],
  ['the level was held too briefly', 18, (at: number) => 50 + at * 15],
  ['a short level rises by less than half', 40, (at: number) => 100 + at],
  ['nobody would feel it', 120, (at: number) => 4 + at / 20],
  ['only the ramp before left slow ones behind', 120, (at: number) => (at < 25 ? 900 - at * 30 : 80)],
] as const)('is silent where %s', (_what, seconds, ms) => {
  expect(drift(levelsRun([20], seconds, (_, at) => ({ perSec: 20, responseMs: () => ms(at) })))).toStrictEqual([]);
});

test('fires on a short level where the rise is clear', () => {
  const rising = (ms: (at: number) => number, seconds = 24) =>
    drift(levelsRun([20], seconds, (_, at) => ({ perSec: 20, responseMs: () => ms(at) })));
  expect(rising((at) => 60 + at * 8)).toMatchObject([
    // The figures are those of the seconds that are named with them.
    { figures: { first: { from: 6, to: 12 }, firstMs: 132, last: { from: 18, to: 24 }, lastMs: 228 } },
  ]);
  // Slower by half as the whole level was held, of which the settled part shows less.
  expect(rising((at) => (60 + at * 1.6) * wobble(at), 40)).toMatchObject([
    { figures: { first: { from: 10, to: 20 }, last: { from: 30, to: 40 } } },
  ]);
  expect(rising((at) => (60 + at * 0.8) * wobble(at), 40)).toStrictEqual([]);
  // What a ramp left behind is quick; behind it nothing rises.
  expect(rising((at) => (at < 6 ? 30 : 80) * wobble(at))).toStrictEqual([]);
  // By chance alone medians rise as far, and in no order.
  expect(rising((at) => 60 * (1 + ((at * 7) % 5) / 4))).toStrictEqual([]);
});

test('is silent where the figures it would tell do not show the rise: with gaps, thirds of the answers are others', () => {
  const of = (isAnswered: (at: number) => boolean, ms: (at: number) => number) =>
    drift(
      levelsRun([20], 120, (_, at) => ({ perSec: isAnswered(at) ? 20 : 0, responseMs: () => ms(at) * wobble(at) })),
    );
  // Answers of the last third: as quick as those of the first one but for the few before a gap.
  const slowBefore = (at: number) => (at < 60 ? 60 : at < 84 ? 64 + at - 60 : 66);
  const found = of((at) => at < 84 || at > 116, slowBefore);
  expect(found).toStrictEqual([]);
  const rising = of(
    (at) => at % 3 !== 0,
    (at) => 50 + at,
  );
  expect(rising).toHaveLength(1);
  for (const { figures } of rising) {
    if (!('firstMs' in figures) || !('lastMs' in figures)) throw new Error('no drift');
    expect(Number(figures.lastMs) / Number(figures.firstMs)).toBeGreaterThanOrEqual(1.2);
  }
});

test('open load that is not served in time piles up, and that is no drift', () => {
  const of = (served: number) => {
    const seconds = Array.from({ length: 90 }, (_, at) => ({
      ...{ scenario: 'a', vus: 20, perSec: served, dropped: 40 - served, responseMs: () => 60 + at * 8 },
    }));
    const plan = openPlan('a', [
      [0, 40],
      [90, 40],
    ]);
    return drift(runOf(measuredSeconds(seconds), [plan]));
  };
  expect([of(40).length, of(30).length]).toStrictEqual([1, 0]);
});

describe('the trend', () => {
  test('is that of every pair', () => {
    // n = 4, all six pairs rise: 6/√(4·3·13/18).
    expect(trendOf([1, 2, 3, 4])).toBeCloseTo(6 / Math.sqrt((4 * 3 * 13) / 18), 12);
    expect(trendOf([4, 3, 2, 1])).toBeCloseTo(-6 / Math.sqrt((4 * 3 * 13) / 18), 12);
    expect(trendOf([5, 5, 5, 5])).toBe(0);
    expect(trendOf([])).toBe(0);
  });
});

toldInWords(
  'drift',
  (['closed', 'open'] as const).map((model) => ({
    ...{ scenario: 'load_test', model, level: 500, firstMs: 12.4, lastMs: 31.2, ratio: 2.516 },
    ...{ first: { from: 240, to: 1360 }, last: { from: 2480, to: 3600 } },
  })),
);
