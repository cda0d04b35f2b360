import { describe, expect, test } from 'vitest';
import { API_IDS } from '../../../testing/own-project.ts';
import { planOf } from '../../../testing/reference-plans.ts';
import { chartSvg } from '../svg.ts';
import { planChart } from './plan-chart.ts';

const chartOf = (...plans: Parameters<typeof planChart>[0]) => {
  const chart = planChart(plans);
  if (!chart) throw new Error('there is something to draw');
  return chart;
};

describe('the drawing of a plan', () => {
  test('shows users and rates on one axis, each against its peak, and what can run, up to the ceiling', () => {
    const { series, y } = chartOf(planOf('get-balance'));
    expect(y.unit).toBe('share');
    expect(series.map(({ name }) => name.ko)).toStrictEqual([
      'load_test 3,000 VU',
      'peak_test 5,000/s',
      'peak_test 실행 가능(최대 250/s)',
    ]);
    const [users, planned, deliverable] = series;
    expect(users?.points.slice(0, 3)).toStrictEqual([
      [0, 0],
      [10, 1 / 3],
      [40, 1 / 3],
    ]);
    expect(planned?.points).toStrictEqual([
      [0, 0.002],
      [10, 0.2],
      [30, 1],
      [60, 0.2],
      [70, 1],
    ]);
    expect(Math.max(...(deliverable?.points.map(([, share]) => share ?? 0) ?? []))).toBe(0.05);
    // Bent where the rate crosses the ceiling, not at the end of the stage.
    expect(deliverable?.points[1]?.[0]).toBeCloseTo((10 * 240) / 990, 9);
  });

  test('nothing more where all of it can run', () => {
    const { series, y } = chartOf(planOf('get-balance', 'peak-full'));
    expect([series.length, y.unit]).toStrictEqual([1, 'perSec']);
  });

  test('a scenario that waits has no load until it starts', () => {
    const peak = chartOf(planOf('get-balance', 'sequential')).series[1];
    expect(peak?.points.slice(0, 3)).toStrictEqual([
      [0, 0],
      [120, 0],
      [120, 0.002],
    ]);
  });

  test('scripts of one load are drawn once; other loads beside it, by name', () => {
    const seed = chartOf(...API_IDS.map((api) => planOf(api)));
    expect(seed.series.map(({ name }) => name.en)).toStrictEqual(['load_test 3,000 VU', 'peak_test 5,000/s']);
    const full = chartOf(...API_IDS.map((api) => planOf(api, 'peak-full')));
    expect(full.series.map(({ name }) => name.ko)).toStrictEqual([
      'peak_test (잔액 조회)',
      'peak_test (잔액 충전, 상품 주문, 상품 조회)',
    ]);
  });

  test('is an SVG picture that is the same each time', () => {
    const svg = () => chartSvg(chartOf(planOf('get-balance')), 'ko');
    expect(svg()).toMatch(/^<svg .*계획한 부하: 잔액 조회/s);
    expect(svg()).toBe(svg());
  });
});
