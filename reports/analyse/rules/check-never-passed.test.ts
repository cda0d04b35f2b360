import { expect, test } from 'vitest';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { withMeasured } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import type { Check } from '../../model/measurement.ts';
import { checkNeverPassed } from './check-never-passed.ts';

const of = (...checks: Check[]) => checkNeverPassed(withMeasured(referenceRun('place-order'), { checks }));

test('fires for a check that failed every time, and names its groups', () => {
  const found = of(
    { name: 'status', group: '::cart', passed: 100, failed: 0 },
    { name: 'status', group: '::pay::card', passed: 0, failed: 100 },
    { name: 'body', passed: 0, failed: 200 },
  );
  expect(found).toStrictEqual([
    {
      id: 'check-never-passed',
      severity: 'warning',
      confidence: 'measured',
      scope: 'total',
      figures: {
        checks: [
          { path: 'body', failed: 200 },
          { path: 'pay › card › status', failed: 100 },
        ],
        more: 0,
      },
    },
  ]);
});

test('names some of very many, those that failed most often', () => {
  const checks = Array.from({ length: 40 }, (_, at) => ({ name: `c${at}`, passed: 0, failed: at + 1 }));
  const [found] = of(...checks);
  expect(found).toMatchObject({ figures: { more: 35, checks: [{ path: 'c39', failed: 40 }, {}, {}, {}, {}] } });
});

test('is silent where a check passed once, was never reached, or was not counted', () => {
  expect(
    of(
      { name: 'a', passed: 1, failed: 999 },
      { name: 'b', passed: 0, failed: 0 },
      { name: 'c', passed: undefined, failed: 0 },
      { name: 'd', passed: undefined, failed: 3 },
    ),
  ).toStrictEqual([]);
});

toldInWords('check-never-passed', [
  { checks: [{ path: '결제 › 상태 200', failed: 100 }], more: 0 },
  {
    checks: [
      { path: 'a', failed: 3 },
      { path: 'b', failed: 2 },
    ],
    more: 0,
  },
  {
    checks: [
      { path: 'a', failed: 3 },
      { path: 'b', failed: 2 },
    ],
    more: 7,
  },
]);
