import { describe, expect, test } from 'vitest';
import { apiIds } from '../../../options/apis.ts';
import { planOf } from '../../../testing/reference-plans.ts';
import { chartSvg } from '../svg.ts';
import { planChart } from './plan-chart.ts';

const chartOf = (...plans: Parameters<typeof planChart>[0]) => {
  const chart = planChart(plans);
  if (!chart) throw new Error('there is something to draw');
  return chart;
};

describe('the drawing of a plan', () => {
  test('shows users, rates on an axis of their own, and what can run, up to the ceiling', () => {
    const { series, y, y2 } = chartOf(planOf('get-balance'));
    expect([y.unit, y2?.unit]).toStrictEqual(['vus', 'perSec']);
    expect(series.map(({ name, isSecond }) => [name.ko, isSecond])).toStrictEqual([
      ['load_test', false],
      ['peak_test', true],
      ['peak_test 실행 가능', true],
    ]);
    const [, planned, deliverable] = series;
    expect(planned?.points).toStrictEqual([
      [0, 10],
      [10, 1000],
      [30, 5000],
      [60, 1000],
      [70, 5000],
    ]);
    expect(Math.max(...(deliverable?.points.map(([, level]) => level ?? 0) ?? []))).toBe(250);
    // Bent where the rate crosses the ceiling, not at the end of the stage.
    expect(deliverable?.points[1]?.[0]).toBeCloseTo((10 * 240) / 990, 9);
  });

  test('nothing more where all of it can run', () => {
    const { series, y, y2 } = chartOf(planOf('get-balance', 'peak-full'));
    expect([series.length, y.unit, y2]).toStrictEqual([1, 'perSec', undefined]);
  });

  test('a scenario that waits has no load until it starts', () => {
    const peak = chartOf(planOf('get-balance', 'sequential')).series[1];
    expect(peak?.points.slice(0, 3)).toStrictEqual([
      [0, 0],
      [120, 0],
      [120, 10],
    ]);
  });

  test('scripts of one load are drawn once; other loads beside it, by name', () => {
    const seed = chartOf(...apiIds().map((api) => planOf(api)));
    expect(seed.series.map(({ name }) => name.en)).toStrictEqual(['load_test', 'peak_test']);
    const full = chartOf(...apiIds().map((api) => planOf(api, 'peak-full')));
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
