import { expect, test } from 'vitest';
import { RUN_START_MS } from '../../../testing/reference-samples.ts';
import { closedPlan, levelsRun, measuredSeconds, runOf } from '../../../testing/reference-seconds.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { warmUp } from './warm-up.ts';

const run = (responseMs: (at: number) => number, seconds = 20) =>
  levelsRun([20], seconds, (_level, at) => ({ perSec: 50, responseMs: () => responseMs(at) }));

test('fires where the first seconds were slow, and tells the p95 without them', () => {
  const [finding] = warmUp(run((at) => (at < 3 ? 200 : 20)));
  expect(finding).toMatchObject({
    id: 'warm-up',
    scope: 'load_test',
    figures: { seconds: 3, firstMs: 200, laterMs: 20, quantile: 0.95, withMs: 200, withoutMs: 20 },
  });
});

test('is silent where one second was slow, or all of them, or as many as came after', () => {
  expect(warmUp(run((at) => (at < 1 ? 200 : 20)))).toStrictEqual([]);
  expect(warmUp(run(() => 200))).toStrictEqual([]);
  expect(warmUp(run((at) => (at < 12 ? 200 : 20)))).toStrictEqual([]);
});

test('is silent where later seconds are slow as well, and where too few came after', () => {
  expect(warmUp(run((at) => (at < 3 || at === 15 ? 200 : 20)))).toStrictEqual([]);
  expect(warmUp(run((at) => (at < 3 ? 200 : 20), 7))).toStrictEqual([]);
});

test('is told beside a k6 that starved later, and not where it starved then', () => {
  const starved = (from: number, to: number) => ({
    ...run((at) => (at < 8 ? 300 : 40), 30),
    generator: Array.from({ length: 30 }, (_, second) => ({
      ...{ epochMs: RUN_START_MS + (second + 1) * 1000, cpuCores: 0.03, allowedCores: 1, throttledMs: 0 },
      runDelayMs: second >= from && second < to ? 1_400 : 10,
    })),
  });
  expect(warmUp(starved(12, 30))).toMatchObject([{ figures: { firstMs: 300, laterMs: 40 } }]);
  expect(warmUp(starved(2, 8))).toStrictEqual([]);
});

test('counts what the same level shows later in the run', () => {
  const cold = (coldSec: number, back: number) => {
    let second = -1;
    return levelsRun([20, 60, 20], 6, () => {
      second += 1;
      const ms = second < coldSec ? 200 : second >= 12 ? back : 20;
      return { perSec: 50, responseMs: () => ms };
    });
  };
  expect(warmUp(cold(3, 20))).toMatchObject([{ figures: { seconds: 3, firstMs: 200, laterMs: 20 } }]);
  expect(warmUp(cold(3, 90))).toStrictEqual([]);
});

/** Users on the rise for 3 s and then held; the slow seconds hold few answers, for each takes nearly a second. */
const rising = (ms: (at: number) => number) => {
  const seconds = Array.from({ length: 30 }, (_, at) => ({
    ...{ perSec: ms(at) > 500 ? 20 : 150, vus: Math.min(20, 7 * (at + 1)) },
    responseMs: () => ms(at),
  }));
  const plan = closedPlan('load_test', [
    [0, 0],
    [3, 20],
    [27, 20],
  ]);
  return runOf(measuredSeconds(seconds), [plan]);
};

test('counts from the start where the ramp before the level was slow already, by time and not by answers', () => {
  expect(warmUp(rising((at) => (at < 6 ? 900 : 16)))).toMatchObject([
    { figures: { seconds: 6, firstMs: 900, laterMs: 16, quantile: 0.99, withMs: 900, withoutMs: 16 } },
  ]);
  // The ramp was quick: what is slow then comes with the load.
  expect(warmUp(rising((at) => (at > 2 && at < 6 ? 900 : 16)))).toStrictEqual([]);
});

test('is silent of random times', () => {
  let seed = 1;
  const next = () => {
    seed = (seed * 48_271) % 0x7fff_ffff;
    return seed / 0x7fff_ffff;
  };
  for (let tries = 0; tries < 50; tries += 1) {
    expect(warmUp(levelsRun([20], 20, () => ({ perSec: 20, responseMs: () => -20 * Math.log(next()) })))).toStrictEqual(
      [],
    );
  }
});

toldInWords('warm-up', [
  {
    scenario: 'a',
    model: 'closed',
    level: 20,
    seconds: 3,
    firstMs: 200,
    laterMs: 20,
    quantile: 0.95,
    withMs: 190,
    withoutMs: 25,
  },
  {
    scenario: 'b',
    model: 'open',
    level: 120,
    seconds: 4,
    firstMs: 310,
    laterMs: 30,
    quantile: 0.99,
    withMs: 280,
    withoutMs: 45,
  },
]);
