import { describe, expect, test } from 'vitest';
import { foreignRun, referenceRun, referenceSummary } from '../../../testing/reference-runs.ts';
import { withMeasured } from '../../../testing/test-runs.ts';
import type { Reservation } from '../../model/gate.ts';
import type { Check, Responses } from '../../model/measurement.ts';
import type { Run } from '../../model/run.ts';
import { parseSlo } from '../../parse/slo.ts';
import { analyse } from '../analyse.ts';
import { gate } from './judge.ts';

const judged = (run: Run, slo?: string) =>
  gate([analyse(run)], slo === undefined ? undefined : parseSlo(slo, 'slo.yaml')).runs[0];

const open = (run: Run, slo?: string): readonly Reservation[] | undefined => judged(run, slo)?.reservations;

/** A script of a team's own whose goals were met. */
const own = (changes: Partial<Run['measured']>): Run => {
  const run = foreignRun(referenceSummary('get-balance'));
  const thresholds = [{ metric: 'http_req_failed', expression: 'rate<0.5', passed: true, samples: 1000 }];
  const { droppedIterations: _, ...total } = run.measured.total;
  return withMeasured(
    { ...run, api: undefined, name: 'own.js', planned: [] },
    { thresholds, checks: [], total, scenarios: {}, ...changes },
  );
};

const check = (name: string, failed: number): Check => ({ name, passed: 100 - failed, failed });

describe('a pass', () => {
  test('of a scenario that its profile cannot deliver says how much of it ran', () =>
    expect(open(referenceRun('get-balance'))).toEqual([
      { kind: 'not-delivered', scenario: 'peak_test', ratio: expect.closeTo(0.0874, 4) },
    ]));

  test('leaves nothing open where everything ran and nothing failed', () => expect(open(own({}))).toEqual([]));

  test('of a load whose plan nobody knows says how many iterations never started, and how much can have run', () => {
    const { total } = own({}).measured;
    const iterations = total.iterations ?? 0;
    const half = { ...total, droppedIterations: iterations };
    expect(open(own({ total: half }))).toEqual([{ kind: 'dropped', dropped: iterations, atMost: 0.5 }]);
    // As much as counts as delivered.
    expect(open(own({ total: { ...total, droppedIterations: 1 } }))).toEqual([]);
  });

  test('of a script whose checks failed names the worst, and how many failed', () => {
    const checks = [check('body', 2), check('status', 50), check('header', 0)];
    const failing = [{ kind: 'checks-failed', check: 'status', ratio: 0.5, checks: 2 }];
    expect(open(own({ checks }))).toEqual(failing);
    // What the script judges itself is no reservation beside that judgement.
    const thresholds = [{ metric: 'checks', expression: 'rate>0.4', passed: true, samples: 100 }];
    expect(open(own({ checks, thresholds }))).toEqual([]);
    expect(open(own({ checks }), 'checks: { status: 60% }')).toEqual([]);
    expect(judged(own({ checks }), 'checks: { status: 40% }')?.verdict).toBe('slo-fail');
    expect(judged(own({ checks }), 'checks: { statuz: 40% }')?.verdict).toBe('invalid');
  });

  test('of mostly rejections says so, unless so many were meant', () => {
    const answer = { scenario: undefined, name: undefined, errorCode: undefined, expected: true };
    const responses: Responses[] = [
      { ...answer, status: 409, count: 90 },
      { ...answer, status: 201, count: 10 },
    ];
    const run = own({ responses, total: { requests: 100, failedRequests: 0, failedRatio: 0, requestsPerSec: 1 } });
    expect(open(run)).toEqual([{ kind: 'rejected', ratio: 0.9 }]);
    expect(open(run, 'rejections: 95%')).toEqual([]);
    expect(open(run, 'rejections: { max: 95% }')).toEqual([]);
    expect(judged(run, 'rejections: 80%')?.verdict).toBe('slo-fail');
  });
});

test('a script that sent nothing is no measurement where a goal asks for one; without a goal it is said and no more', () => {
  const total = { iterations: 40 };
  const idle = own({ total, metrics: [], thresholds: [] });
  const samples = (run: Run) => judged(run)?.rows.find((row) => row.part === 'validity' && row.check === 'samples');
  expect(samples(idle)).toMatchObject({ outcome: 'not-judged', reason: { kind: 'nothing-sent', iterations: 40 } });
  expect(analyse(idle).verdict.kind).toBe('no-goal');
  expect(samples(own({ total, metrics: [] }))).toMatchObject({ outcome: 'invalid' });
});

test('a run that does not pass has none', () => expect(open(referenceRun('place-order'))).toEqual([]));

test('an API of the catalogue promises its checks: more than 1 % failed is a missed goal', () => {
  const failing = (failed: number) => {
    const run = referenceRun('get-balance');
    const total = { ...run.measured.total, checksPassed: 1000 - failed, checksFailed: failed };
    return judged(withMeasured(run, { total, checks: [{ name: 'status', passed: 1000 - failed, failed }] }));
  };
  expect(failing(10)?.verdict).toBe('pass');
  expect(failing(11)).toMatchObject({
    verdict: 'slo-fail',
    rows: expect.arrayContaining([expect.objectContaining({ check: 'checks', actual: 0.011, outcome: 'slo-fail' })]),
  });
});

test('failed checks are excused by rejections only where these were checked, as before 0.2', () => {
  const answer = { scenario: undefined, name: undefined, errorCode: undefined, expected: true };
  const rows = (checked: number, failed: number) => {
    const run = referenceRun('place-order');
    const responses: Responses[] = [
      { ...answer, status: 409, count: 900 },
      { ...answer, status: 200, count: 100 },
    ];
    const total = { ...run.measured.total, requests: 1000, checksPassed: checked - failed, checksFailed: failed };
    const checks = [{ name: 'status', passed: checked - failed, failed }];
    const of = judged(withMeasured(run, { total, responses, checks }))?.rows ?? [];
    return of.flatMap((row) => (row.part === 'validity' && row.check === 'checks' ? row.actual : []));
  };
  expect(rows(1000, 900)).toEqual([]);
  expect(rows(1000, 920)).toEqual([0.02]);
  expect(rows(100, 20)).toEqual([0.2]);
});
