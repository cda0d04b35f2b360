import { describe, expect, test } from 'vitest';
import { analysedReference } from '../../testing/reference-runs.ts';
import type { GateRow } from '../model/gate.ts';
import { goalRowOf, goalRows, worstFirst } from './worst-goal.ts';

const row = (actual: number | undefined, limit: number | undefined, comparison?: string): GateRow =>
  ({ part: 'service-level', outcome: 'slo-fail', unit: 'ms', actual, limit, comparison, goal: undefined }) as never;

describe('how many times a goal', () => {
  test.each([
    [5, 2, '<=', 2.5],
    [1, 2, '<', 0.5],
    [50, 100, '>=', 2],
    [200, 100, '>', 0.5],
    [0, 0, '<=', 1],
    [3, 0, '<', Number.POSITIVE_INFINITY],
    [0, 100, '>=', Number.POSITIVE_INFINITY],
  ])('%d of %d (%s) is %d', (actual, limit, comparison, multiple) => {
    expect(goalRowOf(row(actual, limit, comparison))?.multiple).toBe(multiple);
  });

  test('none without a figure, without a limit, and of a check of the measurement', () => {
    const validity: GateRow = { part: 'validity', check: 'exit', outcome: 'pass', unit: 'code' } as never;
    expect([row(undefined, 2), row(5, undefined), validity].map(goalRowOf)).toStrictEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('of a run: its goals, in their order', () => {
    const multiples = goalRows(analysedReference('place-order')).map(({ multiple }) => multiple);
    expect(multiples.map((multiple) => multiple > 1)).toStrictEqual([true, false]);
  });
});

test('the worst first: those that failed by how much, then the others', () => {
  const runs = (['get-balance', 'recharge-balance', 'get-product', 'place-order'] as const).map((api) =>
    analysedReference(api),
  );
  expect(worstFirst(runs).map(({ api }) => api)).toStrictEqual([
    'place-order',
    'recharge-balance',
    'get-balance',
    'get-product',
  ]);
  // What is no measurement has failed as well, whatever its figures.
  const invalid = analysedReference('get-product', { exit: { code: 107, meaning: 'script-exception' } });
  expect(worstFirst([...runs, invalid]).indexOf(invalid)).toBe(2);
  expect(worstFirst([])).toStrictEqual([]);
});
