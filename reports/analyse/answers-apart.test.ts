import { describe, expect, test } from 'vitest';
import { reportOf } from '../../testing/reference-report.ts';
import { RUN_START_MS } from '../../testing/reference-samples.ts';
import { runOf } from '../../testing/reference-seconds.ts';
import { withMeasured } from '../../testing/test-runs.ts';
import type { Metric } from '../model/measurement.ts';
import type { Run } from '../model/run.ts';
import { quantile } from '../numbers/quantile.ts';
import { measuredOf } from '../parse/samples/measured.ts';
import { SampleStore } from '../parse/samples/sample-store.ts';
import { gateTable } from '../render/gate-table.ts';
import { gateView } from '../render/gate-view.ts';
import { jsonReport } from '../render/json.ts';
import { runSummary } from '../render/run-summary.ts';
import { verify } from '../verify/verify.ts';
import { analyse } from './analyse.ts';
import { answersApart } from './answers-apart.ts';
import { gate } from './gate/judge.ts';

interface Sent {
  readonly status: number;
  readonly ms: number;
  readonly expected?: boolean;
  readonly name?: string;
  readonly setup?: boolean;
}

/** A run of a script of a team's own, whose goals were met, from its raw samples. */
function runOfAnswers(all: readonly Sent[], isCondensed = false): Run {
  const store = new SampleStore();
  for (const [at, { status, ms, expected = true, name = 'POST /coupons', setup = false }] of all.entries()) {
    const timeMs = RUN_START_MS + 1000 + at * 100;
    const of = setup ? { group: '::setup' } : { group: '', scenario: 'rush' };
    const tags = { name, ...of, status: String(status), expected_response: String(expected) };
    store.add('http_reqs', timeMs, 1, tags);
    store.add('http_req_failed', timeMs, expected ? 0 : 1, tags);
    store.add('http_req_duration', timeMs, ms, tags);
    store.add('iterations', timeMs, 1, of);
    if (isCondensed && at === 0) store.condense();
  }
  const thresholds = [{ metric: 'http_req_failed', expression: 'rate<0.5', passed: true, samples: all.length }];
  const { api: _, ...run } = runOf({ ...measuredOf(store), thresholds });
  return { ...run, api: undefined, name: 'coupon.js', thinkMs: undefined };
}

const many = (count: number, make: (at: number) => Sent) => Array.from({ length: count }, (_, at) => make(at));
const won = many(20, (at) => ({ status: 201, ms: 100 + at }));
/** Two statuses, whose times lie between one another. */
const lost = many(280, (at) => ({ status: at % 2 === 0 ? 409 : 410, ms: 5 + (at % 40) }));
const rush = [...won, ...lost];

const p95 = (sent: readonly Sent[]) =>
  quantile(Float64Array.from(sent.map(({ ms }) => ms).toSorted((a, b) => a - b)), 0.95);

describe('a run of few successes and many declared rejections', () => {
  const run = runOfAnswers(rush);
  const analysed = analyse(run);

  test('knows the p95 of either exactly, over all statuses of rejection', () =>
    expect(answersApart(run)).toEqual({
      succeeded: { count: 20, p95Ms: p95(won), isFew: true },
      rejected: { count: 280, p95Ms: p95(lost) },
    }));

  test('is no invalid run, and a pass says that it was mostly rejections', () =>
    expect(gate([analysed]).runs[0]).toMatchObject({
      verdict: 'pass',
      reservations: [{ kind: 'rejected', ratio: 280 / 300 }],
    }));

  const text = '성공 20건(p95 118ms*) · 의도된 거절 280건(p95 42ms) (* 표본 부족)';
  test('says both once in the report, on the terminal, in the gate and in JSON', () => {
    const report = reportOf([analysed], 'ko');
    expect(report.match(/의도된 거절 280건/g)).toHaveLength(1);
    expect(report).toContain(`- ${text.replaceAll('*', '\\*')}\n`);
    expect(reportOf([analysed], 'en')).toContain('- 20 succeeded (p95 118ms\\*) · 280 expected rejections (p95 42ms)');
    // On a terminal lines are folded.
    const onOneLine = (shown: string) => shown.replaceAll(/\s+/g, ' ');
    const terminal = (runs: readonly (typeof analysed)[]) =>
      onOneLine(
        runSummary(runs, [], 'ko')
          .flatMap((line) => line.map((part) => part.text))
          .join(' '),
      );
    expect(terminal([analysed]).split(text)).toHaveLength(2);
    expect(terminal([analysed, analysed]).split(text)).toHaveLength(3);
    expect(onOneLine(gateTable(gateView(gate([analysed]), 'ko'), 'ko'))).toContain(`- 측정된 요청: ${text}`);
    const p95Ms = { succeeded: p95(won), rejected: p95(lost) };
    expect(jsonReport([analysed], 'ko').apis[0]?.rejections).toEqual({
      succeeded: { count: 20, p95Ms: p95Ms.succeeded },
      rejected: { count: 280, p95Ms: p95Ms.rejected },
    });
  });

  test('and verify finds nothing wrong in that line', () => {
    const output = { ...analysed, file: 'samples.csv', line: 1, format: 'csv' } as const;
    for (const language of ['ko', 'en'] as const) {
      const line = reportOf([analysed], language).match(/^- .*280.*$/m)?.[0];
      const own = verify(`## coupon.js\n\n${line}\n`, 'report.md', [output]);
      expect(own).toMatchObject({ runs: 1, findings: [] });
    }
  });
});

test('what setup() sent is neither, and what failed is neither', () => {
  const login = { status: 200, ms: 900, name: 'POST /login', setup: true };
  const failed = many(5, () => ({ status: 500, ms: 1, expected: false }));
  expect(answersApart(runOfAnswers([login, ...rush, ...failed]))).toMatchObject({
    succeeded: { count: 20, p95Ms: p95(won) },
    rejected: { count: 280 },
  });
});

test('nothing but rejections is no measurement, also beside a login', () => {
  const login = { status: 200, ms: 900, name: 'POST /login', setup: true };
  for (const sent of [lost, [login, ...lost]]) {
    expect(gate([analyse(runOfAnswers(sent))]).runs[0]).toMatchObject({
      verdict: 'invalid',
      rows: expect.arrayContaining([
        expect.objectContaining({ check: 'samples', reason: expect.objectContaining({ kind: 'all-rejected' }) }),
      ]),
    });
  }
});

test('a run without rejections says nothing of them', () => {
  const run = runOfAnswers(many(300, () => ({ status: 200, ms: 5 })));
  expect([run.measured.expectedTimes, answersApart(run)]).toEqual([undefined, undefined]);
  expect(reportOf([analyse(run)], 'ko')).not.toContain('의도된 거절');
});

test('counted samples estimate the p95s, and an API that expects the status has no rejections', () => {
  const apart = answersApart(runOfAnswers(rush, true));
  expect(apart?.succeeded?.count).toBe(20);
  expect(apart?.rejected.p95Ms).toBeGreaterThan(0.99 * 42.05);
  expect(apart?.rejected.p95Ms).toBeLessThan(1.01 * 42.05);
});

describe('a summary', () => {
  const counter = (name: string, count: number): Metric => ({ name, kind: 'counter', values: { count } });
  const trend = (name: string, ms: number): Metric => ({ name, kind: 'trend', values: { 'p(95)': ms } });
  const summed = (metrics: readonly Metric[], failedRequests = 0): Run => {
    const run = runOfAnswers(rush);
    const total = { requests: 300, failedRequests, failedRatio: failedRequests / 300, requestsPerSec: 10 };
    const { responses: _, expectedTimes: __, timeline: ___, ...measured } = run.measured;
    return withMeasured({ ...run, measured }, { metrics, total, scenarios: {} });
  };
  test('says what it carries: counts by status, and the p95 of a single one', () => {
    const metrics = [counter('http_reqs{status:409}', 280), trend('http_req_duration{status:409}', 43)];
    expect(answersApart(summed(metrics))).toEqual({ succeeded: undefined, rejected: { count: 280, p95Ms: 43 } });
    expect(reportOf([analyse(summed(metrics))], 'ko')).toContain('- 의도된 거절 280건(p95 43ms)\n');
    const both = [...metrics, counter('http_reqs{status:201}', 20)];
    expect(answersApart(summed(both))).toEqual({ succeeded: { count: 20 }, rejected: { count: 280, p95Ms: 43 } });
    const two = [...metrics, counter('http_reqs{status:410}', 5), trend('http_req_duration{status:410}', 4)];
    expect(answersApart(summed(two))?.rejected).toEqual({ count: 285 });
  });
  test('nothing where a status may be a failure, or no answer is told apart', () => {
    expect(answersApart(summed([counter('http_reqs{status:409}', 280)], 280))).toBeUndefined();
    const own: Metric = { name: 'http_req_failed{status:409}', kind: 'rate', values: { passes: 0, fails: 280 } };
    expect(answersApart(summed([counter('http_reqs{status:409}', 280), own], 3))?.rejected.count).toBe(280);
    expect(answersApart(summed([]))).toBeUndefined();
  });
  test('of nothing but rejections is no measurement either', () =>
    expect(gate([analyse(summed([counter('http_reqs{status:409}', 300)]))]).verdict).toBe('invalid'));
});
