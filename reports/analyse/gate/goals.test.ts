import { describe, expect, test } from 'vitest';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { withMeasured } from '../../../testing/test-runs.ts';
import type { SloFile, SloSection, SourcedGoal } from '../../model/gate.ts';
import type { Threshold } from '../../model/measurement.ts';
import type { Run } from '../../model/run.ts';
import { parseSlo } from '../../parse/slo.ts';
import { analyse } from '../analyse.ts';
import { SUCCESSES } from '../criteria.ts';
import { goalsOf } from './goals.ts';
import { serviceLevelRows } from './service-levels.ts';

const rows = (run: Run) => serviceLevelRows(run, analyse(run).delivered, goalsOf(run, undefined));

const balance = referenceRun('get-balance');

/** A run with nothing but these thresholds, from elsewhere. */
const with_ = (...thresholds: Threshold[]): Run => ({ ...withMeasured(balance, { thresholds }), record: undefined });

describe('which service levels hold', () => {
  const stated = (run: Run, text?: string) =>
    goalsOf(run, text === undefined ? undefined : parseSlo(text, 'slo.yaml')).map((goal: SourcedGoal) =>
      goal.source === 'threshold'
        ? [goal.source, goal.threshold.metric, goal.threshold.expression]
        : [
            goal.source,
            goal.measure.kind === 'quantile' ? goal.measure.q : goal.measure.kind,
            goal.limit,
            ...(goal.scenario ? [goal.scenario] : []),
          ],
    );
  const own: Threshold = { metric: 'http_req_duration', expression: 'p(95)<500', passed: true };

  test('k6 has judged what is declared for an API: its verdict counts, in full precision', () =>
    expect(stated(balance)).toStrictEqual([
      ['threshold', SUCCESSES, 'p(95)<=1000'],
      ['threshold', 'http_req_failed', 'rate<=0.01'],
    ]));

  test('what is declared today replaces what was declared when the run was made', () => {
    const old = withMeasured(balance, {
      thresholds: [
        { metric: SUCCESSES, expression: 'p(95)<=5000', passed: true },
        { metric: 'checks', expression: 'rate>0.9', passed: true },
      ],
    });
    expect(stated(old)).toStrictEqual([
      ['threshold', 'checks', 'rate>0.9'],
      ['declared', 0.95, 1000],
      ['declared', 'failed', 0.01],
    ]);
  });

  test('a foreign script’s own thresholds are its service levels, also where it tests a known API', () =>
    expect(stated(with_(own))).toStrictEqual([['threshold', 'http_req_duration', 'p(95)<500']]));

  test('output of a known API without any has those that are declared', () =>
    expect(stated(with_())).toStrictEqual([
      ['declared', 0.95, 1000],
      ['declared', 'failed', 0.01],
    ]));

  test('the file replaces what it states anew and nothing else; a section counts more than the default', () => {
    const text = 'default: { p95: 2s, tps: 5 }\nget-balance: { p95: 300ms, scenarios: { peak_test: { p95: 1s } } }';
    expect(stated(balance, text)).toStrictEqual([
      ['threshold', 'http_req_failed', 'rate<=0.01'],
      ['file', 'tps', 5],
      ['file', 0.95, 300],
      ['file', 0.95, 1000, 'peak_test'],
    ]);
    expect(stated(referenceRun('place-order'), text)).toContainEqual(['file', 0.95, 2000]);
  });

  test('every threshold of the same figure gives way, on all requests or on successful ones', () =>
    expect(
      stated(with_(own, { ...own, expression: 'p(95)<900' }, { ...own, expression: 'p(99)<900' }), 'p95: 1s'),
    ).toStrictEqual([
      ['threshold', 'http_req_duration', 'p(99)<900'],
      ['file', 0.95, 1000],
    ]));

  test('a run without any gets a row that says so', () =>
    expect(rows({ ...with_(), api: undefined })).toMatchObject([
      { outcome: 'not-judged', goal: undefined, reason: { kind: 'no-goals' } },
    ]));
});

test('a section of another name is no section of the run', () => {
  const section: SloSection = { line: 1, goals: [] };
  const slo: SloFile = { file: 'x', text: '', everywhere: section, byName: new Map([['place-order', section]]) };
  expect(goalsOf(balance, slo)).toStrictEqual(goalsOf(balance, undefined));
});

describe('a goal for a check', () => {
  const checks = [
    { name: 'status', passed: 100, failed: 0 },
    { name: 'status', group: '::cart::add', passed: 90, failed: 10 },
    { name: 'status', group: '::pay', passed: 0, failed: 100 },
    { name: 'body', group: '::pay', passed: 99, failed: 1 },
  ];
  const judged = (text: string) => {
    const run = withMeasured({ ...with_(), api: undefined }, { checks });
    const goals = goalsOf(run, parseSlo(text, 'slo.yaml'));
    return serviceLevelRows(run, [], goals).map(({ goal, outcome, actual }) => [
      goal && goal.source !== 'threshold' && goal.measure.kind === 'check' ? goal.measure.check : '?',
      outcome,
      actual,
    ]);
  };

  test('by its name holds for each check of that name, whose groups are not lumped together', () =>
    expect(judged("checks: { status: '20%', body: '1%' }")).toStrictEqual([
      ['status', 'pass', 0],
      ['cart › add › status', 'pass', 0.1],
      ['pay › status', 'slo-fail', 1],
      ['pay › body', 'pass', 0.01],
    ]));

  test('by its path, as reports show it or as k6 writes it, holds for that one', () =>
    expect(judged("checks: { 'cart › add › status': '5%', '::pay::body': '5%' }")).toStrictEqual([
      ['cart › add › status', 'slo-fail', 0.1],
      ['pay › body', 'pass', 0.01],
    ]));

  test('by a path in the section of the run takes the place of one by name for all runs', () =>
    expect(
      judged(`default: { checks: { status: '20%' } }\n${balance.name}: { checks: { 'pay › status': '100%' } }`),
    ).toStrictEqual([
      ['status', 'pass', 0],
      ['cart › add › status', 'pass', 0.1],
      ['pay › status', 'pass', 1],
    ]));

  test('of an unknown path is not judged', () =>
    expect(judged("checks: { 'cart › status': '5%' }")).toStrictEqual([['cart › status', 'not-judged', undefined]]));
});
