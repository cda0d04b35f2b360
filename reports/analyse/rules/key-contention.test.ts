import { expect, test } from 'vitest';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { levelsRun } from '../../../testing/reference-seconds.ts';
import { withTotal } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import type { Run } from '../../model/run.ts';
import { keyContention } from './key-contention.ts';

const withKeys = (keys: number | undefined): Run => ({
  ...referenceRun('recharge-balance', {}),
  record: undefined,
  keys,
});

test('fires for the writes of the reference: 2.57 and 1.99 lanes for four users', () => {
  const [recharge] = keyContention(withKeys(4));
  expect(recharge).toMatchObject({ id: 'key-contention', confidence: 'estimated', figures: { keys: 4 } });
  const figures = recharge?.id === 'key-contention' ? recharge.figures : undefined;
  expect(figures?.effectiveLanes).toBeCloseTo(2.5655, 3);
  expect(figures?.possiblePerSec).toBeCloseTo(495.66, 2);
  expect(figures?.msPerLane).toBeCloseTo(12.582, 3);
  expect(keyContention({ ...referenceRun('place-order'), keys: 4 })).toHaveLength(1);
});

test('is silent for an inquiry, which takes no lock', () => {
  expect(keyContention({ ...referenceRun('get-product'), keys: 4 })).toStrictEqual([]);
});

test('is silent where more is served at once than a lock per key allows', () => {
  expect(keyContention(withKeys(2))).toStrictEqual([]);
  // The fastest response also holds what a lock does not cover.
  expect(keyContention(withKeys(2.5655 / 1.2))).toHaveLength(1);
});

test('is silent with many keys: a lock per key would leave most of them idle', () => {
  expect(keyContention(withKeys(10))).toHaveLength(1);
  expect(keyContention(withKeys(11))).toStrictEqual([]);
});

test('is silent where no request needs to wait for the key of another one', () => {
  const few = { requestsPerSec: 4, durationMs: { min: 600, med: 900, avg: 900 }, iterationDurationMs: { avg: 1900 } };
  const quick = { ...few, successDurationMs: few.durationMs };
  // 3.6 requests in flight at 2.4 lanes.
  const run = { ...withTotal(withKeys(4), quick), thinkMs: 100 };
  expect(keyContention(run)).toStrictEqual([]);
  expect(keyContention({ ...run, keys: 3 })).toHaveLength(1);
});

test('is silent where nobody knows the keys', () => {
  expect(keyContention(withKeys(undefined))).toStrictEqual([]);
});

test('names the keys of the API, and the product that every order buys', () => {
  const { record } = referenceRun('recharge-balance');
  expect(keyContention({ ...withKeys(4), record })).toMatchObject([
    { figures: { keyKind: 'users', assumed: false, sameProduct: false } },
  ]);
  expect(keyContention(withKeys(4))).toMatchObject([{ figures: { assumed: true } }]);
  expect(keyContention(referenceRun('place-order'))).toMatchObject([
    { figures: { keyKind: 'users', sameProduct: true } },
  ]);
});

test('on a saturated level lanes were always busy: the time for which one is held is that of the level', () => {
  const run = levelsRun([50, 100, 300, 600], 8, (level) => ({
    perSec: Math.min(level, 318),
    responseMs: () => (level > 318 ? 900 : 11),
  }));
  const [found] = keyContention({ ...run, keys: 4 });
  if (found?.id !== 'key-contention') throw new Error('no contention');
  expect(found.figures.msPerLane).toBeCloseTo(4000 / 318, 2);
  expect(found.figures.levelVus).toBeCloseTo(600, -1);
});

toldInWords(
  'key-contention',
  (['users', 'products', undefined] as const).flatMap((keyKind) =>
    [true, false].map((flag) => ({
      ...{
        keys: 4,
        moreKeys: 40,
        effectiveLanes: 1.985,
        inFlight: 2011,
        requestsPerSec: 173.5,
        possiblePerSec: flag ? 349.6 : undefined,
        msPerLane: 23.05,
        levelVus: flag ? 799.6 : undefined,
      },
      keyKind,
      assumed: flag,
      sameProduct: flag,
    })),
  ),
);
