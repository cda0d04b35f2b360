import { describe, expect, test } from 'vitest';
import { recordOf, referenceRun } from '../../../../testing/reference-runs.ts';
import { gauge, withMeasured, withTotal } from '../../../../testing/test-runs.ts';
import { demanding, recorded, rows, unrecorded } from '../../../../testing/validity-rows.ts';
import type { Finding } from '../../../model/finding.ts';
import type { PlannedRate, PlannedVus } from '../../../model/plan.ts';

describe('the delivered share', () => {
  test('is that of the arrival rate; profile seed demands none and says so', () =>
    expect(rows('delivered', recorded())).toMatchObject([
      {
        scenario: 'peak_test',
        outcome: 'pass',
        limit: 0,
        actual: expect.closeTo(0.0216, 4),
        reason: { kind: 'nothing-demanded', maxVus: 500 },
      },
    ]));

  test('a plan above what its own VUs can start is invalid, however slow the server was', () =>
    expect(rows('delivered', demanding())).toMatchObject([
      {
        outcome: 'invalid',
        limit: 0.95,
        reason: { kind: 'not-delivered', cause: 'arrival-ceiling', maxVus: 500, vusNeeded: 5057 },
      },
    ]));

  test('without that ceiling slow iterations are a miss, on a busy machine, too', () => {
    const withCpu = (machineCpuShare: number | undefined) => {
      const record = recordOf('place-order', {
        profile: { name: 'peak-full', scale: 1, durationScale: 1, minDelivered: 0.95 },
        ...(machineCpuShare !== undefined && { machineCpuShare }),
      });
      const { machineCpuShare: _, ...unknown } = record;
      const run = { ...demanding(), record: machineCpuShare === undefined ? unknown : record };
      return rows('delivered', run, [])[0];
    };
    expect(withCpu(0.81)).toMatchObject({ outcome: 'slo-fail', reason: { cause: 'server', machineCpuShare: 0.81 } });
    expect(withCpu(undefined)).toMatchObject({ outcome: 'slo-fail', reason: { cause: 'server' } });
  });

  test('a fast server leaves no cause but a busy machine', () => {
    const run = {
      ...referenceRun('get-balance', { profile: { name: 'x', scale: 1, durationScale: 1, minDelivered: 0.95 } }),
    };
    expect(rows('delivered', run, [])).toMatchObject([{ outcome: 'invalid', reason: { cause: 'unknown' } }]);
    const busy = { ...run, record: { ...recordOf('get-balance'), ...run.record, machineCpuShare: 0.81 } };
    expect(rows('delivered', busy, [])).toMatchObject([{ outcome: 'invalid', reason: { cause: 'generator-cpu' } }]);
  });

  test('a load generator that was late is the cause before a slow server, which may only seem so', () => {
    const generator = Array.from({ length: 90 }, (_, at) => ({
      ...{ epochMs: at * 1000, cpuCores: 1.95, allowedCores: 2, runDelayMs: 0, throttledMs: 0 },
    }));
    const record = recordOf('place-order', {
      profile: { name: 'peak-full', scale: 1, durationScale: 1, minDelivered: 0.95 },
    });
    expect(rows('delivered', { ...demanding(), record, generator }, [])).toMatchObject([
      { outcome: 'invalid', reason: { cause: 'generator-late' } },
    ]);
  });

  test('users that started late are the script’s fault', () => {
    const late = {
      ...{ id: 'slow-vu-start', severity: 'warning', confidence: 'estimated', scope: 'peak_test' },
      figures: { dropped: 10, startedVus: 352, allowedVus: 500, stretch: 1, window: undefined },
    } as Finding;
    expect(rows('delivered', demanding(), [late])).toMatchObject([
      { outcome: 'invalid', reason: { cause: 'slow-vu-start', startedVus: 352, maxVus: 500 } },
    ]);
  });

  test('iterations that were begun and cut off are the cause, however busy the machine was', () => {
    const plan: PlannedRate = {
      ...{ name: 'a', executor: 'constant-arrival-rate', model: 'open', startMs: 0, durationMs: 10_000 },
      ...{ preAllocatedVus: 80, maxVus: 80 },
      ramps: [{ durationMs: 10_000, from: 10, to: 10 }],
    };
    const run = withMeasured(
      { ...demanding({ machineCpuShare: 0.95 }), planned: [plan] },
      {
        total: { requests: 70, iterations: 70, droppedIterations: 2, iterationDurationMs: { avg: 4100 } },
        ...{ metrics: [], scenarios: {}, runMs: 10_000 },
      },
    );
    expect(rows('delivered', run)).toMatchObject([
      { outcome: 'invalid', reason: { cause: 'interrupted', interrupted: 28, dropped: 2, iterationMs: 4100 } },
    ]);
  });

  test('of closed load is whole where all users ran, however short their iterations or unfinished', () => {
    const plan: PlannedVus = {
      ...{ name: 'a', executor: 'constant-vus', model: 'closed', startMs: 0, durationMs: 10_000 },
      ramps: [{ durationMs: 10_000, from: 2, to: 2 }],
    };
    // 20 s of users' time, of which 90 % lie within iterations.
    const looping = (vus: number) => {
      const iterations = 1000;
      const total = { requests: iterations, iterations, iterationDurationMs: { avg: 18_000 / iterations } };
      const run = withMeasured(
        { ...unrecorded, planned: [plan] },
        { total, metrics: [gauge('vus', vus)], scenarios: {}, runMs: 10_000 },
      );
      const { profile: _, ...unnamed } = run;
      return rows('delivered', unnamed)[0];
    };
    expect(looping(2)).toMatchObject({
      outcome: 'pass',
      actual: 1,
      limit: 0.95,
      reason: { kind: 'vus-reached', vus: 2 },
    });
    expect(looping(1)).toMatchObject({ outcome: 'invalid', reason: { kind: 'not-delivered' } });
  });

  test('is not judged without a plan, or without a split by scenario', () => {
    expect(rows('delivered', { ...unrecorded, planned: [] })).toMatchObject([{ reason: { kind: 'no-plan' } }]);
    const unsplit = withTotal(withMeasured(recorded(), { scenarios: {} }), { droppedIterations: undefined });
    expect(rows('delivered', unsplit)).toMatchObject([{ outcome: 'not-judged', reason: { kind: 'not-split' } }]);
  });

  test('what the user says of the profile counts without a record; else 95 %', () => {
    expect(rows('delivered', { ...unrecorded, profile: 'seed' })).toMatchObject([{ limit: 0 }]);
    expect(rows('delivered', { ...unrecorded, profile: 'peak-full' })).toMatchObject([{ limit: 0.95 }]);
    const { profile: _, ...unnamed } = unrecorded;
    expect(rows('delivered', unnamed)).toMatchObject([{ limit: 0.95 }]);
  });
});
