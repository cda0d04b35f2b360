import { describe, expect, test } from 'vitest';
import { TEMPLATES } from '../../testing/reference-report.ts';
import { type ReferenceSample, RUN_START_MS } from '../../testing/reference-samples.ts';
import type { Run } from '../model/run.ts';
import { measuredOf } from '../parse/samples/measured.ts';
import { SampleStore } from '../parse/samples/sample-store.ts';
import { parseSummaryExport } from '../parse/summary-export.ts';
import { runCharts } from '../render/charts/run-charts.ts';
import { jsonReport } from '../render/json.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { runSummary } from '../render/run-summary.ts';
import { analyse } from './analyse.ts';
import { figureOf } from './gate/figures.ts';
import { judgedScope, metricsInstead } from './judged-scope.ts';
import { latencyGoal } from './latency-goal.ts';
import { FIGURE_IDS, figureOf as roundFigure } from './rounds.ts';

const tags = { scenario: 'default' };
const of = (metric: string, values: readonly number[]): ReferenceSample[] =>
  values.map((value, at) => ({ metric, atMs: at * 500, value, tags }));

function runOf(...samples: readonly ReferenceSample[]): Run {
  const store = new SampleStore();
  for (const { metric, atMs, value, tags: own } of samples) store.add(metric, RUN_START_MS + atMs, value, own);
  return {
    record: undefined,
    api: undefined,
    name: 'own',
    measured: measuredOf(store),
    planned: [],
    thinkMs: undefined,
  };
}

const TIMES_MS = [10, 20, 30, 40, 50];
const ones = TIMES_MS.map(() => 1);

describe.each([
  ['gRPC', ['grpc_req_duration'], of('grpc_req_duration', TIMES_MS)],
  [
    'WebSocket',
    ['ws_sessions', 'ws_session_duration'],
    [...of('ws_sessions', ones), ...of('ws_session_duration', TIMES_MS)],
  ],
  ['a browser', ['browser_http_req_duration'], of('browser_http_req_duration', TIMES_MS)],
])('a script of %s', (_, names, samples) => {
  const run = runOf(...samples, ...of('iterations', ones));

  test('has its own count, rate and times, of each scenario, too', () => {
    const own = {
      requests: 5,
      requestsPerSec: expect.closeTo(2.5, 1),
      durationMs: { med: 30, max: 50 },
      successDurationMs: { med: 30 },
    };
    expect(judgedScope(run)).toMatchObject(own);
    expect(judgedScope(run, 'default')).toMatchObject(own);
    expect(metricsInstead(run)).toEqual(names);
  });

  test('is reported by them, and by no row of HTTP', () => {
    const markdown = renderMarkdown([analyse(run)], TEMPLATES.ko, { language: 'ko' });
    expect(markdown).toContain(`- 판정한 지표: ${names.map((name) => `\`${name}\``).join(', ')}\n`);
    expect(markdown).toContain('초당 2.5건, 총 5건');
    expect(markdown).toContain('  - 중앙값: 30ms');
    expect(markdown).not.toMatch(/성공률: 없음|네트워크 지연: |HTTP 요청 없음/);
    const shown = runSummary([analyse(run)], [], 'ko').map((line) => line.map(({ text }) => text).join(''));
    expect(shown).toContain(`판정한 지표  ${names.join(', ')}`);
    expect(shown).toContain('처리량(TPS)  2.5 (요청 5건)');
  });
});

test('a login by HTTP in setup() does not make it a load of HTTP', () => {
  const login = { scenario: '', group: '::setup', status: '200', expected_response: 'true' };
  const samples = [
    ...of('grpc_req_duration', TIMES_MS),
    ...of('http_reqs', [1]).map((one) => ({ ...one, tags: login })),
  ];
  expect(metricsInstead(runOf(...samples))).toEqual(['grpc_req_duration']);
  expect(metricsInstead(runOf(...of('http_reqs', [1]).map((one) => ({ ...one, tags: login }))))).toEqual([]);
});

test('streams of gRPC without a single call are counted', () => {
  const run = runOf(...of('grpc_streams', ones), ...of('iterations', ones));
  expect(metricsInstead(run)).toEqual(['grpc_streams']);
  expect(judgedScope(run)).toMatchObject({ requests: 5, durationMs: undefined });
});

test("a browser's failed requests and bytes are its own", () => {
  const failed = [...of('browser_http_req_failed', [0, 0, 0, 0, 1]), ...of('browser_data_received', [100, 100])];
  const run = runOf(...of('browser_http_req_duration', TIMES_MS), ...failed, ...of('data_received', [0]));
  expect(judgedScope(run)).toMatchObject({ failedRatio: 0.2, receivedBytes: 200 });
  const markdown = renderMarkdown([analyse(run)], TEMPLATES.en, { language: 'en' });
  expect(markdown).toContain('- Judged by: `browser_http_req_duration` (20.00% failed)\n');
  expect(markdown).not.toContain('successful requests only');
});

test('goals of service levels and of scripts are those of what was sent', () => {
  const run = runOf(...of('grpc_req_duration', TIMES_MS));
  expect(figureOf(run, [], { kind: 'quantile', q: 0.95 })).toMatchObject({ value: 48, samples: 5 });
  expect(figureOf(run, [], { kind: 'quantile', q: 0.5 }, { scenario: 'default' })).toMatchObject({ value: 30 });
  expect(figureOf(run, [], { kind: 'quantile', q: 0.6 })).toMatchObject({ value: 34 });
  const thresholds = [{ metric: 'grpc_req_duration', expression: 'p(95)<45', passed: false }];
  const judged = { ...run, measured: { ...run.measured, thresholds } };
  expect(latencyGoal(judged, 'p(95)')).toMatchObject({ limitMs: 45 });
  expect(latencyGoal(judged, 'p(95)', 'default')).toMatchObject({ limitMs: 45 });
});

test('laws are those of calls that follow one another, not of sessions', () => {
  const iterations = [...of('iterations', ones), ...of('iteration_duration', [100, 100, 100, 100, 100])];
  const calls = analyse(runOf(...of('grpc_req_duration', TIMES_MS), ...iterations));
  expect(calls.laws).toMatchObject({ minMs: 10, thinkMs: expect.closeTo(70), stretch: expect.closeTo(1.25) });
  const sessions = analyse(runOf(...of('ws_sessions', ones), ...of('ws_session_duration', TIMES_MS), ...iterations));
  expect(sessions.laws).toMatchObject({ minMs: undefined, inFlight: undefined });
  const markdown = renderMarkdown([sessions], TEMPLATES.en, { language: 'en' });
  expect(markdown).not.toMatch(/#### Bottleneck|http_req/);
  expect(markdown).toContain('counts and values of `ws_sessions`, `ws_session_duration` |');
});

test('runs are compared, and kept as a baseline, by what they sent', () => {
  const run = analyse(runOf(...of('grpc_req_duration', TIMES_MS)));
  expect(FIGURE_IDS.map((id) => [id, roundFigure(id, run)])).toEqual(
    expect.arrayContaining([
      ['p95', 48],
      ['med', 30],
      ['tps', expect.closeTo(2.5, 1)],
      ['failed', undefined],
    ]),
  );
  const markdown = renderMarkdown([run, run], TEMPLATES.en, { language: 'en' });
  expect(markdown).toMatch(/^\| Total \|.*\| 30ms.*\| 48ms/m);
});

test('a saturated server of gRPC is found', () => {
  const at = Array.from({ length: 400 }, (_, number) => number * 25);
  const every = (metric: string, value: (number: number) => number) =>
    at.map((atMs, number): ReferenceSample => ({ metric, atMs: atMs + 200, value: value(number), tags }));
  const run = analyse(
    runOf(
      ...every('grpc_req_duration', (number) => (number % 40 === 0 ? 10 : 190)),
      ...every('iterations', () => 1),
      ...every('iteration_duration', () => 200),
    ),
  );
  expect(run.findings.map(({ id }) => id)).toEqual(expect.arrayContaining(['server-saturated', 'waiting-dominates']));
});

describe('charts over time', () => {
  const titles = (run: Run) =>
    runCharts(analyse(run)).scopes.flatMap(({ charts }) => charts.map(({ title }) => title.ko));

  test('show calls of gRPC, by name', () => {
    const run = runOf(...of('grpc_req_duration', TIMES_MS));
    expect(titles(run)).toEqual(
      expect.arrayContaining([
        '시간에 따른 응답 시간 (grpc_req_duration)',
        '시간에 따른 처리량 (grpc_req_duration)',
        '백분위별 응답 시간 (grpc_req_duration)',
      ]),
    );
  });

  test('show sessions of WebSocket as such, and no distribution of what the script decides', () => {
    const run = runOf(...of('ws_sessions', ones), ...of('ws_session_duration', TIMES_MS));
    expect(titles(run)).toEqual(['시간에 따른 세션 길이 (ws_session_duration)', '시간에 따른 처리량 (ws_sessions)']);
    const [, throughput] = runCharts(analyse(run)).scopes[0]?.charts ?? [];
    expect(throughput?.series[0]).toMatchObject({
      name: { ko: '초당 세션 수' },
      points: [
        [0, 2],
        [1, 2],
        // The run ended within it.
        [2, null],
      ],
    });
  });

  test('of HTTP are called as ever', () => {
    expect(titles(runOf(...of('http_reqs', ones), ...of('http_req_duration', TIMES_MS)))).toContain(
      '시간에 따른 응답 시간',
    );
  });
});

test('JSON names what stands in for HTTP', () => {
  const run = runOf(...of('ws_sessions', ones), ...of('ws_session_duration', TIMES_MS));
  const [api] = jsonReport([analyse(run)], 'ko').apis;
  expect(api).toMatchObject({
    judged: { metrics: ['ws_sessions', 'ws_session_duration'], total: { requests: 5, durationMs: { med: 30 } } },
    timeline: { protocol: 'ws', total: [{ requests: 2, medMs: 15 }, { requests: 2 }, { requests: 1 }] },
  });
  const [http] = jsonReport([analyse(runOf(...of('http_reqs', ones)))], 'ko').apis;
  expect(http?.judged).toBeUndefined();
});

test('HTTP is judged by HTTP, whatever else was sent', () => {
  const run = runOf(...of('http_reqs', ones), ...of('grpc_req_duration', TIMES_MS));
  expect(judgedScope(run)).toBe(run.measured.total);
  expect(metricsInstead(run)).toEqual([]);
});

test('a summary without a count of calls does not invent one', () => {
  const times = { avg: 20, min: 10, med: 18, max: 50, 'p(90)': 40, 'p(95)': 45 };
  const summary = JSON.stringify({
    root_group: { name: '', path: '', id: '', groups: {}, checks: {} },
    metrics: { grpc_req_duration: times, iterations: { count: 10, rate: 5 } },
  });
  const run = { ...runOf(), measured: parseSummaryExport(summary, 'summary.json') };
  expect(judgedScope(run)).toMatchObject({ requests: undefined, requestsPerSec: undefined, durationMs: { p95: 45 } });
});
