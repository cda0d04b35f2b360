import { describe, expect, test } from 'vitest';
import { AMPLE, plannedBy, planOf } from '../../testing/reference-plans.ts';
import type { Machine, PlanWarning } from '../model/forecast.ts';
import type { PlannedScenario } from '../model/plan.ts';
import { forecastLoad } from './load-forecast.ts';
import { machineNeeds, mostNeeds, planWarnings } from './plan-warnings.ts';

const of = <Id extends PlanWarning['id']>(warnings: readonly PlanWarning[], id: Id) =>
  warnings.flatMap((warning) => (warning.id === id ? [warning as Extract<PlanWarning, { id: Id }>] : []));

const ids = (warnings: readonly PlanWarning[]) => warnings.map(({ id }) => id);

const onMachine = (part: Partial<Machine>) =>
  ids(planOf('get-balance', 'load-only', 0, { ...AMPLE, ...part }).warnings);

test('seed cannot deliver its peak, and starts most of its VUs late', () => {
  const { warnings } = planOf('get-balance');
  expect(ids(warnings)).toStrictEqual(['arrival-ceiling', 'slow-vu-start']);
  expect(of(warnings, 'arrival-ceiling')[0]).toMatchObject({
    scenario: 'peak_test',
    maxVus: 500,
    ceilingPerSec: 250,
    peakRate: 5000,
    vusNeeded: 10_000,
    latencyMs: 0,
  });
  // The steepest stage: 4 000/s more within 10 s, at 2 s an iteration.
  expect(of(warnings, 'slow-vu-start')[0]).toMatchObject({ preAllocatedVus: 200, added: 300, growthPerSec: 800 });
});

test.each(['load-only', 'peak-full', 'stress', 'spike', 'soak', 'smoke'])('nothing is said against %s', (profile) => {
  expect(planOf('get-balance', profile).warnings).toStrictEqual([]);
});

test('VUs that are just enough are enough, and one fewer is not', () => {
  const plan = (maxVus: number): PlannedScenario => ({
    name: 'peak',
    executor: 'constant-arrival-rate',
    model: 'open',
    startMs: 0,
    durationMs: 10_000,
    ramps: [{ durationMs: 10_000, from: 100, to: 100 }],
    preAllocatedVus: maxVus,
    maxVus,
  });
  const against = (maxVus: number) =>
    ids(
      planWarnings(
        forecastLoad([plan(maxVus)], { iterationMs: 1100, thinkMs: 1000, latencyMs: 100, requests: 1 }),
        undefined,
        AMPLE,
      ),
    );
  expect([against(110), against(109)]).toStrictEqual([[], ['arrival-ceiling']]);
});

test('without the length of an iteration nothing about delivery is judged', () => {
  expect(planWarnings(forecastLoad(plannedBy('get-balance', 'seed'), undefined), undefined, AMPLE)).toStrictEqual([]);
});

test('what k6 ignores comes first', () => {
  const { forecast } = planOf('get-balance');
  const [first] = planWarnings(forecast, { executor: 'ramping-vus', unknown: ['vusMax'] }, AMPLE);
  expect(first).toStrictEqual({
    id: 'options-ignored',
    executor: 'ramping-vus',
    unknown: ['vusMax'],
    ran: ['ramping-vus', 'ramping-arrival-rate'],
  });
});

describe('the machine', () => {
  test('each resource that is short is named; just enough is enough', () => {
    const needs = machineNeeds(planOf('get-balance', 'load-only').forecast);
    expect(onMachine({ availableBytes: needs.bytes, openFiles: needs.files, ports: needs.connections })).toEqual([]);
    expect(onMachine({ availableBytes: needs.bytes - 1 })).toEqual(['memory']);
    expect(onMachine({ openFiles: needs.files - 1 })).toEqual(['open-files']);
    expect(onMachine({ ports: needs.connections - 1 })).toEqual(['ports']);
    // 1 500 requests a second take half a core.
    expect(onMachine({ cores: 0.5 })).toEqual(['cores']);
    expect(onMachine({ cores: 1 })).toEqual([]);
  });

  test('what other programs use counts for as long as both do not fit', () => {
    // Half a core of 16 for the load.
    expect(onMachine({ busyRatio: 0.75 })).toEqual([]);
    expect(onMachine({ busyRatio: 0.79 })).toEqual(['busy']);
    // Of four cores an eighth is the load's.
    expect(onMachine({ cores: 4, busyRatio: 0.6 })).toEqual([]);
    expect(onMachine({ cores: 4, busyRatio: 0.7 })).toEqual(['busy']);
    // A load that no idle machine of this kind carries either is told as that.
    expect(onMachine({ cores: 0.5, busyRatio: 1 })).toEqual(['cores']);
  });

  test('what the system does not tell is not judged', () => {
    const unknown = { availableBytes: undefined, openFiles: undefined, ports: undefined, cores: undefined };
    expect(onMachine(unknown)).toEqual([]);
  });

  test('loads one after the other need what the greatest of them needs', () => {
    const forecasts = [planOf('get-balance').forecast, planOf('get-product', 'smoke').forecast];
    const needs = mostNeeds(forecasts, {});
    expect(needs).toMatchObject({ vus: 3500, requestsPerSec: 1750 });
    expect(mostNeeds([], {})).toBeUndefined();
    // By what was measured on this machine.
    const cost = { k6Bytes: 1e6, vuBytes: 1000, k6Cores: 0.1, vuCores: 1e-4, coreMsPerRequest: 2 };
    expect(mostNeeds(forecasts, { cost })).toMatchObject({ bytes: 1e6 + 3_500_000, cores: 0.1 + 0.35 + 3.5 });
  });

  test('what k6 was measured to cost decides what a machine carries', () => {
    const enough = { availableBytes: undefined, openFiles: undefined, ports: undefined, cores: 2 };
    expect(onMachine(enough)).not.toContain('cores');
    const dear = { k6Bytes: 1e6, vuBytes: 1000, k6Cores: 0, vuCores: 0, coreMsPerRequest: 20 };
    expect(onMachine({ ...enough, cost: dear })).toContain('cores');
  });
});
