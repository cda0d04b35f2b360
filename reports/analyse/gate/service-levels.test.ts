import { describe, expect, test } from 'vitest';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { measuredSeconds } from '../../../testing/reference-seconds.ts';
import { withMeasured, withTotal } from '../../../testing/test-runs.ts';
import type { Goal, Measure, ServiceLevelRow, SloFile, SourcedGoal } from '../../model/gate.ts';
import type { Metric, Scope, Threshold } from '../../model/measurement.ts';
import type { Run } from '../../model/run.ts';
import { parseSlo } from '../../parse/slo.ts';
import { analyse } from '../analyse.ts';
import { SUCCESSES } from '../criteria.ts';
import { goalsOf } from './goals.ts';
import { serviceLevelRows } from './service-levels.ts';

const foreign = ({ profile: _, ...run }: Run): Run => ({ ...run, record: undefined });

const rows = (run: Run, slo?: SloFile) => serviceLevelRows(run, analyse(run).delivered, goalsOf(run, slo));
const byFile = (run: Run, text: string) =>
  rows(run, parseSlo(text, 'slo.yaml')).filter(({ goal }) => goal?.source === 'file');

const balance = referenceRun('get-balance');

/** The same, whose output does not tell its scenarios apart. */
const unsplit = withMeasured(balance, { scenarios: {} });

/** A run with nothing but these thresholds, from elsewhere. */
const with_ = (...thresholds: Threshold[]): Run => foreign(withMeasured(balance, { thresholds }));

describe('a goal', () => {
  test.each([
    ['p95: 800ms', 'pass', 720.98, 800 - 720.98],
    ['p95: 720ms', 'slo-fail', 720.98, 720 - 720.98],
    ['avg: 200ms', 'pass', 155.91, 200 - 155.91],
    ['med: 35.36ms', 'pass', 35.36, 0],
    ['p50: "< 35.36ms"', 'slo-fail', 35.36, 0],
    ['tps: 1000', 'slo-fail', 998.4, -1.6],
    ['failed: 0%', 'pass', 0, 0],
    ['delivered: 8%', 'pass', 0.0874, 0.0074],
    ['scenarios: { peak_test: { delivered: 9% } }', 'slo-fail', 0.0874, -0.0026],
  ])('%s: %s', (text, outcome, actual, margin) => {
    const [row] = byFile(balance, text);
    expect(row?.outcome).toBe(outcome);
    expect(row?.actual).toBeCloseTo(actual, 1);
    expect(row?.margin).toBeCloseTo(margin, 1);
  });

  test('about one scenario looks at its own figures', () => {
    const peak: Scope = {
      requests: 1000,
      failedRequests: 0,
      failedRatio: 0,
      durationMs: { p95: 50, count: 1000 },
      requestsPerSec: 7,
    };
    const run = withMeasured(balance, { scenarios: { load_test: {}, peak_test: peak } });
    expect(byFile(run, 'scenarios: { peak_test: { p95: 40ms, tps: 5 } }')).toMatchObject([
      { outcome: 'slo-fail', actual: 50 },
      { outcome: 'pass', actual: 7 },
    ]);
  });

  test('about a scenario that the output does not tell apart is not judged', () =>
    expect(byFile(withMeasured(balance, { scenarios: {} }), 'scenarios: { peak_test: { p95: 1s } }')).toMatchObject([
      { outcome: 'not-judged', reason: { kind: 'not-split' } },
    ]));

  test('whose figure the summary lacks is not judged, and told how to get it', () => {
    const { p99: _, ...durationMs } = { ...balance.measured.total.durationMs };
    const run = withTotal(balance, { durationMs, successDurationMs: undefined, failedRequests: 0 });
    expect(byFile(run, 'p99: 1s\np75: 1s')).toMatchObject([
      { outcome: 'not-judged', actual: undefined, reason: { kind: 'figure-missing', statistic: 'p(99)' } },
      { outcome: 'not-judged', reason: { kind: 'figure-missing', statistic: 'p(75)' } },
    ]);
  });

  test('any quantile can be had of the summary that has it, or of the samples', () => {
    const metric: Metric = { name: SUCCESSES, kind: 'trend', values: { 'p(75)': 44 } };
    const summed = withMeasured(balance, { metrics: [metric] });
    expect(byFile(summed, 'p75: 1s')).toMatchObject([{ outcome: 'pass', actual: 44 }]);
    const { timeline } = measuredSeconds(
      Array.from({ length: 10 }, () => ({ scenario: 'a', perSec: 40, vus: 5, responseMs: (n: number) => n })),
    );
    const [row] = byFile(
      withMeasured(withMeasured(balance, { metrics: [] }), { ...(timeline && { timeline }) }),
      'p75: 1s',
    );
    expect(row?.outcome).toBe('pass');
    expect(row?.actual).toBeGreaterThan(0);
  });

  test('about a share of the plan is not judged without one', () =>
    expect(byFile({ ...foreign(balance), planned: [] }, 'delivered: 95%')).toMatchObject([
      { outcome: 'not-judged', reason: { kind: 'no-plan' } },
    ]));

  test('that lies where the text was cut off is not judged: the true figure may be on either side', () => {
    const metric: Metric = { name: SUCCESSES, kind: 'trend', values: { 'p(95)': 1000 }, precision: { 'p(95)': 10 } };
    const successDurationMs = { p95: 1000, count: 5000 };
    const run = withTotal(withMeasured(balance, { metrics: [metric] }), { successDurationMs });
    expect(byFile(run, 'p95: 1005ms')).toMatchObject([{ outcome: 'not-judged', reason: { kind: 'rounded' } }]);
    expect(byFile(run, 'p95: 1010ms')).toMatchObject([{ outcome: 'pass' }]);
    // What was cut off lies above, never below.
    expect(byFile(run, 'p95: 999ms')).toMatchObject([{ outcome: 'slo-fail' }]);
  });
});

describe('too few samples', () => {
  const few = (count: number, text: string) =>
    byFile(
      withTotal(unsplit, {
        requests: count,
        failedRequests: 0,
        failedRatio: 0,
        durationMs: { min: 0.6, med: 1, p95: 1, p99: 1, avg: 1, max: 1 },
        successDurationMs: undefined,
      }),
      text,
    )[0];

  test('80 of 92 above the limit miss it', () => {
    // The median, at the position 45.5, is above it, and so are at least 46.
    const durationMs = { min: 1, med: 20, p90: 30, p95: 40, max: 50 };
    const run = withTotal(unsplit, {
      requests: 92,
      failedRequests: 0,
      failedRatio: 0,
      durationMs,
      successDurationMs: undefined,
    });
    expect(byFile(run, 'p95: 10ms')).toMatchObject([
      { outcome: 'slo-fail', reason: { kind: 'few-samples', samples: 92 } },
    ]);
    expect(byFile(run, 'p95: 45ms')).toMatchObject([{ outcome: 'inconclusive' }]);
  });

  test.each([
    // All lie below the limit: so many of them would by chance in 5 % of all runs if the quantile were at it.
    [58, 'p95: 1s', 'inconclusive'],
    [59, 'p95: 1s', 'pass'],
    [298, 'p99: 1s', 'inconclusive'],
    [299, 'p99: 1s', 'pass'],
    [10, 'p95: 500µs', 'slo-fail'],
    [200, 'p95: 1s', 'pass'],
    [1000, 'p99: 1s', 'pass'],
    [1, 'avg: 1s', 'pass'],
    [1, 'max: 1s', 'pass'],
    [0, 'avg: 1s', 'invalid'],
    [0, 'failed: 1%', 'invalid'],
    [0, 'tps: 1', 'invalid'],
  ])('%d for %s: %s', (count, text, outcome) => expect(few(count, text)?.outcome).toBe(outcome));

  test('for a threshold of a foreign script: k6’s own mark decides', () => {
    const threshold: Threshold = { metric: 'http_req_duration', expression: 'p(95)<500', passed: true, samples: 150 };
    expect(rows(with_(threshold))).toMatchObject([
      { outcome: 'pass', reason: { kind: 'few-samples', samples: 150, needed: 200 } },
    ]);
    expect(rows(with_({ ...threshold, passed: false }))).toMatchObject([{ outcome: 'slo-fail' }]);
    expect(rows(with_({ ...threshold, passed: false, samples: 0 }))).toMatchObject([{ outcome: 'slo-fail' }]);
    expect(rows(with_({ ...threshold, samples: 0 }))).toMatchObject([{ outcome: 'invalid' }]);
    // One that k6 saw crossed beside it was measured.
    const crossed: Threshold = { metric: 'checks', expression: 'rate>0.9', passed: false };
    expect(rows(with_({ ...threshold, samples: 0 }, crossed))).toMatchObject([
      { outcome: 'not-judged' },
      { outcome: 'slo-fail' },
    ]);
    expect(rows(with_({ ...threshold, samples: 200 }))).toMatchObject([{ outcome: 'pass' }]);
  });

  test('for a threshold whose samples are not told: those of its requests', () => {
    const threshold: Threshold = { metric: SUCCESSES, expression: 'p(95)<500', passed: true };
    const run = withMeasured(with_(threshold), { metrics: [] });
    expect(
      rows(
        withTotal(run, {
          requests: 150,
          failedRequests: 0,
          failedRatio: 0,
          durationMs: { p95: 1 },
          successDurationMs: undefined,
        }),
      ),
    ).toMatchObject([{ outcome: 'pass', reason: { samples: 150 } }]);
    expect(rows(with_({ ...threshold, metric: 'my_trend' }))).toMatchObject([{ outcome: 'pass' }]);
  });
});

describe('zeros of a trend without a count', () => {
  const zeros = { avg: 0, min: 0, med: 0, max: 0, 'p(90)': 0, 'p(95)': 0 };
  const threshold: Threshold = { metric: 'waits', expression: 'p(95)<500', passed: true };
  const run = withMeasured(with_(threshold), { metrics: [{ name: 'waits', kind: 'trend', values: zeros }] });
  const samples = { file: 'samples.csv', line: 1, format: 'csv' } as const;

  test('may be those of no sample, so they are not judged: the count tells', () =>
    expect(rows(run)).toMatchObject([
      { outcome: 'not-judged', reason: { kind: 'figure-missing', statistic: 'count' } },
    ]));
  test('were measured where every request has such a value: plain HTTP shakes no hands', () => {
    const tls: Threshold = { metric: 'http_req_tls_handshaking', expression: 'avg<100', passed: true };
    const plain = withMeasured(with_(tls), { metrics: [{ name: tls.metric, kind: 'trend', values: zeros }] });
    expect(rows(plain)).toMatchObject([{ outcome: 'pass' }]);
  });
  test('are those of no sample where raw samples are there and have none', () =>
    expect(rows({ ...run, sources: [samples] })).toMatchObject([
      { outcome: 'invalid', reason: { kind: 'no-samples' } },
    ]));
  test('were measured where they have as many', () => {
    const counted = withMeasured(run, {
      metrics: [{ name: 'waits', kind: 'trend', values: { ...zeros, count: 300 } }],
    });
    expect(rows({ ...counted, sources: [samples] })).toMatchObject([{ outcome: 'pass' }]);
  });
});

describe('where requests failed', () => {
  const failing = (failedRequests: number, changes: Scope = {}): Run =>
    withMeasured(
      withTotal(balance, {
        requests: 1000,
        failedRequests,
        failedRatio: failedRequests / 1000,
        successDurationMs: undefined,
        ...changes,
      }),
      { responses: [{ scenario: 'a', name: 'x', status: 0, errorCode: 1212, expected: false, count: failedRequests }] },
    );

  test('the share says which answers, and latency without samples cannot be judged: a dead target missed its goals', () =>
    expect(byFile(failing(1000), 'p95: 1s\nfailed: 1%')).toMatchObject([
      { outcome: 'undecidable', reason: { kind: 'no-samples' } },
      {
        outcome: 'slo-fail',
        actual: 1,
        reason: { kind: 'failures', answers: [{ status: 0, errorCode: 1212, count: 1000 }] },
      },
    ]));

  test('likewise where too few succeeded', () =>
    expect(byFile(failing(900, { successDurationMs: { p95: 5, count: 100 } }), 'p95: 1s\nfailed: 1%')[0]).toMatchObject(
      {
        outcome: 'undecidable',
        reason: { kind: 'few-samples' },
      },
    ));

  test('where nobody asked for a share of failures, no samples are no measurement', () => {
    const [row] = serviceLevelRows(failing(1000), [], [goalOf({ kind: 'quantile', q: 0.95 }, 1000)]);
    expect(row).toMatchObject({ outcome: 'invalid', reason: { kind: 'no-samples' } });
  });

  test('and enough succeeded, their latency is judged', () =>
    expect(byFile(failing(500, { successDurationMs: { p95: 5, count: 500 } }), 'p95: 1s\nfailed: 1%')[0]).toMatchObject(
      {
        outcome: 'pass',
      },
    ));
});

const goalOf = (measure: Measure, limit: number): SourcedGoal => ({
  ...({ measure, comparison: '<=', limit, scenario: undefined } satisfies Goal),
  source: 'file',
});

describe('counters', () => {
  const counter = (metric: string, expression: string, passed: boolean): ServiceLevelRow | undefined => {
    const values = { count: 0, rate: 0 };
    const run = with_({ metric, expression, passed, samples: 0 });
    return rows(withMeasured(run, { metrics: [{ name: metric, kind: 'counter', values }] }))[0];
  };
  test('of what should not happen are met by nothing', () =>
    expect(counter('dropped_iterations', 'count<1', true)).toMatchObject({ outcome: 'pass', actual: 0 }));
  test('of what should happen are not, though k6 passes them', () => {
    expect(counter('orders', 'count>10', true)).toMatchObject({ outcome: 'invalid', reason: { kind: 'no-samples' } });
    expect(counter('http_reqs', 'count<10', true)).toMatchObject({ outcome: 'invalid' });
  });
  test('that had to grow and did not are missed, and it is said that nothing was counted', () => {
    const reason = { kind: 'nothing-counted', metric: 'orders' };
    expect(counter('orders', 'count>0', false)).toMatchObject({ outcome: 'slo-fail', actual: 0, reason });
    expect(counter('orders', 'rate>0', false)).toMatchObject({ outcome: 'slo-fail', reason: undefined });
    expect(counter('orders', 'count<0', false)).toMatchObject({ outcome: 'slo-fail', reason: undefined });
  });
});
