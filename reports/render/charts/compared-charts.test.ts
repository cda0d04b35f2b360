import { expect, test } from 'vitest';
import { analysedReference } from '../../../testing/reference-runs.ts';
import { judgeExperiment } from '../../analyse/experiment.ts';
import { compareRounds } from '../../analyse/rounds.ts';
import type { AnalysedRun } from '../../model/analysed.ts';
import type { PastRun } from '../../model/history.ts';
import { roundsView } from '../view-rounds.ts';
import { experimentCharts } from './experiment-chart.ts';
import { historyCharts } from './history-charts.ts';
import { roundsCharts } from './rounds-charts.ts';

const run = analysedReference('recharge-balance');

const serving = (perSec: number, failedRatio = 0): AnalysedRun => ({
  ...run,
  measured: { ...run.measured, total: { ...run.measured.total, requestsPerSec: perSec, failedRatio } },
});

const past = (startedAt: string, own: AnalysedRun): PastRun => ({
  folder: startedAt,
  report: undefined,
  record: undefined,
  run: own,
  origin: { name: 'recharge-balance', startedAt, apis: ['recharge-balance'] },
});

const series = (...runs: [PastRun, ...PastRun[]]) => historyCharts({ runs });

/** The same with a p95 of so many ms. */
const slow = (p95: number): AnalysedRun => {
  const { total } = run.measured;
  const times = (own: typeof total.durationMs) => own && { ...own, p95 };
  const own = { durationMs: times(total.durationMs), successDurationMs: times(total.successDurationMs) };
  return { ...run, measured: { ...run.measured, total: { ...total, ...own, requestsPerSec: 3000 / p95 } } };
};

test('a history has the goal as a line, and no chart of a figure that stays as it is', () => {
  expect(series(past('2026-11-23T14:03:11+09:00', run), past('2026-11-24T14:03:11+09:00', run))).toStrictEqual([]);
  const charts = series(past('2026-11-23T14:03:11+09:00', slow(4000)), past('2026-11-24T14:03:11+09:00', slow(2000)));
  expect(charts.map(({ id }) => id)).toStrictEqual(['p95', 'throughput']);
  expect(charts[0]?.levels?.map(({ value }) => value)).toStrictEqual([3000]);
  const failing = series(past('2026-11-23T14:03:11+09:00', run), past('2026-11-24T14:03:11+09:00', serving(300, 0.2)));
  expect(failing.map(({ id }) => id)).toContain('failed');
});

test('runs that began in the same minute, or the same second, are told apart', () => {
  const [chart] = series(
    past('2026-11-23T14:02:11+09:00', slow(9000)),
    past('2026-11-23T14:03:11+09:00', run),
    past('2026-11-23T14:03:42+09:00', run),
    past('2026-11-23T14:03:42+09:00', run),
  );
  expect(chart?.x.categories?.map(({ ko }) => ko)).toStrictEqual([
    '11-23 14:02',
    '11-23 14:03:11',
    '11-23 14:03:42 (1)',
    '11-23 14:03:42 (2)',
  ]);
});

test('rounds of several runs have their ranges, those of one have their figures beside the bars', () => {
  const repeated = compareRounds([
    [serving(300), serving(320)],
    [serving(500), serving(540)],
  ]);
  const [bars] = roundsCharts(repeated, 1, [])[0]?.series ?? [];
  expect([bars?.whiskers, bars?.isLabelled]).toStrictEqual([
    [
      [0, 300, 320],
      [1, 500, 540],
    ],
    false,
  ]);
  // p95 is the same in all of these: bars of one height say nothing.
  expect(roundsCharts(repeated, 1, []).map(({ id }) => id)).toStrictEqual(['throughput-1']);
  const [single, latency] = roundsCharts(compareRounds([[slow(6000)], [slow(4000)]]), 1, []);
  expect([single?.series[0]?.whiskers, single?.series[0]?.isLabelled]).toStrictEqual([[], true]);
  expect(latency?.levels?.map(({ value }) => value)).toStrictEqual([3000]);
});

test('a quantile of fewer than 10/(1−q) requests on a side has no change', () => {
  const withCount = (count: number): AnalysedRun => {
    const { successDurationMs: _, ...total } = run.measured.total;
    const durationMs = { ...total.durationMs, p99: 10_400, count };
    return {
      ...run,
      measured: { ...run.measured, total: { ...total, failedRequests: 0, failedRatio: 0, durationMs } },
    };
  };
  const changes = (count: number) =>
    Object.keys(compareRounds([[withCount(5000)], [withCount(count)]]).rounds[1]?.changes ?? {});
  expect(changes(200)).toEqual(expect.arrayContaining(['med', 'p95']));
  expect(changes(199)).not.toContain('p95');
  expect(changes(19)).not.toContain('med');
  const view = roundsView([compareRounds([[withCount(199)], [withCount(5000)]])], { language: 'ko', labels: [] });
  expect(view.apis[0]?.tooFew).toMatch(/^p95는 .*표본 부족/);
  expect(view.summary.join(' ')).not.toContain('p95');
});

test('an experiment stands beside what its hypothesis foretells', () => {
  const runs = [
    { value: 4, run: serving(300) },
    { value: 4, run: serving(320) },
    { value: 40, run: serving(310) },
    { value: 40, run: serving(330) },
  ];
  const seen = (lockMs?: number) => {
    const [chart] = experimentCharts(judgeExperiment('users', runs, lockMs));
    return chart?.series.find(({ name }) => name.ko === '가설이 맞을 때의 최대 처리량')?.points;
  };
  // From what four users served, or from what locks of so many ms allow them.
  const mean = Math.sqrt(300 * 320);
  expect(seen()).toStrictEqual([
    [0, expect.closeTo(mean)],
    [1, expect.closeTo(10 * mean)],
  ]);
  expect(seen(8)).toStrictEqual([
    [0, 500],
    [1, 5000],
  ]);
  const [throughput, p95] = experimentCharts(judgeExperiment('users', runs, undefined));
  expect(throughput?.series[0]?.whiskers).toStrictEqual([
    [0, 300, 320],
    [1, 310, 330],
  ]);
  expect(p95?.series.some(({ dash }) => dash !== undefined)).toBe(false);
  // Beyond what was measured the line leaves the picture, and the text says where to.
  expect(throughput?.y.most).toBeGreaterThanOrEqual(660);
  expect(throughput?.y.most).toBeLessThan(1000);
  expect(throughput?.text.en).toContain('40 users allow up to about 3,100 per second (beyond the chart).');
});
