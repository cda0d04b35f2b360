import { expect, test } from 'vitest';
import { analysedReference } from '../../../testing/reference-runs.ts';
import { closedPlan, measuredSeconds, runOf } from '../../../testing/reference-seconds.ts';
import { analyse } from '../../analyse/analyse.ts';
import { arrivalCeilings } from '../../analyse/arrival-ceiling.ts';
import { loadCharts } from './load-charts.ts';

const all = Number.POSITIVE_INFINITY;

/** Twelve seconds in which so many users ran, of a plan of five. */
const ranWith = (vus: number) => {
  const seconds = Array.from({ length: 12 }, () => ({ scenario: 'a', perSec: vus, vus, responseMs: () => 10 }));
  const plan = closedPlan('a', [
    [0, 5],
    [12, 5],
  ]);
  return analyse(runOf(measuredSeconds(seconds), [plan]));
};

test('without samples the plan stands beside what its VUs can start at most: no mean is drawn as if it had run', () => {
  const run = analysedReference('recharge-balance');
  const charts = loadCharts(run, all);
  expect(charts.map(({ id }) => id)).toStrictEqual(['load-2']);
  const [peak] = charts;
  const { ceilingPerSec = Number.NaN } = arrivalCeilings(run).find(({ plan }) => plan.name === 'peak_test') ?? {};
  expect(peak?.series.map(({ name, fill }) => [name.ko, fill])).toStrictEqual([
    ['계획', 'gap'],
    ['VU 한도로 보낼 수 있는 최대 부하', 'cover'],
  ]);
  const levels = peak?.series[1]?.points.map(([, perSec]) => perSec ?? 0) ?? [];
  expect(Math.max(...levels)).toBe(ceilingPerSec);
  expect(peak?.text.ko).toContain('색칠한 부분이 한도를 넘는 부하입니다.');
  expect(peak?.text.ko).toContain('실행된 부하는 평균 초당 95회(계획의 3.6%)입니다.');
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
