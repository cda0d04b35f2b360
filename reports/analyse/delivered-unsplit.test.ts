import { describe, expect, test } from 'vitest';
import { countPlan } from '../../testing/plans.ts';
import { type recordOf, referenceRun } from '../../testing/reference-runs.ts';
import type { Run } from '../model/run.ts';
import { deliveredLoad } from './delivered-load.ts';

/** The same run from output that does not tell scenarios apart. */
const withoutSplit = (run: Run): Run => ({ ...run, measured: { ...run.measured, scenarios: {} } });

describe('output that does not tell scenarios apart: the delivered share', () => {
  /** The reference as its text has it: without a split by scenario. */
  const unsplit = (changes: Parameters<typeof recordOf>[1] = {}) => withoutSplit(referenceRun('get-balance', changes));
  const known = (run: Run) =>
    deliveredLoad(run).map(({ deliveredAmount, dropped, ratio }) => [deliveredAmount, dropped, ratio]);
  const nothing = [undefined, undefined, undefined];

  test('of the only open scenario is its plan without what was dropped; that of the closed one stays unknown', () => {
    expect(known(unsplit())).toStrictEqual([nothing, [16_171, 168_879, 16_171 / 185_050]]);
    // Some metrics may be split and others not.
    const partly = { ...unsplit().measured, scenarios: { peak_test: { durationMs: { avg: 100 } } } };
    expect(known({ ...unsplit(), measured: partly })).toStrictEqual([nothing, [16_171, 168_879, 16_171 / 185_050]]);
  });

  test('of the only open scenario is all of it where nothing was dropped', () => {
    const run = unsplit();
    const total = { ...run.measured.total, iterations: 200_000, droppedIterations: 0 };
    expect(known({ ...run, measured: { ...run.measured, total } })[1]).toStrictEqual([185_050, 0, 1]);
  });

  test('is unknown where the drops may be of another scenario, or the run was cut short', () => {
    const run = unsplit();
    const twice = run.planned.map((plan) => ({ ...plan, name: `${plan.name}_2` }));
    expect(known({ ...run, planned: [...run.planned, ...twice] })).toStrictEqual([nothing, nothing, nothing, nothing]);
    expect(known({ ...run, planned: [...run.planned, countPlan] })).toStrictEqual([nothing, nothing, nothing]);
    expect(known(unsplit({ interrupted: true }))).toStrictEqual([nothing, nothing]);
    expect(known(unsplit({ exit: { code: 108, meaning: 'script-aborted' } }))).toStrictEqual([nothing, nothing]);
    expect(known({ ...run, record: undefined, measured: { ...run.measured, runMs: 45_000 } })).toStrictEqual([
      nothing,
      nothing,
    ]);
  });

  test('is unknown where the plan cannot be that of this run', () => {
    const run = unsplit();
    const counting = (iterations: number, droppedIterations: number) =>
      known({ ...run, measured: { ...run.measured, total: { iterations, droppedIterations } } });
    // More dropped than planned; more started than finished.
    expect([counting(91_531, 200_000), counting(100, 168_879)]).toStrictEqual([
      [nothing, nothing],
      [nothing, nothing],
    ]);
  });
});
