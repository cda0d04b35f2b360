import { expect, test } from 'vitest';
import type { Chart } from './chart.ts';
import { levelPlace } from './level-place.ts';
import { named } from './texts.ts';

const GOAL = { value: 50, name: named('p95 goal 50ms') };

const chartOf = (points: Chart['series'][number]['points'], more: Partial<Chart> = {}): Chart => ({
  ...{ id: 'a', title: named('a'), text: named('a') },
  x: { name: named('s'), unit: 'seconds', isTime: true, until: 100 },
  y: { name: named('ms'), unit: 'ms' },
  series: [{ name: named('p95'), kind: 'line', color: 'orange', points }],
  levels: [GOAL],
  ...more,
});
const line = (at: (x: number) => number) => Array.from({ length: 101 }, (_, x): [number, number] => [x, at(x)]);
const place = (chart: Chart, width = 340) => levelPlace(chart, GOAL, 'en', width);

test('the name of a goal stands at the beginning of its line, below it where the line is high', () => {
  expect(place(chartOf(line(() => 10)))).toBe('insideStartBottom');
  expect(place(chartOf(line(() => 120)))).toBe('insideStartTop');
});

test('it makes way for a curve that runs along the goal, at either end', () => {
  // From just below the goal up to the double of it, and the other way round.
  expect(place(chartOf(line((x) => 48 + x / 2)))).toBe('insideEndBottom');
  expect(place(chartOf(line((x) => (x < 50 ? 47 : 5))))).toBe('insideEndBottom');
  expect(place(chartOf(line((x) => (x < 50 ? 53 : 120))))).toBe('insideEndTop');
});

test('it makes way for bars, and for the name of a peak', () => {
  const bars = chartOf(
    [
      [0, 120],
      [1, 10],
    ],
    {
      x: { name: named('round'), unit: 'count', categories: [named('1'), named('2')] },
      series: [
        {
          name: named('p95'),
          kind: 'bar',
          color: 'orange',
          points: [
            [0, 120],
            [1, 10],
          ],
        },
      ],
    },
  );
  expect(place(bars)).toMatch(/^insideEnd/);
  const peaked = chartOf(
    line((x) => (x < 5 ? 46 : 5)),
    {
      marks: [{ series: 0, x: 2, y: 46, name: named('peak p95 46ms') }],
    },
  );
  expect(place(peaked)).toMatch(/^insideEnd/);
});

test('a logarithmic axis is measured as such', () => {
  const log = chartOf(
    line((x) => (x < 50 ? 49 : 1)),
    { y: { name: named('ms'), unit: 'ms', isLog: true } },
  );
  expect(place(log)).not.toBe('insideStartBottom');
});

test('a line that rises through it is seen, on an axis of nines as well', () => {
  const steep = line((x) => (x < 20 ? 15 : 120));
  expect(place(chartOf(steep))).toMatch(/^insideEnd/);
  const nines = chartOf(steep.slice(1), { x: { name: named('percentile'), unit: 'nines', isLog: true } });
  // Two thirds of this axis lie below 20.
  expect(place(nines)).toMatch(/^insideStart/);
});
