import { describe, expect, test } from 'vitest';
import { gauge, withMeasured } from '../../../testing/test-runs.ts';
import { demanding, recorded, rows, unrecorded } from '../../../testing/validity-rows.ts';
import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Measurement, Metric, Responses } from '../../model/measurement.ts';
import type { OutputFormat } from '../../model/output.ts';
import type { RunRecord } from '../../model/record.ts';
import type { Run } from '../../model/run.ts';

describe('how k6 ended', () => {
  test.each([
    [0, 'pass'],
    [110, 'slo-fail'],
    [105, 'invalid'],
    [107, 'invalid'],
    [108, 'invalid'],
    [null, 'invalid'],
  ] as const)('%s: %s', (code, outcome) =>
    expect(rows('exit', recorded({ exit: { code, meaning: '' } }))).toMatchObject([{ outcome }]),
  );
  test('99 is told by the rows of the thresholds that were crossed; without such rows k6’s word is all there is', () => {
    const thresholds = [{ metric: 'checks', expression: 'rate>0.9', passed: false }];
    const run = withMeasured(recorded({ exit: { code: 99, meaning: '' } }), { thresholds });
    expect(rows('exit', run)).toMatchObject([{ outcome: 'pass' }]);
    expect(rows('exit', withMeasured(run, { thresholds: [] }))).toMatchObject([
      { outcome: 'slo-fail', reason: { kind: 'k6-exit', code: 99 } },
    ]);
  });
  test('an exception in teardown alone is told as that', () => {
    const exceptions = { count: 0, teardown: 'Error: x\n\tat teardown (file:///a.js:1:1(1))' };
    // k6 ends with 255 where an async teardown() rejects.
    for (const code of [107, 255])
      expect(rows('exit', recorded({ exit: { code, meaning: '' }, exceptions }))).toMatchObject([
        { outcome: 'invalid', reason: { kind: 'teardown-failed', message: 'Error: x' } },
      ]);
  });
  test.each([
    ['give-up', 'slo-fail'],
    ['first-answers', 'slo-fail'],
    ['shop-lost', 'invalid'],
  ] as const)('buha ended it for %s: %s, and neither its length nor its plan is held against it', (cause, outcome) => {
    const reason = { kind: 'ended-by', cause, second: 7 };
    const ended = demanding({ exit: { code: 105, meaning: 'interrupted' }, endedBy: { cause, second: 7 } });
    const short = withMeasured(ended, { runMs: 9000 });
    expect(rows('exit', short)).toMatchObject([{ outcome, actual: 105, reason }]);
    expect(rows('length', short)).toMatchObject([{ outcome: 'not-judged', reason }]);
    for (const row of rows('delivered', short)) expect(row.outcome).toMatch(/^(pass|not-judged)$/);
  });
  test('a target that was never there leaves nothing to measure, and has missed its goals all the same', () => {
    const endedBy = { cause: 'give-up', second: 0 } as const;
    const nothing = { metrics: [], total: {}, scenarios: {}, checks: [], thresholds: [], runMs: 30_000 };
    const run = withMeasured(recorded({ exit: { code: 105, meaning: 'interrupted' }, endedBy }), nothing);
    expect(rows('samples', run)).toMatchObject([{ outcome: 'not-judged', reason: { kind: 'ended-by' } }]);
    expect(rows('exit', run)).toMatchObject([{ outcome: 'slo-fail' }]);
  });
  test('an interruption is no end', () =>
    expect(rows('exit', recorded({ interrupted: true }))).toMatchObject([
      { outcome: 'invalid', reason: { kind: 'interrupted' } },
    ]));
  test('is not judged without a record or a log, which is said', () => {
    const of = (format: OutputFormat) => rows('exit', { ...unrecorded, sources: [{ file: 'a', line: 1, format }] });
    for (const format of ['summary-export', 'csv'] as const)
      expect(of(format)).toMatchObject([{ outcome: 'not-judged', reason: { kind: 'end-not-told', isText: false } }]);
    expect(of('text')).toMatchObject([{ outcome: 'not-judged', reason: { isText: true } }]);
  });
  test.each([
    [110, 'slo-fail'],
    [108, 'invalid'],
    [undefined, 'invalid'],
  ] as const)('by its log alone %s is %s', (code, outcome) => {
    const ended = { code, message: 'test aborted: x' };
    const of = (changes: Partial<Run>) =>
      rows('exit', { ...unrecorded, sources: [{ file: 'a', line: 1, format: 'text', ended }], ...changes });
    expect(of({})).toMatchObject([{ outcome, actual: code, reason: { kind: 'told-end', file: 'a', ...ended } }]);
    // A record knows better.
    expect(of({ record: recorded().record })).toMatchObject([{ outcome: 'pass' }]);
  });
  test('an exception in teardown is told as that by a log, too', () => {
    const ended = { code: 107, message: 'Error: x', within: 'teardown' } as const;
    expect(rows('exit', { ...unrecorded, sources: [{ file: 'a', line: 1, format: 'text', ended }] })).toMatchObject([
      { outcome: 'invalid', reason: { kind: 'teardown-failed', message: 'Error: x' } },
    ]);
  });
});

describe('exceptions', () => {
  const thrown = (
    first: string,
    exceptions: Partial<RunRecord['exceptions']> = {},
    changes: Partial<Measurement> = {},
  ) =>
    rows(
      'exceptions',
      withMeasured(
        recorded({
          exceptions: { count: 3, first, ...exceptions },
          script: { path: 'scenarios/place-order.ts', sha256: '' },
        }),
        { total: { iterations: 100, requests: 100, failedRequests: 0 }, ...changes },
      ),
    )[0];

  test('none is a pass, without a record nobody knows', () => {
    expect(rows('exceptions', recorded())).toMatchObject([{ outcome: 'pass', actual: 0 }]);
    expect(rows('exceptions', unrecorded)).toMatchObject([{ outcome: 'not-judged' }]);
    const thrown = { count: 9_999_999, first: 'Error: x\n\tat default (file:///a/b.js:7:1(2))' };
    const source = { file: 'log.txt', line: 1, format: 'text', thrown } as const;
    expect(rows('exceptions', { ...unrecorded, sources: [source] })).toMatchObject([
      { outcome: 'invalid', reason: { first: 'Error: x', place: { file: '/a/b.js', line: 7 }, isCounted: true } },
    ]);
  });

  test.each([
    [
      'TypeError: x\n\tat default (file:///home/me/shop/scenarios/place-order.ts:7:9(12)) scenario=a',
      'scenarios/place-order.ts',
      7,
    ],
    ['Error: in init\n\tat file:///home/me/shop/scenarios/place-order.ts:2:23(18)', 'scenarios/place-order.ts', 2],
    [
      'Error: x\n\tat parse (file:///home/me/shop/lib/csv.ts:31:5(3))\n\tat default (file:///a/place-order.ts:7:9(12))',
      '/home/me/shop/lib/csv.ts',
      31,
    ],
    ['Error: x\n\tat f (file:///C:/Users/me/place-order.ts:4:1(1))', 'scenarios/place-order.ts', 4],
  ])('in one iteration of a hundred they are invalid, with the first line and its place: %j', (first, file, line) =>
    expect(thrown(first)).toMatchObject({
      outcome: 'invalid',
      actual: 3,
      reason: { kind: 'exception', first: first.split('\n')[0], place: { file, line } },
    }),
  );

  test('fewer are counted and shown, and spoil nothing', () => {
    expect(thrown('x', { count: 9 }, { total: { iterations: 1000 } })).toMatchObject({
      outcome: 'pass',
      actual: 9,
      limit: 9,
    });
    expect(thrown('x', { count: 10 }, { total: { iterations: 1000 } })).toMatchObject({ outcome: 'invalid' });
  });

  test('those over answers that cannot be read are failures of the target', () => {
    const answer = { scenario: 'a', name: 'b', errorCode: undefined, expected: false } as const;
    const responses = [{ ...answer, status: 500, count: 15 }];
    const html = { count: 15, overAnswers: { notJson: 15, lacking: 0 } };
    const total = { iterations: 100, requests: 100, failedRequests: 15 };
    expect(thrown('x', html, { total, responses })).toMatchObject({ outcome: 'pass', reason: { answered: 15 } });
    // k6 counted no failure, since the pages came with 200.
    expect(thrown('x', html, { total: { ...total, failedRequests: 0 } })).toMatchObject({ outcome: 'slo-fail' });
    const lacking = { count: 15, overAnswers: { notJson: 0, lacking: 15 } };
    expect(thrown('x', lacking, { total, responses })).toMatchObject({ outcome: 'pass' });
    // A field that no failed answer explains is a mistake in the script.
    expect(thrown('x', lacking)).toMatchObject({ outcome: 'invalid', reason: { answered: 0 } });
  });

  test('a message without a place has none', () =>
    expect(thrown('Error: at last (maybe)')).toMatchObject({ outcome: 'invalid', reason: { place: undefined } }));
});

describe('what was given', () => {
  const finding = (id: Finding['id'], severity: Finding['severity'] = 'critical') =>
    ({ id, severity, confidence: 'measured', scope: 'total', figures: {} }) as unknown as Finding;

  test.each(['plan-mismatch', 'wrong-api', 'contradictory-sources'] as const)('does not fit together: %s', (id) =>
    expect(rows('data', recorded(), [finding(id)])).toMatchObject([
      { outcome: 'invalid', reason: { kind: 'unsettled', findings: [id] } },
    ]),
  );
  test('small contradictions of two outputs do not matter, nor do other findings', () =>
    expect(rows('data', recorded(), [finding('contradictory-sources', 'warning'), finding('long-tail')])).toMatchObject(
      [{ outcome: 'pass' }],
    ));
  test('a line that hides a goal lets nothing pass, unless another one was missed; one without a goal is named', () => {
    const unread = (isGoal?: true) => {
      const lines = [
        { line: 3, text: '? http_reqs' },
        { line: 4, text: 'x', ...(isGoal && { isGoal }) },
      ];
      return {
        ...withMeasured(recorded(), { thresholds: [] }),
        sources: [{ file: 'a.txt', line: 1, format: 'text', unread: lines } as const],
      };
    };
    const hidden = { kind: 'unread', hidesGoal: true, lines: [{ file: 'a.txt', line: 4, text: 'x' }] };
    expect(rows('data', unread(true))).toMatchObject([{ outcome: 'invalid', reason: hidden }]);
    const thresholds = [{ metric: 'checks', expression: 'rate>0.9', passed: false }];
    expect(rows('data', withMeasured(unread(true), { thresholds }))).toMatchObject([
      { outcome: 'pass', reason: hidden },
    ]);
    expect(rows('data', unread())).toMatchObject([{ outcome: 'pass', reason: { kind: 'unread', hidesGoal: false } }]);
  });
  test('samples that break off are half a run, unless a summary is there', () => {
    const samples = { file: 'samples.csv.gz', line: 1, format: 'csv', cutOff: true } as const;
    const summary = { file: 'summary.json', line: 1, format: 'summary-export' } as const;
    expect(rows('data', { ...recorded(), sources: [samples] })).toMatchObject([
      { outcome: 'invalid', reason: { kind: 'cut-off', file: 'samples.csv.gz' } },
    ]);
    expect(rows('data', { ...recorded(), sources: [summary, samples] })).toMatchObject([{ outcome: 'pass' }]);
  });
});

describe('samples', () => {
  const total = (changes: Run['measured']['total'], metrics: Run['measured']['metrics'] = []) =>
    rows('samples', withMeasured(recorded(), { total: changes, metrics }))[0];

  test('requests, or what else was sent; iterations alone measured nothing', () => {
    expect(total({ requests: 5 })).toMatchObject({ outcome: 'pass', actual: 5 });
    expect(total({ requests: 0, iterations: 7 })).toMatchObject({ outcome: 'invalid' });
    const grpc: Metric = { name: 'grpc_req_duration', kind: 'trend', values: { avg: 3, count: 7 } };
    expect(total({ iterations: 7 }, [grpc])).toMatchObject({ outcome: 'pass', actual: 7 });
    expect(total({ iterations: 7 }, [{ ...grpc, values: { avg: 0 } }])).toMatchObject({ outcome: 'invalid' });
  });
  test('nothing but expected rejections tested nothing', () => {
    const answer = { scenario: 'a', name: 'b', errorCode: undefined } as const;
    const run = (served: number, where: Partial<Responses> = {}) =>
      rows(
        'samples',
        withMeasured(recorded(), {
          total: { requests: 300 },
          responses: [
            { ...answer, status: 409, expected: true, count: 300 - served },
            { ...answer, status: 200, expected: true, count: served, ...where },
          ],
        }),
      )[0];
    expect(run(0)).toMatchObject({
      outcome: 'invalid',
      reason: { kind: 'all-rejected', answers: [{ status: 409, count: 300 }] },
    });
    expect(run(20)).toMatchObject({ outcome: 'pass', actual: 300 });
    // A login in setup() is no load.
    expect(run(1, { scenario: undefined })).toMatchObject({
      outcome: 'invalid',
      reason: { answers: [{ count: 299 }] },
    });
    expect(run(1)).toMatchObject({ outcome: 'pass' });
  });
  test('nothing at all is invalid, also where virtual users stood by', () => {
    for (const none of [{}, { requests: 0 }, { requests: 0, iterations: 0 }]) {
      expect(total(none)).toMatchObject({ outcome: 'invalid', reason: { kind: 'nothing-measured' } });
    }
    expect(total({}, [gauge('vus', 5)])).toMatchObject({ outcome: 'invalid' });
  });
  test('where k6 says what was crossed and no figure is there, that is all there is to judge', () => {
    const thresholds = [{ metric: 'errors', expression: '', passed: false }];
    const run = withMeasured(unrecorded, { metrics: [], total: {}, thresholds });
    expect(rows('samples', run)).toMatchObject([{ outcome: 'not-judged', reason: { kind: 'no-figures' } }]);
  });
  test('a text whose rows of requests are cut off is judged by what k6 says was crossed', () => {
    const thresholds = [{ metric: 'http_req_duration', expression: '', passed: false }];
    const run = withMeasured(unrecorded, { metrics: [gauge('vus', 5)], total: { iterations: 50 }, thresholds });
    const from = (format: OutputFormat) => ({ ...run, sources: [{ file: 'a', line: 1, format }] });
    expect(rows('samples', from('text'))).toMatchObject([{ outcome: 'not-judged' }]);
    expect(rows('samples', from('summary-export'))).toMatchObject([{ outcome: 'invalid' }]);
  });
  test('an output that names neither may hold a metric of its own', () =>
    expect(total({}, [{ name: 'orders', kind: 'counter', values: { count: 3 } }])).toMatchObject({ outcome: 'pass' }));
});

describe('planned scenarios', () => {
  const split = (run: Run, scenarios: Run['measured']['scenarios']) => withMeasured(run, { scenarios });
  const some = { requests: 10, iterations: 10 };

  test('both are there', () =>
    expect(rows('scenarios', recorded())).toMatchObject([{ outcome: 'pass', actual: 2, limit: 2 }]));
  test('one of which nothing ran is missing', () =>
    expect(rows('scenarios', split(recorded(), { load_test: some, peak_test: { iterations: 0 } }))).toMatchObject([
      { outcome: 'invalid', actual: 1, reason: { kind: 'scenarios-absent', names: ['peak_test'] } },
    ]));
  test('a summary names only those that a threshold asks for; samples name all', () => {
    const partly = split(recorded(), { load_test: some });
    expect(rows('scenarios', partly)).toMatchObject([{ outcome: 'not-judged', reason: { kind: 'not-split' } }]);
    const samples = { file: 'samples.csv', line: 1, format: 'csv' } as const;
    expect(rows('scenarios', { ...partly, sources: [samples] })).toMatchObject([{ outcome: 'invalid' }]);
  });
  test('is not judged where nobody knows the plan', () =>
    expect(rows('scenarios', { ...unrecorded, planned: [] })).toMatchObject([
      { outcome: 'not-judged', reason: { kind: 'no-plan' } },
    ]));
});

describe('the length of the run', () => {
  const lasting = (runMs: number | undefined, run = recorded()) => rows('length', withMeasured(run, { runMs }))[0];
  const plannedMs = 90_000;

  test('is at least 95 % of the plan', () => {
    expect(lasting(plannedMs * 0.95)).toMatchObject({ outcome: 'pass', limit: 85_500 });
    expect(lasting(plannedMs * 0.95 - 1)).toMatchObject({ outcome: 'invalid' });
  });
  test('of samples alone it lacks what lies before the first and after the last one', () => {
    const samples = { file: 'samples.csv', line: 1, format: 'csv' } as const;
    expect(lasting(84_000, { ...recorded(), sources: [samples] })).toMatchObject({ outcome: 'pass' });
  });
  test('is not judged where it is unknown, or none was planned', () => {
    expect(lasting(undefined)).toMatchObject({ outcome: 'not-judged', reason: { kind: 'no-length' } });
    expect(lasting(90_000, { ...unrecorded, planned: [] })).toMatchObject({ reason: { kind: 'no-plan' } });
  });
  test('a crossed threshold that ends the run is a miss, and what it lacks is no fault of its own', () => {
    const options = { thresholds: { checks: [{ threshold: 'rate>0.9', abortOnFail: true }] } };
    const thresholds = [{ metric: 'checks', expression: 'rate>0.9', passed: false, samples: 10 }];
    const ended = withMeasured(
      { ...demanding({ exit: { code: 99, meaning: '' } }), options },
      { thresholds, runMs: 30_000 },
    );
    expect(rows('length', ended)).toMatchObject([{ outcome: 'slo-fail', reason: { kind: 'aborted-by-threshold' } }]);
    expect(rows('delivered', ended).map(({ outcome }) => outcome)).not.toContain('invalid');
    expect(rows('length', withMeasured(ended, { thresholds: [] }))).toMatchObject([{ outcome: 'invalid' }]);
  });
});

test('requests without one whole iteration are those of setup(): no measurement, where the format would show iterations', () => {
  const of = (format: OutputFormat, changes: Partial<Run['measured']['total']>) =>
    rows(
      'samples',
      withMeasured(
        { ...unrecorded, sources: [{ file: 'a', line: 1, format }] },
        {
          total: { requests: 2, ...changes },
          responses: [],
          metrics: [{ ...gauge('vus', 1), name: 'http_req_blocked' }],
        },
      ),
    );
  const uncounted = withMeasured(
    { ...unrecorded, sources: [{ file: 'a', line: 1, format: 'summary-export' }] },
    {
      total: { requests: 2 },
      responses: [],
      metrics: [
        { ...gauge('vus', 1), name: 'http_req_blocked' },
        { name: 'iterations', kind: 'counter', values: {}, infinite: ['count'] },
      ],
    },
  );
  // How many they were is not known; that there was none is not either.
  expect(rows('samples', uncounted)).toMatchObject([{ outcome: 'pass' }]);
  for (const format of ['handle-summary', 'summary-export', 'csv', 'ndjson'] as const) {
    expect(of(format, {})).toMatchObject([{ outcome: 'invalid', reason: { kind: 'no-iterations' } }]);
    expect(of(format, { iterations: 1 })).toMatchObject([{ outcome: 'pass' }]);
  }
  expect(of('text', {})).toMatchObject([{ outcome: 'pass' }]);
});

test('a target that stopped answering has missed its goals, whoever ended the run', () => {
  const lost: Finding = {
    ...{ id: 'target-lost', severity: 'critical', confidence: 'measured', scope: TOTAL },
    figures: { sinceSec: 7, seconds: 20, before: undefined },
  };
  expect(rows('samples', recorded(), [lost])).toMatchObject([
    { outcome: 'slo-fail', reason: { kind: 'target-lost', sinceSec: 7 } },
  ]);
  expect(rows('samples', recorded(), [])).toMatchObject([{ outcome: 'pass' }]);
  // It never answered: nothing was measured, and no scenario has anything to show.
  const never = withMeasured(recorded(), { total: { requests: 0 }, scenarios: {}, metrics: [] });
  const sources = [{ file: 'samples.csv.gz', line: 1, format: 'csv' }] as const;
  const raw = { ...never, sources };
  expect(rows('samples', never, [lost])).toMatchObject([{ outcome: 'slo-fail', actual: 0 }]);
  expect(rows('scenarios', raw, [lost])).toMatchObject([{ outcome: 'not-judged', reason: { kind: 'target-lost' } }]);
  expect(rows('scenarios', raw, [])).toMatchObject([{ outcome: 'invalid', reason: { kind: 'scenarios-absent' } }]);
  // Nobody should look for raw samples of nothing.
  expect(rows('scenarios', never, [])).toMatchObject([{ outcome: 'not-judged', reason: { kind: 'nothing-measured' } }]);
});
