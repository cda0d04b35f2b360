import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openPlan as open } from '../../testing/plans.ts';
import { referenceRun } from '../../testing/reference-runs.ts';
import type { PlannedScenario, Ramp } from '../model/plan.ts';
import { width } from '../text/width.ts';
import { drawPlans } from './plan-drawing.ts';

const counted: PlannedScenario = {
  name: 'counted',
  executor: 'shared-iterations',
  model: 'iterations',
  startMs: 0,
  durationMs: 1000,
  iterations: 5,
  vus: 1,
};

test('a ramp rises by the eighths of a row, with its top and its time on the axes', () => {
  const plan = open([{ durationMs: 8000, from: 0, to: 100 }]);
  expect(drawPlans([plan], 8000, { columns: 8, rows: 2 })).toBe(
    [
      'open', //
      '100/s ┤    ▁▃▅▇',
      '  0/s ┤▁▃▅▇████',
      '      └────────',
      '       0s    8s',
    ].join('\n'),
  );
});

test('scenarios share one time axis: a later start leaves the columns before it empty', () => {
  const early = open([{ durationMs: 4000, from: 50, to: 50 }]);
  const late: PlannedScenario = {
    ...early,
    name: 'late',
    executor: 'constant-vus',
    model: 'closed',
    startMs: 4000,
  };
  expect(drawPlans([early, late], 8000, { columns: 8, rows: 1 })?.split('\n')).toStrictEqual([
    'open',
    ' 50/s ┤████',
    '      └────────',
    '       0s    8s',
    '',
    'late',
    '50 VU ┤    ████',
    '      └────────',
    '       0s    8s',
  ]);
});

test("the reference's plan: the plateaus have the heights of their levels", () => {
  const drawn = drawPlans(referenceRun('get-balance').planned, 90_000, { columns: 90, rows: 3 })?.split('\n') ?? [];
  const heightAt = (column: number) =>
    drawn.slice(1, 4).reduce((sum, line) => sum + ' ▁▂▃▄▅▆▇█'.indexOf([...line][column + 10] ?? ' '), 0);
  // 1 000 and 3 000 of 3 000 VUs, one column a second, 24 eighths high.
  expect(drawn[0]).toBe('load_test');
  expect([20, 35, 55, 75].map(heightAt)).toStrictEqual([8, 8, 24, 24]);
});

test('no line is wider than the drawing, and the top row touches the top', () => {
  const ramps = fc
    .array(fc.record({ durationMs: fc.integer({ min: 0, max: 60_000 }), to: fc.nat(5000) }), {
      minLength: 1,
      maxLength: 6,
    })
    .map((steps) => {
      let from = 0;
      return steps.map(({ durationMs, to }): Ramp => {
        const ramp = { durationMs, from, to };
        from = to;
        return ramp;
      });
    });
  fc.assert(
    fc.property(ramps, fc.integer({ min: 20, max: 80 }), fc.integer({ min: 2, max: 8 }), (pieces, columns, rows) => {
      const plan = open(pieces);
      const drawn = drawPlans([plan], plan.durationMs, { columns, rows });
      if (plan.durationMs === 0) {
        expect(drawn).toBeUndefined();
        return;
      }
      const lines = drawn?.split('\n') ?? [];
      expect(lines).toHaveLength(rows + 3);
      const margin = lines[1]?.indexOf('┤') ?? Number.NaN;
      for (const line of lines.slice(1)) expect(width(line)).toBeLessThanOrEqual(margin + 1 + columns);
    }),
  );
});

test('a plan of iterations has no level to draw, and no plan has no drawing', () => {
  const size = { columns: 8, rows: 2 };
  expect(drawPlans([counted], 1000, size)).toBeUndefined();
  expect(drawPlans([], 0, size)).toBeUndefined();
  const beside = drawPlans([counted, open([{ durationMs: 1000, from: 1, to: 1 }])], 1000, size);
  expect(beside?.split('\n')[0]).toBe('open');
});
