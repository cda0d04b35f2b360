import { expect, test } from 'vitest';
import { foreignRun, type ReferenceApi, referenceRun, referenceSummary } from '../../testing/reference-runs.ts';
import type { Run } from '../model/run.ts';
import { arrivalCeilings } from './arrival-ceiling.ts';

function ceilingOf(run: Run) {
  const [only, ...others] = arrivalCeilings(run);
  expect(others).toStrictEqual([]);
  if (!only) throw new Error('no ceiling');
  return only;
}

test.each<[ReferenceApi, string, string, number]>([
  ['get-balance', '249.8', '9.3', 10_009],
  ['recharge-balance', '496.0', '18.1', 5040],
  ['place-order', '494.3', '18.1', 5057],
  ['get-product', '499.4', '18.2', 5006],
])(
  '%s: 500 VUs start at most %s a second on any server, %s % of the plan; 5 000 a second need %d',
  (api, perSec, percent, vus) => {
    const { plan, ceilingPerSec, peakRate, reachableRatio, vusNeeded } = ceilingOf(referenceRun(api));
    expect(plan.name).toBe('peak_test');
    expect(peakRate).toBe(5000);
    expect(ceilingPerSec.toFixed(1)).toBe(perSec);
    expect((reachableRatio * 100).toFixed(1)).toBe(percent);
    expect(vusNeeded).toBe(vus);
  },
);

test('the fastest success counts, not the 0 ms of a refused connection', () => {
  const run = referenceRun('place-order');
  const { total, scenarios } = run.measured;
  const refusedMs = { ...total.durationMs, min: 0 };
  const peak = { ...scenarios.peak_test, durationMs: refusedMs };
  const measured = { ...run.measured, total: { ...total, durationMs: refusedMs }, scenarios: { peak_test: peak } };
  const refused = { ...run, measured };
  expect(ceilingOf(refused).ceilingPerSec).toBeCloseTo(500 / 1.01144, 6);
});

test('where the plan stays below the ceiling all of it can be reached', () => {
  const run = referenceRun('get-product');
  const planned = run.planned.map((plan) => (plan.model === 'open' ? { ...plan, maxVus: 5007 } : plan));
  const { ceilingPerSec, reachableRatio } = ceilingOf({ ...run, planned });
  expect(ceilingPerSec).toBeGreaterThan(5000);
  expect(reachableRatio).toBe(1);
});

test('without a think time or a fastest response there is no ceiling to tell', () => {
  const run = referenceRun('get-balance');
  // A foreign script whose output does not tell its scenarios apart.
  expect(arrivalCeilings({ ...run, thinkMs: undefined, measured: { ...run.measured, scenarios: {} } })).toStrictEqual(
    [],
  );
  expect(arrivalCeilings({ ...run, measured: { ...run.measured, total: {}, scenarios: {} } })).toStrictEqual([]);
  expect(arrivalCeilings(foreignRun(referenceSummary('get-balance')))).toStrictEqual([]);
});

test('the VUs needed at the measured length of an iteration are told only where the server kept up', () => {
  // 5 000 a second of 2.15 s; the recharge was slowed down by its server.
  expect(ceilingOf(referenceRun('get-balance')).vusNeededAsMeasured).toBe(10_750);
  expect(ceilingOf(referenceRun('recharge-balance')).vusNeededAsMeasured).toBeUndefined();
});

test('a ceiling is an estimate where the think time is one', () => {
  const run = referenceRun('get-balance');
  expect(ceilingOf(run).estimated).toBe(false);
  // Without a catalogue: 2 150 − 155.91 ms of think time.
  const { estimated, ceilingPerSec } = ceilingOf({ ...run, api: undefined, thinkMs: undefined });
  expect(estimated).toBe(true);
  expect(ceilingPerSec).toBeCloseTo(500 / (2.15 - 0.15591 + 0.00176), 6);
});
