import { expect, test } from 'vitest';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { withMeasured } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import type { Run } from '../../model/run.ts';
import { wrongApi } from './wrong-api.ts';

const run = referenceRun('get-balance');
const checking = (...names: string[]): Run =>
  withMeasured(run, { checks: names.map((name) => ({ name, passed: 1, failed: 0 })) });

test('fires where every check is one of another API', () => {
  expect(wrongApi(checking('orders status is 200'))).toStrictEqual([
    {
      id: 'wrong-api',
      severity: 'critical',
      confidence: 'measured',
      scope: 'total',
      figures: { api: 'get-balance', others: ['place-order'], checks: ['orders status is 200'] },
    },
  ]);
});

test('is silent for its own check, for one that the catalogue lacks, and without any', () => {
  expect(wrongApi(run)).toStrictEqual([]);
  expect(wrongApi(checking('orders status is 200', 'status is 200'))).toStrictEqual([]);
  expect(wrongApi(checking('orders status is 200', 'getBalance status is 200'))).toStrictEqual([]);
  expect(wrongApi(checking())).toStrictEqual([]);
  expect(wrongApi({ ...checking('orders status is 200'), api: undefined })).toStrictEqual([]);
});

test('is silent where the requests are those of the API: only the name of the check was copied', () => {
  const copied = withMeasured(checking('orders status is 200'), { endpoints: { 'GET /v1/users/{id}/balance': {} } });
  expect(wrongApi(copied)).toStrictEqual([]);
});

toldInWords('wrong-api', [
  { api: 'get-balance', others: ['place-order'], checks: ['orders status is 200'] },
  {
    api: 'get-balance',
    others: ['place-order', 'get-product'],
    checks: ['orders status is 200', 'getProduct status is 200'],
  },
]);
