import { describe, expect, test } from 'vitest';
import { foreignRun, referenceSummary } from '../../testing/reference-runs.ts';
import { analyse } from '../analyse/analyse.ts';
import type { Run } from '../model/run.ts';
import { reportView } from './view.ts';

/** A tenth of the requests failed, quickly: the p95 of successes is 721 ms, that of all 600 ms. */
function failing(goal: Readonly<Record<string, string>>): Run {
  const summary = referenceSummary('get-balance');
  const { metrics } = summary;
  metrics.http_req_failed = { passes: 9153, fails: 82_378, value: 0.1 };
  metrics.http_req_duration = { ...metrics.http_req_duration, med: 30, 'p(95)': 600 };
  const { thresholds: _, ...successes } = metrics['http_req_duration{expected_response:true}'] ?? {};
  metrics['http_req_duration{expected_response:true}'] = successes;
  for (const [metric, expression] of Object.entries(goal))
    metrics[metric] = { ...metrics[metric], thresholds: { [expression]: false } };
  return foreignRun(summary);
}

const tableOf = (run: Run) => {
  const [api] = reportView([analyse(run)], { language: 'en' }).apis;
  const { columns = [], rows = [] } = api?.result.table ?? {};
  return { columns, whole: rows[0]?.cells ?? [] };
};

describe('the times of the table are those that the goals are about', () => {
  test('of all requests where the goal counts failures', () => {
    const { columns, whole } = tableOf(failing({ http_req_duration: 'p(95)<1000' }));
    const at = columns.indexOf('p95 (failures included)');
    expect(whole[at]).toBe('600ms');
    expect(whole[columns.indexOf('Median (failures included)')]).toBe('30ms');
  });

  test('of successes where it is about those, or where there is none', () => {
    const goals: readonly Readonly<Record<string, string>>[] = [
      { 'http_req_duration{expected_response:true}': 'p(95)<1000' },
      {},
    ];
    for (const goal of goals) {
      const { columns, whole } = tableOf(failing(goal));
      expect(whole[columns.indexOf('p95 (successes)')]).toBe('721ms');
    }
  });
});
