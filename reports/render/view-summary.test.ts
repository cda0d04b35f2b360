import { describe, expect, test } from 'vitest';
import { foreignRun, referenceRun, referenceSummary } from '../../testing/reference-runs.ts';
import { levelsRun } from '../../testing/reference-seconds.ts';
import { withMeasured, withTotal } from '../../testing/test-runs.ts';
import { analyse } from '../analyse/analyse.ts';
import type { Threshold } from '../model/measurement.ts';
import type { Run } from '../model/run.ts';
import { historyCharts } from './charts/history-charts.ts';
import { reportView } from './view.ts';
import { firstView } from './view-first.ts';

const FAILURES = { failedRequests: 4_577, failedRatio: 0.05 };
const ofTimes = ({ metric }: Threshold) => metric !== 'http_req_failed';

const sentenceOf = (...runs: Run[]) =>
  reportView(
    runs.map((run) => analyse(run)),
    { language: 'ko' },
  ).summary.sentence;

describe('failures of which no goal speaks', () => {
  test('stand in the first sentence: of a run without goals, and beside goals for times', () => {
    const run = withTotal(foreignRun(referenceSummary('get-balance')), FAILURES);
    expect(sentenceOf(withMeasured(run, { thresholds: [] }))).toBe('**목표 없음.** 요청의 5%가 실패했습니다.');
    const timed = withMeasured(run, { thresholds: run.measured.thresholds.filter(ofTimes) });
    expect(sentenceOf(timed)).toContain('요청의 5%가 실패했습니다(에러율 목표 없음).');
    // The goal that was missed says it.
    expect(sentenceOf(withTotal(referenceRun('get-balance'), FAILURES))).not.toContain('에러율 목표 없음');
  });

  test('of several runs with their titles', () => {
    const without = (api: 'get-balance' | 'get-product') =>
      withMeasured(foreignRun(referenceSummary(api), api), { thresholds: [] });
    expect(sentenceOf(withTotal(without('get-balance'), FAILURES), without('get-product'))).toMatch(
      /실패한 요청이 있습니다: get-balance 5%\./,
    );
  });
});

describe('a test of levels', () => {
  const goal = {
    metric: 'http_req_duration{expected_response:true}',
    expression: 'p(95)<=500',
    limit: 500,
    comparison: '<=',
    passed: false,
  } as const;
  /** Levels of users that each wait a second; more than `limit` per second are not served. */
  const levels = (vus: readonly number[], limit: number): Run => {
    const run = levelsRun([...vus], 8, (level) => ({
      perSec: Math.min(level, limit),
      responseMs: () => Math.max(5, (level / Math.min(level, limit)) * 1000 - 1000),
    }));
    return withMeasured(run, { thresholds: [goal] });
  };

  test('is headed by what it carried and where it met its goal, never by means over all levels', () => {
    const sentence = sentenceOf(levels([50, 100, 200, 400], 120));
    expect(sentence).toMatch(/최대 처리량은 초당 약 120건\(VU (?:200|400)개\)입니다/);
    expect(sentence).toContain('를 만족한 가장 높은 부하는 VU 100개');
    expect(sentence).not.toMatch(/p95가 [\d.]+/);
  });

  test('shows the level with the most throughput in its table, and no median over all', () => {
    const [api] = reportView([analyse(levels([50, 100, 200, 400, 800], 210))], { language: 'ko' }).apis;
    const names = api?.result.table.rows.map(({ cells: [name] }) => name);
    expect(names).toContain('VU 400개');
    expect(names).toContain('VU 800개');
    expect(api?.result.result).not.toContain('중앙값');
  });

  test('names the most on the page as well where no saturation point is told', () => {
    const first = (run: Run) => {
      const runs = [analyse(run)];
      return firstView(runs, reportView(runs, { language: 'ko' }), 'ko').levels[0];
    };
    expect(first(levels([50, 100, 200, 400], 120))).toMatchObject({ most: expect.stringContaining('초당 약 120건') });
    expect(first(levels([10, 20, 40, 80], 1000))).toMatchObject({
      most: '초당 약 80건 이상 (VU 80개)',
      knee: '시험한 범위에는 없음',
    });
  });

  test('has the history of what it carried', () => {
    const past = (limit: number, day: string) => {
      const run = analyse(levels([50, 100, 200, 400], limit));
      return { folder: day, report: undefined, run, record: undefined, origin: { startedAt: `${day}T00:00:00Z` } };
    };
    const charts = historyCharts({ runs: [past(120, '2026-11-23'), past(180, '2026-11-24')] } as never);
    expect(charts.map(({ id }) => id)).toContain('throughput');
    expect(charts.map(({ id }) => id)).not.toContain('p95');
    const [, throughput] = charts.map(({ series }) => series[0]?.points.map(([, y]) => Math.round(y ?? 0)));
    expect(throughput).toStrictEqual([120, 180]);
  });
});
