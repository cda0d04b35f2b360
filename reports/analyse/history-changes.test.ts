import { describe, expect, test } from 'vitest';
import { analysedReference } from '../../testing/reference-runs.ts';
import type { PastRun, RunSeries } from '../model/history.ts';
import type { Scope } from '../model/measurement.ts';
import { uniform } from '../numbers/random.ts';
import { historyCharts } from '../render/charts/history-charts.ts';
import { seriesView } from '../render/view-history.ts';
import { changePointsOf } from './history-changes.ts';

const COMMIT = 'abc1234'.padEnd(40, '0');

/** Runs, one a day, whose p95 is such a multiple of what it was recorded as, with some noise. */
function series(factors: readonly number[], requests = false): RunSeries {
  const next = uniform(3);
  const runs = factors.map((factor, at): PastRun => {
    const startedAt = `2026-11-${String(at + 1).padStart(2, '0')}T10:00:00.000+09:00`;
    const run = analysedReference('get-balance', { startedAt, commit: COMMIT });
    const { total } = run.measured;
    const own = (total.durationMs?.p95 ?? 0) * factor * (1 + (next() - 0.5) / 20);
    const durationMs = { ...total.durationMs, p95: own };
    const scope = (p95: number): Scope => {
      const times = { ...durationMs, p95 };
      return { ...total, failedRatio: 0, failedRequests: 0, durationMs: times, successDurationMs: times };
    };
    const endpoints: Record<string, Scope> = requests
      ? { 'GET /same': scope(40 + next()), 'POST /slow|': scope(own) }
      : {};
    const measured = { ...run.measured, total: { ...total, durationMs, successDurationMs: durationMs }, endpoints };
    const verdict = { ...run.verdict, kind: 'pass' as const };
    if (!run.record) throw new Error('no record');
    return {
      folder: `run-${at + 1}`,
      record: run.record,
      origin: run.record,
      run: { ...run, measured, verdict },
      report: undefined,
    };
  });
  const [first, ...others] = runs;
  if (!first) throw new Error('no runs');
  return { runs: [first, ...others] };
}

const steps = (before: number, after: number, factor: number) => [
  ...Array.from({ length: before }, () => 1),
  ...Array.from({ length: after }, () => factor),
];

describe('a history', () => {
  test('marks the run from which on p95 is another one, and by how much', () => {
    const found = changePointsOf(series(steps(11, 8, 1.18)));
    expect(found).toMatchObject([{ at: 11, figure: 'p95' }]);
    expect(found[0]?.change).toBeCloseTo(0.18, 1);
  });

  test('marks nothing before a second look: five runs behind it, and one that confirms', () => {
    expect(changePointsOf(series(steps(11, 5, 1.5)))).toEqual([]);
    expect(changePointsOf(series(steps(11, 6, 1.5)))).toMatchObject([{ at: 11 }]);
    expect(changePointsOf(series(steps(1, 12, 1.5)))).toEqual([]);
  });

  test('marks no step that is too small to act on, and no single odd run', () => {
    expect(changePointsOf(series(steps(12, 12, 1.03)))).toEqual([]);
    expect(changePointsOf(series([...steps(11, 1, 3), ...steps(11, 0, 1)]))).toEqual([]);
  });

  test('marks what lies further back than one look reaches, once', () => {
    const factors = [...steps(40, 0, 1), ...steps(0, 170, 1.5), ...steps(0, 60, 3)];
    expect(changePointsOf(series(factors)).map(({ at }) => at)).toEqual([40, 210]);
    const far = [...steps(60, 0, 1), ...steps(0, 250, 1.5)];
    expect(changePointsOf(series(far)).map(({ at }) => at)).toEqual([60]);
  });

  test('names the requests that changed with it', () => {
    const one = series(steps(11, 8, 1.5), true);
    expect(changePointsOf(one)[0]?.requests.map(({ name }) => name)).toEqual(['POST /slow|']);
    expect(seriesView(one, 'ko').changePoints.join()).toMatch(/, 달라진 요청: `POST \/slow\\\|` p95 \+[45]\d\.\d%$/);
    expect(seriesView(one, 'en').changePoints.join()).toContain(', requests that changed: `POST /slow');
  });

  test('says so in a sentence, the table and the chart', () => {
    const one = series(steps(11, 8, 1.18));
    const { changePoints, rows } = seriesView(one, 'ko');
    expect(changePoints.join()).toMatch(/^12번 실행\(2026-11-12, abc1234\)부터 p95 \+1[78]\.\d%$/);
    expect(seriesView(one, 'en').changePoints.join()).toMatch(
      /^From run 12 on \(2026-11-12, abc1234\): p95 \+1[78]\.\d%$/,
    );
    expect(rows.filter(({ isChange }) => isChange).map(({ number }) => number)).toEqual(['12']);
    const chart = historyCharts(one).find(({ id }) => id === 'p95');
    expect(chart?.places).toMatchObject([{ value: 11 }]);
  });
});
