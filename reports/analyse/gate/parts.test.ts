import { describe, expect, test } from 'vitest';
import { handledJson } from '../../../testing/k6-documents.ts';
import { runOfKinds } from '../../../testing/reference-kinds.ts';
import { foreignRun } from '../../../testing/reference-runs.ts';
import type { SloFile } from '../../model/gate.ts';
import type { Run } from '../../model/run.ts';
import { parseHandleSummary } from '../../parse/handle-summary.ts';
import { parseSlo } from '../../parse/slo.ts';
import { analyse } from '../analyse.ts';
import { gate } from './judge.ts';

const judged = (run: Run, slo: string) => {
  const rows = gate([analyse(run)], parseSlo(slo, 'slo.yaml')).runs[0]?.rows ?? [];
  return rows.flatMap((row) =>
    row.part === 'service-level' && row.goal?.source === 'file' && row.goal.part
      ? [{ part: row.goal.part, outcome: row.outcome, actual: row.actual, reason: row.reason }]
      : [],
  );
};

describe('goals of single requests', () => {
  const run = runOfKinds([
    { name: 'GET /a', count: 300, ms: 10 },
    { name: 'POST /b', count: 300, ms: 900 },
    { name: 'POST /b', status: '500', count: 30, ms: 5 },
  ]);

  test('are judged on their own successful requests and failures', () => {
    const rows = judged(
      run,
      "requests:\n  'GET /a': { p95: 20ms, failed: 0 }\n  'POST /b': { p95: 500ms, failed: 1% }",
    );
    expect(rows.map(({ outcome, actual }) => [outcome, actual])).toEqual([
      ['pass', 10],
      ['pass', 0],
      ['slo-fail', 900],
      ['slo-fail', 30 / 330],
    ]);
    expect(rows[3]?.reason).toMatchObject({ kind: 'failures', answers: [{ status: 500, count: 30 }] });
  });

  test('may be quantiles that no table shows', () => {
    const slo = "requests: { 'GET /a': { p75: 20ms, p98: 5ms }, 'POST /b': { p80: 1s } }";
    expect(judged(run, slo).map(({ outcome, actual }) => [outcome, actual])).toEqual([
      ['pass', 10],
      ['slo-fail', 10],
      ['pass', 900],
    ]);
  });

  test('of which every request failed are missed, and no reason to call the run none', () => {
    const broken = runOfKinds([
      { name: 'GET /a', count: 300, ms: 10 },
      { name: 'POST /b', status: '500', count: 30, ms: 5 },
    ]);
    const answers = [{ status: 500, count: 30 }];
    const slo = (goals: string) => `requests: { 'POST /b': { ${goals} } }`;
    expect(judged(broken, slo('p95: 500ms'))).toMatchObject([
      { outcome: 'slo-fail', actual: undefined, reason: { kind: 'failures', answers } },
    ]);
    expect(judged(broken, slo('p95: 500ms, failed: 1%'))).toMatchObject([
      { outcome: 'undecidable', reason: { kind: 'no-samples' } },
      { outcome: 'slo-fail', actual: 1 },
    ]);
    for (const goals of ['p95: 500ms', 'p95: 500ms, failed: 1%']) {
      expect(gate([analyse(broken)], parseSlo(slo(goals), 'slo.yaml')).verdict).toBe('slo-fail');
    }
  });

  test('a name that the run has not is not judged, and the nearest ones are told', () => {
    expect(judged(run, "requests: { 'GET /aa': { p95: 20ms } }")).toMatchObject([
      { outcome: 'not-judged', reason: { kind: 'no-such-part', known: expect.arrayContaining(['GET /a']) } },
    ]);
  });

  test('what an input does not tell apart is not judged, and the threshold is told that would', () => {
    const summary = foreignRun({
      metrics: { http_reqs: { count: 10, rate: 1 } },
      root_group: { name: '', checks: {}, groups: {} },
    } as never);
    expect(judged(summary, "groups: { 'cart › add': { p95: 20ms } }")).toMatchObject([
      { outcome: 'not-judged', reason: { kind: 'part-not-told', metric: 'http_req_duration{group:::cart::add}' } },
    ]);
  });
});

describe('one file for several scripts', () => {
  const run = (name: string, kinds: Parameters<typeof runOfKinds>[0]): Run => ({
    ...runOfKinds(kinds),
    api: undefined,
    name,
  });
  const buyer = run('buy', [{ name: 'POST /order', count: 300, ms: 10 }]);
  const reader = run('read', [{ name: 'GET /list', count: 300, ms: 10 }]);
  const slo = parseSlo("requests: { 'POST /order': { p95: 500ms }, 'GET /list': { p95: 500ms } }", 'slo.yaml');
  const verdicts = (...runs: readonly Run[]) =>
    gate(
      runs.map((run) => analyse(run)),
      slo,
    ).runs.map(({ verdict }) => verdict);

  test('each meets what is said of its own requests', () =>
    expect(verdicts(buyer, reader)).toStrictEqual(['pass', 'pass']));

  test('what no run tells is judged by none', () => expect(verdicts(buyer)).toStrictEqual(['invalid']));

  test('a run that lacks a request of its own script is not excused by another script', () => {
    const broken = run('buy', [{ name: 'GET /cart', count: 300, ms: 10 }]);
    expect(verdicts(buyer, broken, reader)).toStrictEqual(['pass', 'invalid', 'pass']);
  });

  test('another script with a file of its own does not excuse it, nor does one without any', () => {
    const [own, other] = [slo, parseSlo('p95: 500ms', 'other/slo.yaml')];
    const judged = (ofReader: SloFile | undefined) => {
      const runs: Run[] = [{ ...buyer, slo: own }, ofReader ? { ...reader, slo: ofReader } : reader];
      const analysed = runs.map((one) => analyse(one, runs));
      const kept = gate(analysed).runs.map(({ verdict }) => verdict);
      // The same where the call finds none for them.
      const found = gate(analysed, () => undefined).runs.map(({ verdict }) => verdict);
      return [analysed[0]?.verdict.kind, kept[0], found[0]];
    };
    expect(judged(other)).toStrictEqual(['invalid', 'invalid', 'invalid']);
    expect(judged(undefined)).toStrictEqual(['invalid', 'invalid', 'invalid']);
    // Each run folder keeps a copy of the one file.
    expect(judged({ ...own, file: 'results/read/slo.yaml' })).toStrictEqual(['pass', 'pass', 'pass']);
  });
});

test('sub-metrics of a summary are the parts that they name, as far as they tell', () => {
  const summary = handledJson({ requests: 900, p95: 120 });
  const times = { avg: 10, min: 1, med: 9, max: 40, 'p(90)': 20, 'p(95)': 30 };
  const metrics = {
    ...summary.metrics,
    'http_req_duration{name:GET /users/{id}}': { type: 'trend', contains: 'time', values: times },
    'http_req_duration{group:::cart}': { type: 'trend', contains: 'time', values: times },
    'http_req_duration{kind:list}': { type: 'trend', contains: 'time', values: times },
    'checks{group:::cart}': { type: 'rate', contains: 'default', values: { passes: 1, fails: 0, rate: 1 } },
  };
  const measured = parseHandleSummary({ ...summary, metrics }, 'summary.json');
  expect(measured).toMatchObject({
    endpoints: { 'GET /users/{id}': { durationMs: { p95: 30 } } },
    groups: { '::cart': { durationMs: { p95: 30 } } },
    tags: { kind: { list: { durationMs: { p95: 30 } } } },
    hasSomeParts: true,
  });
  expect(measured.groups?.['::cart']?.checksPassed).toBeUndefined();
});
