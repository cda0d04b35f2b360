import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordOf, referenceRun } from '../../../testing/reference-runs.ts';
import { anyRun, fitted } from '../../../testing/test-runs.ts';
import { tries } from '../../../testing/tries.ts';
import type { Verdict } from '../../model/analysed.ts';
import type { GateVerdict } from '../../model/gate.ts';
import type { Threshold } from '../../model/measurement.ts';
import type { RunRecord } from '../../model/record.ts';
import type { Run } from '../../model/run.ts';
import { analyse } from '../analyse.ts';
import { gate } from './judge.ts';
import { weightOf } from './precedence.ts';

const threshold: fc.Arbitrary<Threshold> = fc
  .record({
    metric: fc.constantFrom(
      'http_req_failed',
      'http_req_duration',
      'http_req_duration{expected_response:true}',
      'my_trend',
    ),
    expression: fc.constantFrom('rate<=0.01', 'p(95)<=1000', 'avg<5', ''),
    passed: fc.boolean(),
    samples: fc.option(fc.constantFrom(0, 1, 150, 5000), { nil: undefined }),
  })
  .map(({ samples, ...rest }) => ({ ...rest, ...(samples !== undefined && { samples }) }));

const record: fc.Arbitrary<RunRecord> = fc
  .record({
    exit: fc.constantFrom(0, 0, 0, 99, 105, 107, 110, null).map((code) => ({ code, meaning: '' })),
    interrupted: fc.constantFrom(false, false, false, true),
    exceptions: fc.constantFrom({ count: 0 }, { count: 0 }, { count: 2, first: 'TypeError' }),
    machineCpuShare: fc.constantFrom(0.1, 0.79, 0.95),
    minDelivered: fc.constantFrom(0, 0.95),
  })
  .map(({ minDelivered, ...changes }) =>
    recordOf('place-order', { ...changes, profile: { name: 'x', scale: 1, durationScale: 1, minDelivered } }),
  );

/** Runs with a record or without, with and without thresholds. */
const runs: fc.Arbitrary<Run> = fc
  .record({
    run: fc.oneof(anyRun, fitted(anyRun)),
    record: fc.option(record, { nil: undefined }),
    thresholds: fc.array(threshold, { maxLength: 3 }),
  })
  .map(({ run, record: own, thresholds }) => ({ ...run, record: own, measured: { ...run.measured, thresholds } }));

/** The reference's runs, most of them without a fault. */
const sound: fc.Arbitrary<Run> = fc
  .record({
    api: fc.constantFrom(...(['get-balance', 'place-order', 'get-product', 'get-balance'] as const)),
    exit: fc.constantFrom(0, 0, 0, 0, 0, 0, 99, 107).map((code) => ({ code, meaning: '' })),
    isKnown: fc.constantFrom(true, true, false),
    hasGoals: fc.constantFrom(true, true, true, false),
  })
  .map(({ api, exit, isKnown, hasGoals }) => {
    const whole = referenceRun(api, { exit });
    const run = hasGoals ? whole : { ...whole, measured: { ...whole.measured, thresholds: [] } };
    return isKnown ? run : { ...run, record: undefined };
  });

/** A run without a fault, but with fewer requests than its goal needs: none of them tells whether it is met. */
const few: fc.Arbitrary<Run> = fc.integer({ min: 1, max: 50 }).map((requests) => {
  const { record: own, measured, ...run } = referenceRun('get-balance');
  const threshold = { metric: 'http_req_duration', expression: 'p(95)<=1000', passed: true, samples: requests };
  const total = { requests, iterations: requests, requestsPerSec: undefined, iterationsPerSec: undefined };
  return {
    ...run,
    api: undefined,
    planned: [],
    record: own && { ...own, profile: { name: 'x', scale: 1, durationScale: 1, minDelivered: 0 } },
    measured: { ...measured, metrics: [], scenarios: {}, total, thresholds: [threshold] },
  };
});

const any = fc.oneof({ arbitrary: runs, weight: 4 }, { arbitrary: sound, weight: 4 }, { arbitrary: few, weight: 1 });

const RUNS = { numRuns: tries(1000) };

/**
 * What a gate says where a report says this. Both leave open what too few requests do not tell; that figures contradict
 * each other, or that there is no goal, is to a gate no measurement.
 */
const inGate = ({ kind, rows }: Verdict): GateVerdict => {
  if (kind === 'pass' || kind === 'slo-fail') return kind;
  const isUnsettled = rows.some(({ reason }) => reason?.kind === 'unsettled');
  return kind === 'undecided' && !isUnsettled ? 'inconclusive' : 'invalid';
};

test('report and gate never say different things of a run by the same service levels', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(any, (run) => {
      // No API, so that nothing is declared beside the thresholds.
      const analysed = analyse({ ...run, api: undefined });
      const { verdict } = gate([analysed]);
      seen.add(`${analysed.verdict.kind} → ${verdict}`);
      expect(verdict).toBe(inGate(analysed.verdict));
    }),
    RUNS,
  );
  expect([...seen].toSorted()).toStrictEqual([
    'invalid → invalid',
    'no-goal → invalid',
    'pass → pass',
    'slo-fail → slo-fail',
    'undecided → inconclusive',
    'undecided → invalid',
  ]);
});

test('with anything invalid nothing passes, and several runs are as bad as the worst', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      fc.array(fc.oneof(runs, few, { arbitrary: sound, weight: 5 }), { minLength: 1, maxLength: 3 }),
      (all) => {
        const analysed = all.map((run) => analyse(run, all));
        const { verdict, runs: judged } = gate(analysed);
        seen.add(verdict);
        const rows = judged.flatMap((one) => one.rows);
        if (rows.some(({ outcome }) => outcome === 'invalid')) expect(verdict).toBe('invalid');
        if (verdict === 'pass') {
          expect(rows.map(weightOf).filter((weight) => weight !== undefined && weight !== 'pass')).toStrictEqual([]);
          expect(
            judged.every(({ rows: own }) =>
              own.some(({ part, outcome }) => part === 'service-level' && outcome === 'pass'),
            ),
          ).toBe(true);
        }
        // Every check is there for every run, judged or not.
        for (const { rows: own } of judged) {
          const checks = own.flatMap((row) => (row.part === 'validity' ? [row.check] : []));
          expect([...new Set(checks)]).toStrictEqual([
            'exit',
            'exceptions',
            'data',
            'samples',
            'scenarios',
            'length',
            'delivered',
          ]);
        }
        expect(gate(analysed)).toStrictEqual(gate(analysed));
      },
    ),
    RUNS,
  );
  expect([...seen].toSorted()).toStrictEqual(['inconclusive', 'invalid', 'pass', 'slo-fail']);
});

test('without a run nothing passes', () => expect(gate([]).verdict).toBe('invalid'));

test('no figure of a row is anything but a number', () => {
  fc.assert(
    fc.property(runs, (run) => {
      for (const { actual, limit, margin } of gate([analyse(run)]).runs[0]?.rows ?? []) {
        for (const value of [actual, limit, margin]) expect(value === undefined || Number.isFinite(value)).toBe(true);
      }
    }),
    RUNS,
  );
});
