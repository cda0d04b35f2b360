import { describe, expect, test } from 'vitest';
import { TEMPLATES } from '../../testing/reference-report.ts';
import { type ReferenceSample, RUN_START_MS } from '../../testing/reference-samples.ts';
import type { Run } from '../model/run.ts';
import { measuredOf } from '../parse/samples/measured.ts';
import { SampleStore } from '../parse/samples/sample-store.ts';
import { parseSummaryExport } from '../parse/summary-export.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { runSummary } from '../render/run-summary.ts';
import { analyse } from './analyse.ts';
import { judgedScope, metricsInstead } from './judged-scope.ts';

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
