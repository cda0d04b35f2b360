import { expect, test } from 'vitest';
import { foreignRun, referenceSummary } from '../../testing/reference-runs.ts';
import { goalMetrics } from './goal-metrics.ts';

/** A summary without any request, with the metrics that a script made. */
function withoutHttp(metrics: Readonly<Record<string, Record<string, number>>>) {
  const summary = referenceSummary('get-balance');
  for (const name of Object.keys(summary.metrics)) if (name.startsWith('http_')) delete summary.metrics[name];
  Object.assign(summary.metrics, metrics);
  return foreignRun(summary, 'script.js');
}

const TIMES = { avg: 20, min: 10, med: 20, max: 40, 'p(90)': 30, 'p(95)': 35 };

test('HTTP has its own service levels', () => {
  expect(goalMetrics(foreignRun(referenceSummary('get-balance'), 'script.js'))).toStrictEqual([]);
});

test('another protocol has its times', () => {
  expect(goalMetrics(withoutHttp({ grpc_req_duration: TIMES, page_shown: TIMES }))).toStrictEqual([
    'grpc_req_duration',
  ]);
});

test('else those that the script made, two at most', () => {
  const own = { page_shown: TIMES, page_drawn: TIMES, page_left: TIMES };
  expect(goalMetrics(withoutHttp(own))).toHaveLength(2);
});

test('where it made none, how long an iteration takes', () => {
  expect(goalMetrics(withoutHttp({}))).toStrictEqual(['iteration_duration']);
});
