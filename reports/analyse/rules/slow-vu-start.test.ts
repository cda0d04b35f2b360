import { expect, test } from 'vitest';
import type { Run } from '../../model/run.ts';
import { referenceRun } from '../../reference-runs.ts';
import { gauge, withMeasured, withTotal } from '../test-runs.ts';
import { slowVuStart } from './slow-vu-start.ts';

/** The balance inquiry, whose server kept up, with so many of its 3 500 virtual users started. */
const started = (vus: number): Run => {
  const run = referenceRun('get-balance');
  return withMeasured(run, { metrics: [gauge('vus_max', vus)] });
};

test('fires where iterations were dropped before all users that the plan allows had been started', () => {
  expect(slowVuStart(started(3352))).toMatchObject([
    {
      id: 'slow-vu-start',
      confidence: 'estimated',
      scope: 'peak_test',
      figures: { dropped: 168_879, startedVus: 3352, allowedVus: 3500 },
    },
  ]);
});

test('is silent for the reference, which started all of them', () => {
  expect(slowVuStart(referenceRun('get-balance'))).toStrictEqual([]);
});

test('is silent where nothing was dropped, and where nobody counted users', () => {
  expect(slowVuStart(withTotal(started(3352), { droppedIterations: 0 }))).toStrictEqual([]);
  expect(slowVuStart(withMeasured(started(3352), { metrics: [] }))).toStrictEqual([]);
});

test('is silent where the server was slow: then its users were busy', () => {
  const run = withMeasured(referenceRun('place-order'), { metrics: [gauge('vus_max', 3352)] });
  expect(slowVuStart(run)).toStrictEqual([]);
});

test('is silent for a run that was interrupted before it needed all of them', () => {
  const run = referenceRun('get-balance', { interrupted: true });
  expect(slowVuStart(withMeasured(run, { metrics: [gauge('vus_max', 3352)] }))).toStrictEqual([]);
});

test('is silent without open load, and without a plan', () => {
  const run = started(3352);
  expect(slowVuStart({ ...run, planned: run.planned.slice(0, 1) })).toStrictEqual([]);
  expect(slowVuStart({ ...run, planned: [] })).toStrictEqual([]);
});
