import { expect, test } from 'vitest';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { withMeasured, withTotal } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import type { Responses } from '../../model/measurement.ts';
import { checksVsHttp } from './checks-vs-http.ts';

const counting = (failedRequests: number, checksFailed: number, api: 'place-order' | 'get-balance' = 'get-balance') =>
  withTotal(referenceRun(api), { requests: 100, failedRequests, checksFailed, checksPassed: 100 - checksFailed });

const rejected: Responses = {
  scenario: undefined,
  name: undefined,
  status: 409,
  errorCode: undefined,
  expected: true,
  count: 7,
};

test('fires where requests failed and no check did', () => {
  expect(checksVsHttp(counting(5, 0))).toStrictEqual([
    {
      id: 'checks-vs-http',
      severity: 'warning',
      confidence: 'measured',
      scope: 'total',
      figures: { failedRequests: 5, checksFailed: 0, checks: 100, rejections: [] },
    },
  ]);
});

test('fires where checks failed and no request did, naming rejections that may explain it', () => {
  expect(checksVsHttp(counting(0, 7))).toMatchObject([{ figures: { checksFailed: 7, rejections: [] } }]);
  expect(checksVsHttp(counting(0, 7, 'place-order'))).toMatchObject([{ figures: { rejections: [409] } }]);
});

test('is silent where rejections do explain it', () => {
  const run = withMeasured(counting(0, 7, 'place-order'), { responses: [rejected] });
  expect(checksVsHttp(run)).toStrictEqual([]);
  // One more than that is a failure that k6 does not see.
  const more = withMeasured(counting(0, 8, 'place-order'), { responses: [rejected] });
  expect(checksVsHttp(more)).toMatchObject([{ figures: { checksFailed: 8, rejections: [] } }]);
});

test('fires where rejections explain nothing, because nothing checked them', () => {
  const unchecked = withTotal(counting(0, 7, 'place-order'), { checksPassed: 86 });
  expect(checksVsHttp(withMeasured(unchecked, { responses: [rejected] }))).toMatchObject([
    { figures: { checksFailed: 7, checks: 93, rejections: [] } },
  ]);
});

test('is silent where both fail or neither does', () => {
  expect([checksVsHttp(counting(5, 3)), checksVsHttp(counting(0, 0))]).toStrictEqual([[], []]);
});

test('is silent without checks, and where nobody counted failures', () => {
  const run = counting(5, 0);
  expect(checksVsHttp(withTotal(run, { checksPassed: undefined, checksFailed: undefined }))).toStrictEqual([]);
  expect(checksVsHttp(withTotal(run, { checksPassed: 0 }))).toStrictEqual([]);
  expect(checksVsHttp(withTotal(run, { failedRequests: undefined }))).toStrictEqual([]);
});

toldInWords('checks-vs-http', [
  { failedRequests: 5, checksFailed: 0, checks: 100, rejections: [] },
  { failedRequests: 0, checksFailed: 7, checks: 100, rejections: [] },
  { failedRequests: 0, checksFailed: 7, checks: 100, rejections: [409, 422] },
]);
