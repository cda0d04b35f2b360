import { expect, test } from 'vitest';
import { measuredSeconds, runOf } from '../../../testing/reference-seconds.ts';
import { withMeasured } from '../../../testing/test-runs.ts';
import type { Goal, SourcedGoal } from '../../model/gate.ts';
import { judge } from './judge.ts';
import { isOfAllFailures } from './measures.ts';

/** Ten seconds of 20 requests, all of which fail from one second on. */
const failing = (since: number) =>
  runOf(
    measuredSeconds(
      Array.from({ length: 10 }, (_, second) => ({
        ...{ perSec: 20, vus: 1, responseMs: () => 10 },
        failed: second >= since ? 20 : 0,
      })),
    ),
  );

const goal = (measure: Goal['measure'], limit: number): SourcedGoal => ({
  ...{ source: 'file', measure, comparison: '<=', limit, scenario: undefined },
});
const latency = goal({ kind: 'max' }, 1000);
const failures = goal({ kind: 'failed' }, 0.9);

const judged = (since: number, goals: readonly SourcedGoal[]) =>
  judge({ run: failing(since), delivered: [], findings: [] }, goals);
const reasons = (since: number, goals: readonly SourcedGoal[]) =>
  judged(since, goals).rows.flatMap(({ reason }) => (reason?.kind === 'all-failed' ? [reason.sinceSec] : []));

test('a run in which nothing but failures came to the end is no pass, where no goal says how many may fail', () => {
  expect(judged(4, [latency]).verdict).toBe('slo-fail');
  expect(reasons(4, [latency])).toStrictEqual([4]);
  expect(reasons(4, [failures])).toStrictEqual([]);
  expect(judged(10, [latency]).verdict).toBe('pass');
});

test('a goal that a part, a scenario or successful requests alone may fail says nothing of all', () => {
  const threshold = (metric: string): SourcedGoal => ({
    ...{ source: 'threshold', threshold: { metric, expression: 'rate<0.01', passed: true } },
  });
  const others: SourcedGoal[] = [
    { ...failures, part: { kind: 'request', name: 'other' } } as SourcedGoal,
    { ...failures, scenario: 'other' } as SourcedGoal,
    ...['{name:other}', '{scenario:other}', '{expected_response:true}'].map((of) => threshold(`http_req_failed${of}`)),
    latency,
  ];
  expect(others.filter(isOfAllFailures)).toStrictEqual([]);
  const all = [failures, threshold('http_req_failed'), threshold('browser_http_req_failed')];
  expect(all.filter(isOfAllFailures)).toStrictEqual(all);
});

test('what is undecided is decided where nothing but failures came to the end', () => {
  const few = goal({ kind: 'quantile', q: 0.999 }, 10);
  expect(judged(10, [few]).verdict).toBe('inconclusive');
  expect(judged(4, [few]).verdict).toBe('slo-fail');
});

test('the last moments of a run are no such end', () => expect(reasons(8, [latency])).toStrictEqual([]));

test('a run without goals in which every request failed has missed what nobody had to say', () => {
  expect(judged(0, []).verdict).toBe('slo-fail');
  expect(judged(0, [failures]).verdict).toBe('slo-fail');
  expect(reasons(0, [])).toStrictEqual([0]);
  expect(reasons(10, [])).toStrictEqual([]);
});

test('of a summary only the whole run is known', () => {
  const { timeline: _, ...summary } = failing(4).measured;
  const run = withMeasured(failing(4), { ...summary, timeline: undefined });
  expect(judge({ run, delivered: [], findings: [] }, [latency]).verdict).toBe('pass');
});
