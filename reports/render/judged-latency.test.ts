import { expect, test } from 'vitest';
import { reportOf, tableBelow } from '../../testing/reference-report.ts';
import { foreignRun, referenceSummary } from '../../testing/reference-runs.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import { runSummary } from './run-summary.ts';

/** Two summaries of which no one tells the successful requests apart, although a tenth of the requests failed. */

const SUCCESSES = 'http_req_duration{expected_response:true}';

function failing(name: string, changes: { p95?: number; keepFailures?: boolean } = {}): AnalysedRun {
  const { p95 = 8.97, keepFailures = true } = changes;
  const summary = referenceSummary('get-balance');
  const { metrics } = summary;
  delete metrics[SUCCESSES];
  if (keepFailures) metrics.http_req_failed = { passes: 9153, fails: 82_378, value: 0.1 };
  else delete metrics.http_req_failed;
  metrics.http_req_duration = { ...metrics.http_req_duration, avg: 3.21, med: 2.34, 'p(95)': p95 };
  return foreignRun(summary, name);
}

const several = [failing('a'), failing('b', { p95: 7.65 })];
const textsOf = (runs: readonly AnalysedRun[]) =>
  runSummary(runs, [], 'ko')
    .map((line) => line.map(({ text }) => text).join(' '))
    .join('\n');

test('the verdict and the comparison have no judged time, and no line gives that of all requests for it', () => {
  const report = reportOf(several, 'ko');
  expect(
    tableBelow(report, '## 1. 요약')
      .slice(1)
      .map((cells) => cells[2]),
  ).toStrictEqual(['알 수 없음', '알 수 없음']);
  const [body = ''] = report.split('\n---\n');
  expect(body).not.toMatch(/8\.97|9\.0ms|7\.65|7\.7ms|3\.21|3\.2ms/);
  // What all requests took is told as such.
  expect(report).toContain('- 응답 시간(실패한 요청 포함)\n  - 평균: 3.21ms\n');
  expect(report).toContain('- 응답 시간(성공한 요청만)\n  - 평균: 알 수 없음\n');
  expect(report).not.toContain('성공한 요청의 응답 시간은 평균');
});

test('the terminal has none either', () => {
  expect(textsOf(several)).not.toMatch(/8\.97|7\.65/);
  expect(textsOf([failing('a')])).not.toMatch(/8\.97|3\.21/);
});

test('the reason stands in the appendix, in both languages', () => {
  expect(reportOf([failing('a')], 'ko')).toContain('실패한 요청이 있는데 ');
  expect(reportOf([failing('a')], 'en')).toContain('does not tell the successful ones apart');
  expect(reportOf([failing('a', { keepFailures: false })], 'ko')).toContain(
    '실패한 요청이 있었는지(`http_req_failed`)',
  );
  expect(reportOf([failing('a', { keepFailures: false })], 'en')).toContain('does not tell whether requests failed');
});
