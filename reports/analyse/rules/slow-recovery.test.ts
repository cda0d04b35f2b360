import { expect, test } from 'vitest';
import { closedPlan, measuredSeconds, runOf, type Second } from '../../../testing/reference-seconds.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { slowRecovery } from './slow-recovery.ts';

const plan = closedPlan('load_test', [
  [0, 20],
  [20, 20],
  [5, 200],
  [10, 200],
  [5, 20],
  [30, 20],
]);

/** 20 users, 200 for ten seconds, 20 again; after the peak it takes so long until responses are as before. */
function spike(slowSec: number) {
  const second = (at: number): Second => {
    const calm = { perSec: 20, vus: 20, responseMs: () => 50 };
    if (at < 20) return calm;
    if (at < 40) return { perSec: 40, vus: 200, responseMs: () => 4000 };
    return at < 40 + slowSec ? { ...calm, responseMs: () => 2000 } : calm;
  };
  return runOf(measuredSeconds(Array.from({ length: 70 }, (_, at) => second(at))), [plan]);
}

test('fires where responses stayed slow after the peak, and tells for how long', () => {
  expect(slowRecovery(spike(12))).toMatchObject([
    {
      id: 'slow-recovery',
      scope: 'load_test',
      figures: { peak: 200, level: 20, beforeMs: 50, recoverySec: 11, watchedSec: 30 },
    },
  ]);
});

test('fires where they never became fast again', () => {
  expect(slowRecovery(spike(40))).toMatchObject([{ figures: { recoverySec: undefined } }]);
});

test('is silent where they were fast again at once', () => {
  expect(slowRecovery(spike(0))).toStrictEqual([]);
  expect(slowRecovery(spike(4))).toStrictEqual([]);
});

test('is silent without a peak', () => {
  const seconds = Array.from({ length: 70 }, (): Second => ({ perSec: 20, vus: 20, responseMs: () => 50 }));
  const flat = closedPlan('load_test', [
    [0, 20],
    [70, 20],
  ]);
  expect(slowRecovery(runOf(measuredSeconds(seconds), [flat]))).toStrictEqual([]);
});

test('seconds in which nothing was answered are no slow ones', () => {
  const seconds = Array.from({ length: 70 }, (_, at): Second => {
    if (at >= 20 && at < 40) return { perSec: 40, vus: 200, responseMs: () => 4000 };
    // Users who think for long: an answer every third second after the peak.
    return { perSec: at < 40 || at % 3 === 0 ? 20 : 0, vus: 20, responseMs: () => 50 };
  });
  expect(slowRecovery(runOf(measuredSeconds(seconds), [plan]))).toStrictEqual([]);
});

test('one slow response among few is none', () => {
  const seconds = Array.from({ length: 70 }, (_, at): Second => {
    if (at >= 20 && at < 40) return { perSec: 40, vus: 200, responseMs: () => 4000 };
    return { perSec: 2, vus: 20, responseMs: (n) => (at >= 40 && n === 0 ? 80 : 50) };
  });
  expect(slowRecovery(runOf(measuredSeconds(seconds), [plan]))).toStrictEqual([]);
});

test('the next peak is no slow recovery from the one before', () => {
  const peaks = closedPlan('load_test', [
    [0, 20],
    [20, 20],
    [0, 200],
    [10, 200],
    [0, 20],
    [4, 20],
    [0, 300],
    [30, 300],
  ]);
  const seconds = Array.from({ length: 64 }, (_, at): Second => {
    const isCalm = at < 20 || (at >= 30 && at < 34);
    return isCalm
      ? { perSec: 20, vus: 20, responseMs: () => (at === 30 ? 900 : 50) }
      : { perSec: 40, vus: 200, responseMs: () => 4000 };
  });
  expect(slowRecovery(runOf(measuredSeconds(seconds), [peaks]))).toStrictEqual([]);
});

toldInWords(
  'slow-recovery',
  (['closed', 'open'] as const).flatMap((model) =>
    [undefined, 23].map((recoverySec) => ({
      ...{ scenario: 'load_test', model, peak: 3000, level: 200, beforeMs: 21.3, recoveredRatio: 1.5 },
      ...{ peakMs: 9876.5, recoverySec, watchedSec: 50 },
    })),
  ),
);
