import { expect, test } from 'vitest';
import { analysedReference } from '../../../testing/reference-runs.ts';
import { closedPlan, measuredSeconds, runOf } from '../../../testing/reference-seconds.ts';
import { analyse } from '../../analyse/analyse.ts';
import { loadCharts } from './load-charts.ts';

const all = Number.POSITIVE_INFINITY;

test('without samples only what did not run as planned has a picture: the plan, and the mean of what ran', () => {
  const run = analysedReference('recharge-balance');
  const charts = loadCharts(run, all);
  expect(charts.map(({ id }) => id)).toStrictEqual(['load-2']);
  const [peak] = charts;
  const delivered = run.delivered.find(({ plan }) => plan.name === 'peak_test');
  const mean = (delivered?.deliveredAmount ?? Number.NaN) / 70;
  expect(peak?.series.map(({ name, fill }) => [name.ko, fill])).toStrictEqual([
    ['계획', 'gap'],
    ['실행(평균)', 'cover'],
  ]);
  expect(peak?.series[1]?.points).toStrictEqual([
    [0, mean],
    [70, mean],
  ]);
  expect(peak?.text.ko).toContain('색칠한 부분이 실행되지 않은 부하입니다(계획의 3.6%만 실행).');
  expect(peak?.text.ko).toContain(`평균 초당 ${Math.round(mean)}회`);
});

test('a plan that ran is drawn as it ran, and nothing of it is missing', () => {
  const seconds = Array.from({ length: 12 }, () => ({ scenario: 'a', perSec: 5, vus: 5, responseMs: () => 10 }));
  const plan = closedPlan('a', [
    [0, 5],
    [12, 5],
  ]);
  const [chart] = loadCharts(analyse(runOf(measuredSeconds(seconds), [plan])), all);
  expect(chart?.series.map(({ kind, fill }) => [kind, fill])).toStrictEqual([
    ['area', undefined],
    ['line', undefined],
  ]);
  expect(chart?.marks).toBeUndefined();
  expect(chart?.text.en).not.toContain('did not run');
});

test('the most of plan and run have names where these lie apart', () => {
  const run = analysedReference('recharge-balance');
  const marksWith = (amount: number) => {
    const delivered = run.delivered.map((one) => ({ ...one, ratio: 0.9, deliveredAmount: amount }));
    return loadCharts({ ...run, delivered }, all).find(({ id }) => id === 'load-2')?.marks?.length;
  };
  // Over 70 s, of a plan that goes up to 5,000 per second.
  expect([marksWith(3499 * 70), marksWith(3500 * 70)]).toStrictEqual([2, undefined]);
});

test('nothing is drawn of a plan of which nobody knows what ran', () => {
  const run = analysedReference('recharge-balance');
  const unknown = {
    ...run,
    delivered: run.delivered.map((one) => ({ ...one, ratio: undefined, deliveredAmount: undefined })),
  };
  expect(loadCharts(unknown, all)).toStrictEqual([]);
});
