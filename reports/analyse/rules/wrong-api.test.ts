import { expect, test } from 'vitest';
import { ownApi } from '../../../testing/own-project.ts';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { withMeasured } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import type { Run } from '../../model/run.ts';
import { wrongApi } from './wrong-api.ts';

const titled = (id: string) => ({ id, title: ownApi(id).title });
const BALANCE = titled('get-balance');
const ORDER = titled('place-order');

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
      figures: { api: BALANCE, others: [ORDER], checks: ['orders status is 200'] },
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
  { api: BALANCE, others: [ORDER], checks: ['orders status is 200'] },
  {
    api: BALANCE,
    others: [ORDER, titled('get-product')],
    checks: ['orders status is 200', 'getProduct status is 200'],
  },
]);
