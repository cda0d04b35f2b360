import { expect, test } from 'vitest';
import { levelsRun } from '../../../testing/reference-seconds.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { warmUp } from './warm-up.ts';

const run = (responseMs: (at: number) => number, seconds = 20) =>
  levelsRun([20], seconds, (_level, at) => ({ perSec: 50, responseMs: () => responseMs(at) }));

test('fires where the first seconds were slow, and tells the p95 without them', () => {
  const [finding] = warmUp(run((at) => (at < 3 ? 200 : 20)));
  expect(finding).toMatchObject({
    id: 'warm-up',
    scope: 'load_test',
    figures: { seconds: 3, firstMs: 200, laterMs: 20, p95Ms: 200, laterP95Ms: 20 },
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
  { scenario: 'a', model: 'closed', level: 20, seconds: 3, firstMs: 200, laterMs: 20, p95Ms: 190, laterP95Ms: 25 },
  { scenario: 'b', model: 'open', level: 120, seconds: 4, firstMs: 310, laterMs: 30, p95Ms: 280, laterP95Ms: 45 },
]);
