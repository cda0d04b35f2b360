import { expect, test } from 'vitest';
import { recordOf, referenceRun } from '../../../testing/reference-runs.ts';
import { closedPlan, measuredSeconds, runOf, type Second } from '../../../testing/reference-seconds.ts';
import { withMeasured } from '../../../testing/test-runs.ts';
import type { Scope } from '../../model/measurement.ts';
import type { Run } from '../../model/run.ts';
import { parseSlo } from '../../parse/slo.ts';
import { analyse } from '../analyse.ts';
import { goalsOf } from './goals.ts';
import { gate } from './judge.ts';
import { serviceLevelRows } from './service-levels.ts';

const scope = (p95: number, failedRequests = 0, requests = 1000): Scope => ({
  requests,
  failedRequests,
  failedRatio: failedRequests / requests,
  requestsPerSec: 10,
  durationMs: { p95, count: requests },
  successDurationMs: { p95, count: requests - failedRequests },
});

/** The reference's run of a buha profile, which k6 saw pass, with other figures for its two scenarios. */
const own = (load: Scope, peak: Scope): Run =>
  withMeasured(referenceRun('get-balance'), { scenarios: { load_test: load, peak_test: peak } });

const rows = (run: Run, slo?: string) =>
  serviceLevelRows(
    run,
    analyse(run).delivered,
    goalsOf(run, slo === undefined ? undefined : parseSlo(slo, 'slo.yaml')),
  );

const [P95, FAILED] = [
  { comparison: '<=', limit: 1000 },
  { comparison: '<=', limit: 0.01 },
];

test('each scenario is held to the goals of the run, and the worse one is named', () =>
  expect(rows(own(scope(700), scope(720, 2)))).toMatchObject([
    { ...P95, outcome: 'pass', scenario: 'peak_test', actual: 720, margin: 280 },
    { ...FAILED, outcome: 'pass', scenario: 'peak_test', actual: 0.002 },
  ]));

test('one that misses is a missed goal, though the whole met it and k6 said so', () => {
  const run = own(scope(1200), scope(400, 30));
  expect(rows(run)).toMatchObject([
    { ...P95, outcome: 'slo-fail', scenario: 'load_test', actual: 1200, margin: -200 },
    { ...FAILED, outcome: 'slo-fail', scenario: 'peak_test', actual: 0.03 },
  ]);
  expect(gate([analyse(run)]).verdict).toBe('slo-fail');
  expect(analyse(run).verdict.kind).toBe('slo-fail');
});

test('what k6 saw crossed stays missed: the worse scenario is shown', () => {
  const thresholds = [
    { metric: 'http_req_duration{expected_response:true}', expression: 'p(95)<=1000', passed: false },
  ];
  const crossed = (...scopes: [Scope, Scope]) => rows(withMeasured(own(...scopes), { thresholds }))[0];
  expect(crossed(scope(900), scope(4000))).toMatchObject({ outcome: 'slo-fail', scenario: 'peak_test', actual: 4000 });
  // What setup() sent belongs to neither.
  expect(crossed(scope(900), scope(800))).toMatchObject({ outcome: 'slo-fail', scenario: undefined });
});

test('a scenario with a goal of its own is held to that', () => {
  const run = withMeasured(own(scope(150), scope(900)), { total: scope(180, 0, 2000) });
  expect(rows(run, 'p95: 200ms\nscenarios: { peak_test: { p95: 1s } }').slice(-2)).toMatchObject([
    { limit: 200, outcome: 'pass', scenario: 'load_test', actual: 150 },
    { limit: 1000, outcome: 'pass', scenario: 'peak_test', actual: 900 },
  ]);
  expect(rows(run, 'p95: 200ms').at(-1)).toMatchObject({ outcome: 'slo-fail', scenario: 'peak_test' });
});

test('amounts are those of the whole run: throughput adds up', () =>
  expect(rows(own(scope(150), scope(900)), 'tps: 15').at(-1)).toMatchObject({
    outcome: 'pass',
    scenario: undefined,
  }));

test('few samples of a scenario decide where they can, and leave the whole as it is where they cannot', () => {
  const few = (p95: number): Scope => {
    const times = { min: p95, med: p95, p95, max: p95, count: 40 };
    return { ...scope(p95, 0, 40), durationMs: times, successDurationMs: times };
  };
  expect(rows(own(scope(700), few(5)))[0]).toMatchObject({ outcome: 'pass', scenario: 'load_test', actual: 700 });
  expect(rows(own(scope(700), few(5000)))[0]).toMatchObject({ outcome: 'slo-fail', scenario: 'peak_test' });
  expect(rows(own(scope(700), { requests: 0 }))[0]).toMatchObject({ outcome: 'pass', scenario: 'load_test' });
});

test('a foreign script is judged by k6’s mark alone, what is declared for it by each scenario', () => {
  const { profile: _, ...record } = recordOf('get-balance');
  const run: Run = { ...own(scope(1200), scope(400)), record };
  const { profile: __, ...foreign } = run;
  expect(rows(foreign)[0]).toMatchObject({ outcome: 'pass', scenario: undefined, actual: 720.98 });
  expect(rows(withMeasured(foreign, { thresholds: [] }))[0]).toMatchObject({
    outcome: 'slo-fail',
    scenario: 'load_test',
  });
});

test('raw samples tell scenarios apart; a run of one has nothing to name', () => {
  const second = (scenario: string, responseMs: number): Second => ({
    scenario,
    perSec: 30,
    vus: 3,
    responseMs: () => responseMs,
  });
  const of = (seconds: readonly Second[], ...names: string[]) => {
    const plans = names.map((name) => closedPlan(name, [[seconds.length, 3]]));
    return rows({ ...runOf(measuredSeconds(seconds), plans) }, 'p95: 50ms').at(-1);
  };
  const quick = Array.from({ length: 60 }, () => second('cart', 20));
  const slow = Array.from({ length: 10 }, () => second('pay', 90));
  // 300 of 2,100 requests: 14 %, more than p95 hides; with three times as many quick ones 5 % of them.
  expect(of([...quick, ...slow], 'cart', 'pay')).toMatchObject({ outcome: 'slo-fail', scenario: 'pay', actual: 90 });
  const many = [...quick, ...quick, ...quick, ...quick, ...slow];
  expect(of(many, 'cart', 'pay')).toMatchObject({ outcome: 'slo-fail', scenario: 'pay', actual: 90 });
  expect(of(quick, 'cart')).toMatchObject({ outcome: 'pass', scenario: undefined, actual: 20 });
});
