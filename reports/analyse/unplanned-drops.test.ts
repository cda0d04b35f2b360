import { expect, test } from 'vitest';
import { foreignRun, referenceRun, referenceSummary } from '../../testing/reference-runs.ts';
import { withMeasured } from '../../testing/test-runs.ts';
import { unplannedDrops } from './unplanned-drops.ts';

const run = { ...foreignRun(referenceSummary('get-balance')), planned: [] };
const of = (total: object, scenarios: Record<string, object> = {}) =>
  unplannedDrops(withMeasured(run, { total, scenarios }));

test('what never started bounds how much of an unknown plan ran', () => {
  expect(of({ iterations: 50, droppedIterations: 150 })).toEqual({ scenario: undefined, dropped: 150, atMost: 0.25 });
});

test('of several scenarios the one of which least ran', () => {
  const scenarios = {
    browse: { iterations: 90, droppedIterations: 10 },
    peak: { iterations: 50, droppedIterations: 150 },
    idle: { iterations: 5, droppedIterations: 0 },
  };
  expect(of({ iterations: 145, droppedIterations: 160 }, scenarios)).toEqual({
    ...{ scenario: 'peak', dropped: 150, atMost: 0.25 },
  });
});

test('nothing where all started, where nobody counts, and where a plan is known', () => {
  expect(of({ iterations: 50, droppedIterations: 0 })).toBeUndefined();
  expect(of({ iterations: 50 })).toBeUndefined();
  expect(of({ droppedIterations: 50 })).toBeUndefined();
  expect(unplannedDrops(referenceRun('get-balance'))).toBeUndefined();
});
