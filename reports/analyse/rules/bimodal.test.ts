import { describe, expect, test } from 'vitest';
import { levelsRun } from '../../../testing/reference-seconds.ts';
import { withMeasured } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { bimodal } from './bimodal.ts';

/** Every fourth request is a cache miss. */
const missing = (missMs: number) =>
  levelsRun([20, 40], 20, () => ({ perSec: 80, responseMs: (n) => (n % 4 === 0 ? missMs : 5) * (1 + (n % 7) / 40) }));

test('fires where one level of load has two groups of responses', () => {
  const [finding] = bimodal(missing(200));
  if (finding?.id !== 'bimodal') throw new Error('not bimodal');
  expect(finding).toMatchObject({ confidence: 'estimated', scope: 'load_test' });
  expect(finding.figures.highShare).toBeCloseTo(0.25, 2);
  expect(finding.figures.lowMs).toBeLessThan(7);
  expect(finding.figures.highMs).toBeGreaterThan(180);
});

test('is silent where the slow group is the first seconds, which have a finding of their own', () => {
  const cold = (missMs: number) =>
    levelsRun([20], 36, (_level, at) => ({
      perSec: 80,
      responseMs: (n) => (at < 17 ? 300 : n % 4 === 0 ? missMs : 20) * (1 + (n % 7) / 40),
    }));
  expect(bimodal(cold(20))).toStrictEqual([]);
  // Two groups that lie in the seconds after them are told.
  expect(bimodal(cold(200))).toHaveLength(1);
});

test('is silent where they are one group', () => {
  expect(bimodal(missing(6))).toStrictEqual([]);
});

test('is silent where levels differ, and not the requests of one', () => {
  const run = levelsRun([20, 40], 20, (level) => ({
    perSec: 80,
    responseMs: (n) => (level === 20 ? 5 : 300) * (1 + (n % 7) / 40),
  }));
  expect(bimodal(run)).toStrictEqual([]);
});

test('is silent for a flow, whose requests differ anyway', () => {
  expect(
    bimodal(withMeasured(missing(200), { endpoints: { 'GET /a': {}, 'POST /b': {} }, answered: [] })),
  ).toStrictEqual([]);
});

toldInWords(
  'bimodal',
  (['closed', 'open'] as const).map((model) => ({
    ...{ scenario: 'load_test', model, level: 500, samples: 12_000, lowMs: 3.2, highMs: 120.5, highShare: 0.31 },
  })),
);

describe('one answer in fifty that takes forty times as long', () => {
  /** `isSlow`: which request of which second. */
  const scattered = (isSlow: (n: number, at: number) => boolean) =>
    levelsRun([20], 60, (_, at) => ({
      perSec: 50,
      responseMs: (n) => (isSlow(n, at) ? 400 : 8) * (1 + (n % 7) / 40),
    }));

  test('fires where it comes at any time', () => {
    const [finding] = bimodal(scattered((n) => n === 17));
    expect(finding?.figures).toMatchObject({ highShare: expect.closeTo(0.02, 3), level: 20 });
  });

  test('is silent where all came in a few seconds', () => {
    expect(bimodal(scattered((_, at) => at === 40))).toStrictEqual([]);
  });

  test('is silent where there were too few', () => {
    expect(bimodal(scattered((n, at) => n === 17 && at % 10 === 0))).toStrictEqual([]);
  });
});
