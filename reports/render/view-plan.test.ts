import { expect, test } from 'vitest';
import { analysedReference } from '../../testing/reference-runs.ts';
import { closedPlan } from '../../testing/reference-seconds.ts';
import { reportView } from './view.ts';

const lineOf = (...stages: readonly (readonly [seconds: number, vus: number])[]) => {
  const { profile: _, ...run } = analysedReference('get-balance');
  return reportView([{ ...run, planned: [closedPlan('a', stages)] }], { language: 'en' }).plan.lines[0];
};

test('a load that never changes is told once, a step to another level by what is held from then on', () => {
  expect(lineOf([0, 4], [6, 4])).toBe('`a`: 4 VUs, held for 6s');
  expect(lineOf([0, 4], [6, 4], [6, 4])).toBe('`a`: 4 VUs, held for 12s');
  expect(lineOf([0, 0], [0, 20], [30, 20])).toBe('`a`: VUs 20 (30s)');
  expect(lineOf([0, 10], [10, 10], [0, 20], [10, 20])).toBe('`a`: VUs 10 (10s) → 20 (10s)');
  expect(lineOf([0, 0], [10, 10], [10, 10])).toBe('`a`: VUs 0 → 10 (10s) → hold (10s)');
});
