import { describe, expect, test } from 'vitest';
import { recordOf } from '../../testing/reference-runs.ts';
import { analyse } from '../analyse/analyse.ts';
import { gate } from '../analyse/gate/judge.ts';
import type { Measurement, Metric } from '../model/measurement.ts';
import type { EndedBy, RunRecord } from '../model/record.ts';
import type { Run } from '../model/run.ts';
import type { Merge } from '../model/runners.ts';
import { thresholdKey } from '../parse/merge-summaries.ts';
import { scopesOf } from '../parse/scopes.ts';
import { mergedRun, wholeRecord } from './merged-run.ts';

const REQUESTS: Metric = { name: 'http_reqs', kind: 'counter', values: { count: 1000, rate: 100 } };
const FAILED: Metric = { name: 'http_req_failed', kind: 'rate', values: { passes: 0, fails: 1000, rate: 0 } };

function measurement(duration: Pick<Metric, 'values' | 'ranges' | 'precision'>): Measurement {
  const metrics: Metric[] = [REQUESTS, FAILED, { name: 'http_req_duration', kind: 'trend', ...duration }];
  return { metrics, ...scopesOf(metrics), checks: [], thresholds: [], runMs: 10_000 };
}

const RANGED = measurement({ values: { min: 1, max: 90 }, ranges: { 'p(95)': [23.92, 25.06] } });
const EXACT = measurement({ values: { min: 1, max: 90, 'p(95)': 24.67, count: 1000 } });

function runOf(measured: Measurement, demands: Readonly<Record<string, readonly string[]>>, from: Merge['from']): Run {
  return mergedRun(
    {
      measured,
      sources: [{ file: 'r1', line: 1, format: from === 'samples' ? 'ndjson' : 'summary-export' }],
      merge: { runners: [], testRun: undefined, from },
      demands: new Map(Object.entries(demands).map(([metric, all]) => [metric, new Set(all)])),
    },
    {},
  );
}

const judged = (run: Run) => {
  const { verdict, runs } = gate([analyse(run)]);
  const row = runs[0]?.rows.find(({ part }) => part === 'service-level');
  return [verdict, row?.outcome, row?.reason?.kind];
};

describe('a goal on a quantile that only runners know', () => {
  test.each([
    ['p(95)<30', ['pass', 'pass', 'per-runner']],
    ['p(95)<20', ['slo-fail', 'slo-fail', 'per-runner']],
    ['p(95)<24.5', ['inconclusive', 'inconclusive', 'per-runner']],
    ['p(95)<25.06', ['inconclusive', 'inconclusive', 'per-runner']],
    ['p(95)>=23.92', ['pass', 'pass', 'per-runner']],
    // Between two figures that differ from a limit there may be one that does not.
    ['p(95)!=24', ['inconclusive', 'inconclusive', 'per-runner']],
  ])('%s', (expression, expected) => {
    expect(judged(runOf(RANGED, { http_req_duration: [expression] }, 'summaries'))).toStrictEqual(expected);
  });

  test('a place that was cut off may lie beyond the limit', () => {
    const cutOff = measurement({
      values: { min: 1, max: 90 },
      ranges: { 'p(95)': [23.92, 25.06] },
      precision: { 'p(95)': 0.01 },
    });
    const verdict = (limit: number) => judged(runOf(cutOff, { http_req_duration: [`p(95)<${limit}`] }, 'summaries'))[0];
    expect([verdict(25.065), verdict(25.08)]).toStrictEqual(['inconclusive', 'pass']);
  });

  test('is missed where k6 marked it as crossed in one of them: no other makes that good', () => {
    const merged = (crossed: readonly string[]) =>
      mergedRun(
        {
          measured: RANGED,
          sources: [{ file: 'r1', line: 1, format: 'summary-export' }],
          merge: { runners: [], testRun: undefined, from: 'summaries' },
          demands: new Map([['http_req_duration', new Set(['p(95)<24.5', 'max<91'])]]),
          crossed: new Set(crossed),
        },
        {},
      );
    const key = (expression: string) => thresholdKey({ metric: 'http_req_duration', expression });
    expect(judged(merged([key('p(95)<24.5')]))).toStrictEqual(['slo-fail', 'slo-fail', 'per-runner']);
    expect(judged(merged([]))[0]).toBe('inconclusive');
    // Of the largest of all there is one figure, and it is judged.
    expect(judged(merged([key('max<91')]))[0]).toBe('inconclusive');
  });

  test('the report leaves it undecided, too', () => {
    const run = analyse(runOf(RANGED, { http_req_duration: ['p(95)<24.5'] }, 'summaries'));
    expect(run.verdict.kind).toBe('undecided');
    expect(analyse(runOf(RANGED, { http_req_duration: ['p(95)<30'] }, 'summaries')).verdict.kind).toBe('pass');
  });
});

describe('thresholds of the script', () => {
  test('are judged on the figures of all runners', () => {
    const run = runOf(EXACT, { http_req_duration: ['p(95)<24.5', 'max<91'] }, 'samples');
    expect(run.measured.thresholds.map(({ expression, passed }) => [expression, passed])).toStrictEqual([
      ['p(95)<24.5', false],
      ['max<91', true],
    ]);
    expect(run.merge?.thresholds).toBe('judged');
  });

  test('are no verdict where those of a sub-metric may be missing, unless one was missed', () => {
    const partial = { http_req_duration: ['p(95)<30'], 'http_req_duration{scenario:a}': [] };
    const open = runOf(EXACT, partial, 'samples');
    expect(open).toMatchObject({
      measured: {
        thresholds: [
          { expression: 'p(95)<30', passed: true },
          { expression: '', isUnstated: true },
        ],
      },
      merge: { thresholds: 'unknown' },
    });
    expect(gate([analyse(open)])).toMatchObject({ verdict: 'invalid' });
    const missed = runOf(EXACT, { ...partial, http_req_duration: ['p(95)<20'] }, 'samples');
    expect(gate([analyse(missed)])).toMatchObject({ verdict: 'slo-fail' });
    // k6 makes this one by itself.
    const own = { http_req_duration: ['p(95)<30'], 'http_req_duration{expected_response:true}': [] };
    expect(runOf(EXACT, own, 'samples').measured.thresholds).toHaveLength(1);
  });
});

describe('the record of parts that were run apart', () => {
  const BY_ITSELF = { code: 0, meaning: 'ok' };
  const ENDED = { code: 105, meaning: 'interrupted' };
  const whole = (...ends: readonly (EndedBy | undefined)[]) =>
    wholeRecord(
      ends.map((endedBy, at): RunRecord => {
        const exit = endedBy && endedBy.cause !== 'unanswered' ? ENDED : BY_ITSELF;
        return {
          ...recordOf('get-balance'),
          share: { of: ends.length, only: at + 1 },
          exit,
          ...(endedBy && { endedBy }),
        };
      }),
    );
  const lost: EndedBy = { cause: 'give-up', second: 7 };
  const silent: EndedBy = { cause: 'unanswered', second: 0 };

  test('ends for what ended any of them: a target that one of them lost has missed its goals', () => {
    const record = whole(undefined, lost, undefined);
    expect(record.endedBy).toStrictEqual(lost);
    const run: Run = { ...runOf(EXACT, {}, 'samples'), record };
    const row = gate([analyse(run)]).runs[0]?.rows.find(({ reason }) => reason?.kind === 'ended-by');
    expect(row).toMatchObject({ check: 'exit', outcome: 'slo-fail', reason: { kind: 'ended-by', cause: 'give-up' } });
  });

  test('tells of no answers at all only where none of them had any', () => {
    expect(whole(silent, lost).endedBy).toStrictEqual(lost);
    expect(whole(silent, silent).endedBy).toStrictEqual(silent);
    expect(whole(silent, undefined)).not.toHaveProperty('endedBy');
    expect(whole(undefined, undefined)).not.toHaveProperty('endedBy');
  });
});
