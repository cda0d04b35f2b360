import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Chart } from './charts/chart.ts';
import { packed, unpacked } from './page-data.ts';

const label = { ko: 'x', en: 'x' };
const chartOf = (points: Chart['series'][number]['points']): Chart => ({
  ...{ id: 'a', title: label, text: label },
  ...{ x: { name: label, unit: 'seconds' }, y: { name: label, unit: 'ms' } },
  series: [{ name: label, kind: 'line', color: 'blue', points }],
});
const number = fc.double({ min: -1e9, max: 1e9, noNaN: true });

test('a chart comes out as it went in, to six digits, and places do not wander', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(number, fc.option(number)), { maxLength: 300 }), (points) => {
      const sorted = points.toSorted(([a], [b]) => a - b);
      const out = unpacked(JSON.parse(JSON.stringify(packed(chartOf(sorted))))).series[0]?.points ?? [];
      expect(out).toHaveLength(sorted.length);
      for (const [at, [x, y]] of out.entries()) {
        const [wantedX = 0, wantedY = null] = sorted[at] ?? [];
        const step = wantedX - (out[at - 1]?.[0] ?? 0);
        expect(Math.abs(x - wantedX)).toBeLessThanOrEqual(Math.abs(step) * 1e-5 + 1e-6);
        expect(y === null).toBe(wantedY === null);
        if (y !== null && wantedY !== null) expect(Math.abs(y - wantedY)).toBeLessThanOrEqual(Math.abs(wantedY) * 1e-5);
      }
    }),
  );
});

test('seconds stay whole', () => {
  const points = Array.from({ length: 5000 }, (_, at): [number, number] => [at * 7, at]);
  expect(unpacked(packed(chartOf(points))).series[0]?.points).toStrictEqual(points);
});
