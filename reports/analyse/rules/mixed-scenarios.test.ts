import { expect, test } from 'vitest';
import { inspectedOptions, recordOf, referenceRun, referenceSummary, runOf } from '../../../testing/reference-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import type { Run } from '../../model/run.ts';
import { mixedScenarios } from './mixed-scenarios.ts';

const withoutSplit = (run: Run): Run => ({ ...run, measured: { ...run.measured, scenarios: {} } });

test('warns where the output does not tell scenarios apart that ran at once', () => {
  expect(mixedScenarios(withoutSplit(referenceRun('get-balance')))).toStrictEqual([
    {
      id: 'mixed-scenarios',
      severity: 'warning',
      confidence: 'measured',
      scope: 'total',
      figures: { scenarios: ['load_test', 'peak_test'], unsplit: ['load_test', 'peak_test'] },
    },
  ]);
});

test('warns where only one of them is told apart', () => {
  const run = referenceRun('get-balance');
  const { peak_test = {} } = run.measured.scenarios;
  expect(mixedScenarios({ ...run, measured: { ...run.measured, scenarios: { peak_test } } })).toMatchObject([
    { figures: { scenarios: ['load_test', 'peak_test'], unsplit: ['load_test'] } },
  ]);
});

test('is silent where the output tells them apart: the report does, too', () => {
  expect(mixedScenarios(referenceRun('get-balance'))).toStrictEqual([]);
});

test('is silent for scenarios one after the other, however the output is split', () => {
  const record = recordOf('get-balance', { options: inspectedOptions('get-balance', 'sequential') });
  const run = runOf('get-balance', referenceSummary('get-balance'), record);
  expect([mixedScenarios(run), mixedScenarios(withoutSplit(run))]).toStrictEqual([[], []]);
});

test('is silent where one starts at the very moment in which the other ends', () => {
  const run = withoutSplit(referenceRun('get-balance'));
  const planned = run.planned.map((plan, at) => ({ ...plan, startMs: at * 90_000 }));
  expect(mixedScenarios({ ...run, planned })).toStrictEqual([]);
  const earlier = run.planned.map((plan, at) => ({ ...plan, startMs: at * 89_999 }));
  expect(mixedScenarios({ ...run, planned: earlier })).toHaveLength(1);
});

test('is silent for a single scenario', () => {
  const run = referenceRun('get-balance');
  expect(mixedScenarios({ ...run, planned: run.planned.slice(0, 1) })).toStrictEqual([]);
});

test('names only the scenarios that met others', () => {
  const run = withoutSplit(referenceRun('get-balance'));
  const [load, peak] = run.planned;
  if (!load || !peak) throw new Error('the seed profile has two scenarios');
  const late = { ...peak, name: 'late', startMs: 500_000 };
  expect(mixedScenarios({ ...run, planned: [load, peak, late] })).toMatchObject([
    { figures: { scenarios: ['load_test', 'peak_test'] } },
  ]);
});

toldInWords('mixed-scenarios', [
  { scenarios: ['load_test', 'peak_test'], unsplit: ['load_test', 'peak_test'] },
  { scenarios: ['load_test', 'peak_test'], unsplit: ['peak_test'] },
  { scenarios: ['a', 'b', 'c'], unsplit: ['a', 'b', 'c'] },
]);
