import { describe, expect, test } from 'vitest';
import { analysedReference, referenceRun } from '../../testing/reference-runs.ts';
import type { DeliveredScenario } from '../model/analysed.ts';
import type { Threshold } from '../model/measurement.ts';
import type { RunRecord } from '../model/record.ts';
import type { Run } from '../model/run.ts';
import { parseSlo } from '../parse/slo.ts';
import { criteriaOf, SUCCESSES } from './criteria.ts';
import { deliveredLoad } from './delivered-load.ts';
import { deliveredShare } from './delivered-share.ts';
import { latencyGoal } from './latency-goal.ts';
import { verdictOf } from './verdict.ts';

const withThresholds = (thresholds: readonly Threshold[], changes: Partial<RunRecord> = {}): Run => {
  const run = referenceRun('get-balance', changes);
  return { ...run, measured: { ...run.measured, thresholds } };
};

const met: Threshold = { metric: 'http_req_failed', expression: 'rate<=0.01', passed: true, samples: 100 };
const missed: Threshold = { ...met, passed: false };
/** k6 passes a threshold on a metric without samples. */
const empty: Threshold = { ...met, samples: 0 };
const unknown: Threshold = { metric: 'http_req_duration', expression: 'p(95)<5000', passed: true };

const kindOf = (...thresholds: Threshold[]) =>
  verdictOf({ run: withThresholds(thresholds), delivered: [], findings: [] }).kind;

describe('the verdict', () => {
  test('without a criterion there is nothing to pass, unless the project declares goals of the API', () => {
    const foreign = { ...withThresholds([]), api: undefined };
    expect(verdictOf({ run: foreign, delivered: [], findings: [] }).kind).toBe('no-goal');
    expect(kindOf()).toBe('pass');
  });
  test('goals of the file of service levels count as in the gate, and take the place of thresholds', () => {
    const slo = parseSlo('default: { p95: 1ms }', 'slo.yaml');
    const run = { ...withThresholds([met, { ...unknown, metric: SUCCESSES }]), slo };
    const { kind, rows } = verdictOf({ run, delivered: [], findings: [] });
    expect(kind).toBe('slo-fail');
    expect(rows.filter(({ outcome }) => outcome === 'slo-fail')).toMatchObject([
      { goal: { source: 'file' }, limit: 1 },
    ]);
    expect(latencyGoal(run, 'p(95)')?.limitMs).toBe(1);
  });
  test('every criterion met is a pass', () => expect(kindOf(met, met)).toBe('pass'));
  test('one criterion missed is a miss', () => expect(kindOf(met, missed)).toBe('slo-fail'));
  test('a criterion on nothing makes the run invalid, though k6 passes it', () =>
    expect([kindOf(empty), kindOf(met, empty)]).toStrictEqual(['invalid', 'invalid']));
  test('where something was measured on nothing, a mark of k6 elsewhere beats it', () =>
    expect(kindOf(empty, { ...missed, metric: 'checks' })).toBe('slo-fail'));
  test('but where requests failed, latency without samples is the consequence and not the fault', () =>
    expect(kindOf({ ...empty, metric: SUCCESSES, expression: 'p(95)<=1000' }, missed)).toBe('slo-fail'));
  test('one that k6 marked as crossed is missed, on nothing, too: buha is never greener than k6', () =>
    expect(kindOf({ ...empty, passed: false })).toBe('slo-fail'));
  test('where the samples are unknown, k6 is believed', () =>
    expect([kindOf(unknown), kindOf({ ...unknown, passed: false })]).toStrictEqual(['pass', 'slo-fail']));
});

describe('a run that measured nothing worth judging', () => {
  const kind = (changes: Partial<RunRecord>) =>
    verdictOf({ run: withThresholds([met], changes), delivered: [], findings: [] }).kind;

  test('is one that was interrupted', () => expect(kind({ interrupted: true })).toBe('invalid'));
  test.each([105, 107, 108, null])('is one that k6 ended with %s', (code) =>
    expect(kind({ exit: { code, meaning: '' } })).toBe('invalid'),
  );
  test('is one whose script threw in an iteration, though k6 exits 0', () =>
    expect(kind({ exceptions: { count: 10_000, first: 'TypeError' } })).toBe('invalid'));
  test('that only crossed a threshold has missed it', () =>
    expect(kind({ exit: { code: 99, meaning: '' } })).toBe('slo-fail'));
  test('but a script that marks its run as failed has failed', () =>
    expect(kind({ exit: { code: 110, meaning: '' } })).toBe('slo-fail'));
});

test('the reference: both inquiries meet their goals, both writes miss theirs', () => {
  const kinds = (['get-balance', 'recharge-balance', 'place-order', 'get-product'] as const).map(
    (api) => analysedReference(api).verdict.kind,
  );
  expect(kinds).toStrictEqual(['pass', 'slo-fail', 'slo-fail', 'pass']);
});

describe('the share on which a verdict rests', () => {
  const [load, peak] = deliveredLoad(referenceRun('get-balance')) as [DeliveredScenario, DeliveredScenario];

  test("is the open scenario's, though the closed one delivered more", () => {
    expect(deliveredShare([load, peak])).toBe(peak.ratio);
  });

  test('is the least of several open ones', () => {
    expect(deliveredShare([{ ...peak, ratio: 0.9 }, load, { ...peak, ratio: 0.4 }])).toBe(0.4);
  });

  test("is the closed one's where no open one is known", () => {
    expect(deliveredShare([load, { ...peak, ratio: undefined }])).toBe(load.ratio);
  });

  test('may be nothing at all', () => {
    expect(deliveredShare([load, { ...peak, ratio: 0 }])).toBe(0);
  });

  test('is unknown without a plan', () => {
    expect(deliveredShare([])).toBeUndefined();
    expect(deliveredShare([{ ...load, ratio: undefined }])).toBeUndefined();
  });
});

describe('a criterion', () => {
  const of = (threshold: Threshold) => criteriaOf(withThresholds([threshold]).measured)[0];

  test('is taken apart and stands beside its actual figure', () => {
    const metric = 'http_req_duration{expected_response:true}';
    expect(of({ metric, expression: 'p(95)<=1000', passed: true, samples: 91_531 })).toStrictEqual({
      metric,
      expression: 'p(95)<=1000',
      contains: 'time',
      passed: true,
      samples: 91_531,
      statistic: 'p(95)',
      comparison: '<=',
      limit: 1000,
      actual: 720.98,
      kind: 'trend',
    });
  });

  test.each([
    ['rate<0.01', 'rate', '<', 0.01],
    [' p( 99.9 ) >= 1.5 ', 'p(99.9)', '>=', 1.5],
    ['count==3', 'count', '==', 3],
    ['value===0', 'value', '===', 0],
    ['avg!=-2', 'avg', '!=', -2],
    // Go reads these numbers, too.
    ['rate<1e-2', 'rate', '<', 0.01],
    ['med < .5', 'med', '<', 0.5],
    ['max<+1E3', 'max', '<', 1000],
  ])('%j', (expression, statistic, comparison, limit) => {
    expect(of({ ...met, expression })).toMatchObject({ statistic, comparison, limit });
  });

  test.each(['', 'p95<3', 'rate<', 'rate<1.2.3', 'rate<one', 'rate<1<2'])('%j is no expression of k6', (expression) => {
    expect(of({ ...met, expression })).toMatchObject({ limit: undefined, actual: undefined, passed: true });
  });

  test('on nothing has no actual figure: its zero was never measured', () => {
    expect(of(empty)).toMatchObject({ limit: 0.01, actual: undefined });
  });

  test('on a metric that the output lacks has no actual figure', () => {
    expect(of({ ...met, metric: 'my_trend' })).toMatchObject({ actual: undefined, kind: undefined });
  });
});
