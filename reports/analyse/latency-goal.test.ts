import { expect, test } from 'vitest';
import { levelsRun } from '../../testing/reference-seconds.ts';
import type { Threshold } from '../model/measurement.ts';
import { latencyGoal } from './latency-goal.ts';

/** A run with these thresholds, in which so many requests of a second fail. */
function runWith(thresholds: readonly (readonly [string, string])[], failed = 0) {
  const run = levelsRun([10, 20], 10, () => ({ perSec: 10, failed, responseMs: () => 10 }));
  const judged = thresholds.map(([metric, expression]): Threshold => ({ metric, expression, passed: true }));
  return { ...run, measured: { ...run.measured, thresholds: judged } };
}

const SUCCESSES = 'http_req_duration{expected_response:true}';

test('of several goals the strictest counts, and only limits from above are goals', () => {
  const run = runWith([
    [SUCCESSES, 'p(95)<500'],
    [SUCCESSES, 'p(95)<300'],
    [SUCCESSES, 'p(95)>1'],
    [SUCCESSES, 'p(99)<200'],
  ]);
  expect(latencyGoal(run, 'p(95)')).toStrictEqual({ limitMs: 300, comparison: '<', isOfSuccesses: true });
  expect(latencyGoal(run, 'p(99)')).toStrictEqual({ limitMs: 200, comparison: '<', isOfSuccesses: true });
  expect(latencyGoal(run, 'med')).toBeUndefined();
});

test('of two limits that are the same, the one that allows less counts', () => {
  for (const all of [
    ['p(95)<=300', 'p(95)<300'],
    ['p(95)<300', 'p(95)<=300'],
  ]) {
    const run = runWith(all.map((expression) => [SUCCESSES, expression]));
    expect(latencyGoal(run, 'p(95)')).toMatchObject({ limitMs: 300, comparison: '<' });
  }
});

test('a goal for all requests is that of the successes where nothing failed', () => {
  const goal = [['http_req_duration', 'p(95)<400']] as const;
  expect(latencyGoal(runWith(goal), 'p(95)')).toStrictEqual({ limitMs: 400, comparison: '<', isOfSuccesses: true });
  expect(latencyGoal(runWith(goal, 1), 'p(95)')).toStrictEqual({ limitMs: 400, comparison: '<', isOfSuccesses: false });
});

test('a scenario has its own goal, else that of the run; goals of other things are not its', () => {
  const run = runWith([
    ['http_req_duration{scenario:peak}', 'p(95)<900'],
    ['http_req_duration{name:login}', 'p(95)<100'],
    [SUCCESSES, 'p(95)<300'],
  ]);
  expect(latencyGoal(run, 'p(95)', 'peak')?.limitMs).toBe(900);
  expect(latencyGoal(run, 'p(95)', 'other')?.limitMs).toBe(300);
  expect(latencyGoal(run, 'p(95)')?.limitMs).toBe(300);
});
