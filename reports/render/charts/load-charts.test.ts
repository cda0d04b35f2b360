import { expect, test } from 'vitest';
import { analysedReference } from '../../../testing/reference-runs.ts';
import { closedPlan, measuredSeconds, runOf } from '../../../testing/reference-seconds.ts';
import { analyse } from '../../analyse/analyse.ts';
import { arrivalCeilings } from '../../analyse/arrival-ceiling.ts';
import type { ChartSeries } from './chart.ts';
import { loadCharts } from './load-charts.ts';

const all = Number.POSITIVE_INFINITY;

/** What lies below a line. */
const areaOf = (points: ChartSeries['points']): number =>
  points.slice(1).reduce((sum, [x, y], at) => {
    const [before = x, height = 0] = points[at] ?? [];
    return sum + ((x - before) * ((y ?? 0) + (height ?? 0))) / 2;
  }, 0);

/** Twelve seconds in which so many users ran, of a plan of five. */
const ranWith = (vus: number) => {
  const seconds = Array.from({ length: 12 }, () => ({ scenario: 'a', perSec: vus, vus, responseMs: () => 10 }));
  const plan = closedPlan('a', [
    [0, 5],
    [12, 5],
  ]);
  return analyse(runOf(measuredSeconds(seconds), [plan]));
};

test('without samples as much of the plan is covered as ran in all, beside what its VUs can start at most', () => {
  const run = analysedReference('recharge-balance');
  const charts = loadCharts(run, all);
  expect(charts.map(({ id }) => id)).toStrictEqual(['load-2']);
  const [peak] = charts;
  const { ceilingPerSec = Number.NaN } = arrivalCeilings(run).find(({ plan }) => plan.name === 'peak_test') ?? {};
  expect(peak?.series.map(({ name, fill }) => [name.ko, fill])).toStrictEqual([
    ['계획', 'gap'],
    ['실행(총량)', 'cover'],
    ['VU 한도로 보낼 수 있는 최대 부하', undefined],
  ]);
  const levels = peak?.series[2]?.points.map(([, perSec]) => perSec ?? 0) ?? [];
  expect(Math.max(...levels)).toBe(ceilingPerSec);
  const { deliveredAmount = Number.NaN } = run.delivered.find(({ plan }) => plan.name === 'peak_test') ?? {};
  expect(areaOf(peak?.series[1]?.points ?? [])).toBeCloseTo(deliveredAmount, 3);
  expect(peak?.text.ko).toContain('실행된 것은 평균 초당 95회(계획의 3.6%)입니다.');
  expect(peak?.text.ko).toContain('색칠한 부분의 넓이가 실행되지 않은 부하');
});

test('none where a greater limit would let all of the plan through', () => {
  const run = analysedReference('recharge-balance');
  const wide = run.planned.map((plan) => (plan.model === 'open' ? { ...plan, maxVus: 50_000 } : plan));
  const delivered = run.delivered.map((one, at) => ({ ...one, plan: wide[at] ?? one.plan }));
  expect(loadCharts({ ...run, planned: wide, delivered }, all)).toStrictEqual([]);
});

test('a plan that ran has none: two lines on each other say no more than a word', () => {
  expect(loadCharts(ranWith(5), all)).toStrictEqual([]);
});

test('one that did not run is drawn as it ran, with names where the most of both lie apart', () => {
  const [half] = loadCharts(ranWith(3), all);
  expect(half?.series.map(({ kind, fill }) => [kind, fill])).toStrictEqual([
    ['area', 'gap'],
    ['area', 'cover'],
  ]);
  expect(half?.series[1]?.points.map(([, vus]) => Math.round(vus ?? 0))).toContain(3);
  expect(half?.text.en).toContain('The shaded part is load that did not run');
  expect([half, loadCharts(ranWith(4), all)[0]].map((chart) => chart?.marks?.length)).toStrictEqual([2, undefined]);
});

test('nothing is drawn of a plan of which nobody knows what ran', () => {
  const run = analysedReference('recharge-balance');
  const unknown = {
    ...run,
    delivered: run.delivered.map((one) => ({ ...one, ratio: undefined, deliveredAmount: undefined })),
  };
  expect(loadCharts(unknown, all)).toStrictEqual([]);
});
