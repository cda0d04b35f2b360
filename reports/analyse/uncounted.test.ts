import { expect, test } from 'vitest';
import { analysedReference } from '../../testing/reference-runs.ts';
import type { DeliveredScenario } from '../model/analysed.ts';
import { uncounted } from './uncounted.ts';

const run = analysedReference('get-balance');
const peak = run.delivered.filter(({ plan }) => plan.model === 'open');

test('what k6 neither ran nor dropped is what it had not come to, as time at the last rate', () => {
  const [only] = uncounted(
    run,
    peak.map((one) => ({ ...one, deliveredAmount: (one.deliveredAmount ?? 0) - 500 })),
  );
  expect(only).toMatchObject({ scenario: 'peak_test', isLate: true });
  // 5,000 a second at the end of the plan.
  expect(only?.lagMs).toBeCloseTo((only?.iterations ?? 0) / 5);
});

test('where iterations may be longer than the grace at the end, they may have been cut off', () => {
  const short = peak.map(
    (one): DeliveredScenario => ({
      ...one,
      deliveredAmount: 0,
      plan: { ...one.plan, gracefulStopMs: 0 },
    }),
  );
  expect(uncounted(run, short)).toMatchObject([{ isLate: false }]);
});

test('nothing is said where the books close, nor of a run that was cut short', () => {
  const closed = peak.map((one) => ({ ...one, dropped: one.plannedAmount }));
  expect(uncounted(run, closed)).toStrictEqual([]);
  const cut = peak.map((one) => ({ ...one, deliveredAmount: 0, wholeAmount: 1e6 }));
  expect(uncounted(run, cut)).toStrictEqual([]);
});
