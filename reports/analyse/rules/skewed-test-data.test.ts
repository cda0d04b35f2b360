import { expect, test } from 'vitest';
import { referenceRun } from '../../reference-runs.ts';
import { skewedTestData } from './skewed-test-data.ts';

const foreign = { ...referenceRun('get-balance'), api: undefined };

test('fires for the four users of the reference, and says in which way they mislead', () => {
  expect(skewedTestData(referenceRun('get-balance'))).toMatchObject([
    { id: 'skewed-test-data', severity: 'note', figures: { keys: 4, kind: 'read' } },
  ]);
  expect(skewedTestData(referenceRun('place-order'))).toMatchObject([{ figures: { kind: 'write' } }]);
  expect(skewedTestData({ ...foreign, keys: 99 })).toMatchObject([{ figures: { keys: 99, kind: undefined } }]);
});

test('is silent from a hundred keys on, and where nobody knows them', () => {
  expect(skewedTestData({ ...foreign, keys: 100 })).toStrictEqual([]);
  expect(skewedTestData(foreign)).toStrictEqual([]);
});
