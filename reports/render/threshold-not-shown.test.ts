import { expect, test } from 'vitest';
import { foreignRun } from '../../testing/reference-runs.ts';
import { analyse } from '../analyse/analyse.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import { LANGUAGES } from '../words/language.ts';
import { reportWords } from '../words/report.ts';
import { reportView } from './view.ts';
import { runView } from './view-run.ts';

/** A run of which k6's text before 1.0 says only ✓ or ✗ before the metrics' names. */
function marked(passed: boolean): AnalysedRun {
  const run = foreignRun({
    root_group: { name: '', checks: {}, groups: {} },
    metrics: { http_reqs: { count: 10, rate: 1 }, http_req_failed: { passes: 0, fails: 10, value: 0 } },
  });
  const thresholds = ['http_req_failed', 'http_req_duration', 'my_trend'].map((metric) => ({
    metric,
    expression: '',
    passed,
  }));
  return analyse({ ...run, measured: { ...run.measured, thresholds } });
}

test.each(LANGUAGES)('%s: a threshold whose expression is unknown is judged, and no limit is made up', (language) => {
  const words = reportWords(language);
  const missed = runView(marked(false), 'x', 1, words, 'ko');
  expect(missed.criteria).toHaveLength(3);
  for (const row of missed.criteria) {
    expect(row).toMatchObject({ actual: words.unknown, limit: words.limitNotShown, verdict: words.failed });
    expect(row.what).not.toMatch(/``|undefined/);
  }
  expect(new Set(missed.criteria.map(({ what }) => what)).size).toBe(3);
  const { result } = reportView([marked(false)], { language: 'ko' }).apis[0]?.result ?? {};
  const own = runView(marked(false), 'x', 1, reportWords('ko'), 'ko');
  for (const { what } of own.criteria) expect(result).toContain(reportWords('ko').criterionMissedNotShown(what));
  expect(runView(marked(true), 'x', 1, words, 'ko').verdict).toBe(words.withoutPlan(words.verdict.pass));
});
