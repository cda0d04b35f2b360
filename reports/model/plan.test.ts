import { expect, test } from 'vitest';
import { byModel, type PlannedScenario } from './plan.ts';

const iterations: PlannedScenario = {
  ...{ name: 'a', executor: 'shared-iterations', model: 'iterations' },
  ...{ startMs: 0, durationMs: 1000, iterations: 5, vus: 1 },
};

test('a plan is told by its load model', () => {
  const of = (plan: PlannedScenario) =>
    byModel(plan, { closed: () => 'VU-ms', open: () => 'rate', iterations: (own) => `${own.iterations} iterations` });
  expect(of(iterations)).toBe('5 iterations');
});

test('a model without a case does not compile', () => {
  // @ts-expect-error: open load has no case.
  const of = () => byModel({ ...iterations, executor: 'per-vu-iterations' }, { closed: () => 1, iterations: () => 2 });
  expect(of()).toBe(2);
});
