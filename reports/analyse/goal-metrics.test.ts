import { expect, test } from 'vitest';
import { foreignRun, referenceSummary } from '../../testing/reference-runs.ts';
import type { Run } from '../model/run.ts';
import { goalExamples } from './goal-metrics.ts';

const metricsOf = (run: Run) => goalExamples(run).map(({ metric }) => metric);

/** A summary without any request, with the metrics that a script made. */
function withoutHttp(metrics: Readonly<Record<string, Record<string, number>>>) {
  const summary = referenceSummary('get-balance');
  for (const name of Object.keys(summary.metrics)) if (name.startsWith('http_')) delete summary.metrics[name];
  Object.assign(summary.metrics, metrics);
  return foreignRun(summary, 'script.js');
}

const TIMES = { avg: 20, min: 10, med: 20, max: 40, 'p(90)': 30, 'p(95)': 35 };

test('HTTP has its own service levels', () => {
  expect(metricsOf(foreignRun(referenceSummary('get-balance'), 'script.js'))).toStrictEqual([]);
});

test('another protocol has its times', () => {
  expect(metricsOf(withoutHttp({ grpc_req_duration: TIMES, page_shown: TIMES }))).toStrictEqual(['grpc_req_duration']);
});

test('how long a session lasts is up to the script; how long it takes to begin is not', () => {
  const sessions = { ws_sessions: { count: 9, rate: 1 }, ws_session_duration: TIMES };
  expect(metricsOf(withoutHttp({ ...sessions, ws_connecting: TIMES }))).toStrictEqual(['ws_connecting']);
});

test('of a browser its web vitals, by the limits of their own', () => {
  const vitals = { browser_web_vital_lcp: { ...TIMES, 'p(75)': 30 }, browser_http_req_duration: TIMES };
  expect(goalExamples(withoutHttp(vitals))).toStrictEqual([
    { metric: 'browser_web_vital_lcp', expression: 'p(75)<2500' },
  ]);
});

test('else those that the script made, two at most', () => {
  const own = { page_shown: TIMES, page_drawn: TIMES, page_left: TIMES };
  expect(metricsOf(withoutHttp(own))).toHaveLength(2);
});

test('where it made none, how long an iteration takes', () => {
  expect(metricsOf(withoutHttp({}))).toStrictEqual(['iteration_duration']);
});
