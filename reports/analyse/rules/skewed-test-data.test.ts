import { expect, test } from 'vitest';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import type { Run } from '../../model/run.ts';
import { skewedTestData } from './skewed-test-data.ts';

const foreign = { ...referenceRun('get-balance'), api: undefined };

test('fires for the four users of the reference, and says in which way they mislead', () => {
  expect(skewedTestData(referenceRun('get-balance'))).toMatchObject([
    {
      id: 'skewed-test-data',
      severity: 'note',
      confidence: 'measured',
      figures: { keys: 4, kind: 'read', keyKind: 'users', assumed: false },
    },
  ]);
  expect(skewedTestData(referenceRun('place-order'))).toMatchObject([{ figures: { kind: 'write' } }]);
  expect(skewedTestData({ ...foreign, keys: 99 })).toMatchObject([{ figures: { keys: 99, kind: undefined } }]);
});

test('is an estimate where no record tells the test data', () => {
  const run: Run = { ...referenceRun('get-product'), record: undefined, keys: 4 };
  expect(skewedTestData(run)).toMatchObject([
    { confidence: 'estimated', figures: { keys: 4, keyKind: 'products', assumed: true } },
  ]);
});

test('is silent from a hundred keys on, and where nobody knows them', () => {
  expect(skewedTestData({ ...foreign, keys: 100 })).toStrictEqual([]);
  expect(skewedTestData(foreign)).toStrictEqual([]);
});

toldInWords('skewed-test-data', [
  { keys: 4, moreKeys: 40, enoughKeys: 100, kind: 'read', keyKind: 'products', assumed: false },
  { keys: 4, moreKeys: 40, enoughKeys: 100, kind: 'write', keyKind: 'users', assumed: false },
  { keys: 4, moreKeys: 40, enoughKeys: 100, kind: 'write', keyKind: 'users', assumed: true },
  { keys: 1, moreKeys: 10, enoughKeys: 100, kind: undefined, keyKind: undefined, assumed: true },
]);
