import { expect, test } from 'vitest';
import { levelsRun } from '../../../testing/reference-seconds.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { uniform } from '../../numbers/random.ts';
import { pauses } from './pauses.ts';

const run = (isPaused: (at: number) => boolean, slow = 10) =>
  levelsRun([20], 40, (_level, at) => ({ perSec: 50, responseMs: (n) => (isPaused(at) && n < slow ? 300 : 20) }));

test('fires where everything stood still again and again, and tells how often and for how long', () => {
  const [finding] = pauses(run((at) => at % 5 === 2));
  expect(finding).toMatchObject({
    id: 'pauses',
    figures: { pauses: 8, everySec: 5, forMs: 280, slow: 80, samples: 2000, medMs: 20 },
  });
});

test('is silent where slow requests come one by one, too seldom, or at no regular time', () => {
  expect(pauses(run((at) => at % 5 === 2, 3))).toStrictEqual([]);
  expect(pauses(run((at) => at % 12 === 2))).toStrictEqual([]);
  expect(pauses(run((at) => [1, 3, 11, 14, 30, 38].includes(at)))).toStrictEqual([]);
});

test('tells pauses that come every second or twice in it', () => {
  const often = (times: number) =>
    levelsRun([20], 20, () => ({ perSec: 100, responseMs: (n) => (n % (100 / times) < 8 ? 130 : 12) }));
  // Nothing is older than the run, so its first requests are short.
  expect(pauses(often(1))).toMatchObject([{ figures: { pauses: 19, everySec: 1, forMs: expect.closeTo(118, 3) } }]);
  expect(pauses(often(2))).toMatchObject([{ figures: { pauses: 39, everySec: 0.5 } }]);
});

test('counts a pause that too few requests met as one of the others', () => {
  const run = levelsRun([20], 20, (_level, at) => ({
    perSec: 100,
    responseMs: (n) => (n < (at === 7 || at === 15 ? 3 : 8) ? 130 : 12),
  }));
  expect(pauses(run)).toMatchObject([{ figures: { everySec: 1 } }]);
});

test('is silent where requests come to a halt together at random', () => {
  const random = uniform(7);
  for (let time = 0; time < 100; time += 1) {
    const halts = new Set(Array.from({ length: 8 }, () => Math.floor(random() * 200)));
    const run = levelsRun([20], 20, (_level, at) => ({
      perSec: 100,
      responseMs: (n) => (halts.has(at * 10 + Math.floor(n / 10)) ? 300 : 20),
    }));
    expect(pauses(run)).toStrictEqual([]);
  }
});

test('is silent where slow requests lie elsewhere as well', () => {
  const spread = levelsRun([20], 40, (_level, at) => ({
    perSec: 50,
    responseMs: (n) => (n < (at % 5 === 2 ? 10 : 4) ? 300 : 20),
  }));
  expect(pauses(spread)).toStrictEqual([]);
});

toldInWords('pauses', [
  { scenario: 'a', pauses: 6, everySec: 5, forMs: 290, slow: 60, samples: 2000, medMs: 20 },
  { scenario: 'b', pauses: 9, everySec: 2.5, forMs: 120, slow: 90, samples: 4000, medMs: 12 },
]);
