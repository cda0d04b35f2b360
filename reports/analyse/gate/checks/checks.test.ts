import { expect, test } from 'vitest';
import { k6Options } from '../../../../options/k6-options.ts';
import { ownApi, PROJECT } from '../../../../testing/own-project.ts';
import { foreignRun, recordOf, referenceSummary } from '../../../../testing/reference-runs.ts';
import { withMeasured } from '../../../../testing/test-runs.ts';
import type { Check, Measurement, Responses } from '../../../model/measurement.ts';
import type { Run } from '../../../model/run.ts';
import { analyse } from '../../analyse.ts';
import { gate } from '../judge.ts';

const [order, product] = [ownApi('place-order'), ownApi('get-product')];

/** A run of a flow over two APIs, as its record tells it. */
function flow(changes: Partial<Measurement>): Run {
  const load = { profile: 'seed', scale: 1, durationScale: 1 } as const;
  const options = k6Options('login-and-order', { 'get-product': product, 'place-order': order }, load, PROJECT);
  const run = foreignRun(referenceSummary('get-balance'));
  const total = { requests: 2000, failedRequests: 0, failedRatio: 0, requestsPerSec: 20, iterations: 1000 };
  const thresholds = [{ metric: 'http_req_failed', expression: 'rate<0.5', passed: true, samples: 2000 }];
  const own: Run = { ...run, name: 'login-and-order', project: PROJECT, options: { ...options }, planned: [] };
  return withMeasured(own, { total, scenarios: {}, thresholds, checks: [], ...changes });
}

const check = (name: string, failed: number, of = 1000): Check => ({ name, passed: of - failed, failed });
const answer = (name: string, status: number, count: number): Responses => ({
  scenario: 'load_test',
  name,
  status,
  errorCode: undefined,
  expected: true,
  count,
});

const judged = (run: Run) => gate([analyse(run)]).runs[0];
const checkRow = (run: Run) => judged(run)?.rows.find((row) => row.part === 'validity' && row.check === 'checks');

test('a flow promises the checks of its APIs, each by itself: more than 1 % failed is a missed goal', () => {
  const of = (failed: number) => judged(flow({ checks: [check(product.check, failed), check(order.check, 0)] }));
  expect(of(10)).toMatchObject({ verdict: 'pass', reservations: [] });
  // 11 of 2,000 of all checks are 0.55 %.
  expect(of(11)).toMatchObject({
    verdict: 'slo-fail',
    rows: expect.arrayContaining([
      expect.objectContaining({
        check: 'checks',
        actual: 0.011,
        reason: { kind: 'checks-failed', check: product.check, ratio: 0.011, checks: 1 },
      }),
    ]),
  });
});

test('a script that is not wired leaves a pass conditional, though a profile was named for it', () => {
  const checks = [check('body', 500)];
  for (const options of [undefined, { ext: null }, { ext: { buha: { apis: [] } } }, { ext: { buha: 'x' } }]) {
    expect(judged({ ...flow({ checks }), options })?.reservations).toEqual([
      { kind: 'checks-failed', check: 'body', ratio: 0.5, checks: 1 },
    ]);
  }
});

test('rejections of one API of a flow excuse no failed check of another, nor those that nobody checked', () => {
  const responses = [
    answer(product.request, 200, 1000),
    answer(order.request, 409, 900),
    answer(order.request, 200, 100),
  ];
  const of = (...checks: Check[]) => checkRow(flow({ checks, responses }))?.actual;
  expect(of(check(product.check, 300), check(order.check, 0, 100))).toBe(0.3);
  // Since 0.2 nothing checks a rejection: these are answers of another kind.
  expect(of(check(product.check, 0), check(order.check, 20, 100))).toBe(0.2);
  // Before, each of them failed its check.
  expect(of(check(product.check, 0), check(order.check, 900))).toBeUndefined();
  expect(of(check(product.check, 0), check(order.check, 920))).toBe(0.02);
});

test('a check of the script’s own within a flow is held to the same', () =>
  expect(checkRow(flow({ checks: [check(product.check, 0), check('has a price', 11)] }))?.actual).toBe(0.011));

test('a record of before 0.2 does not say what its flow calls: that it has a profile tells', () => {
  const record = recordOf('get-product', { apis: [], options: {} });
  const run = { ...flow({ checks: [check('body', 11)] }), record, options: {} };
  expect(checkRow(run)?.outcome).toBe('slo-fail');
  const { profile: _, ...own } = record;
  expect(checkRow({ ...run, record: own })).toBeUndefined();
});
