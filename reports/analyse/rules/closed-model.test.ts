import { expect, test } from 'vitest';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { withTotal } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { closedModel } from './closed-model.ts';

const run = referenceRun('get-balance');

test('fires for load whose users wait, and counts the iterations that never became a request', () => {
  expect(closedModel(run)).toMatchObject([
    { id: 'closed-model', severity: 'note', figures: { scenarios: ['load_test'], dropped: 168_879 } },
  ]);
  expect(closedModel(withTotal(run, { droppedIterations: 0 }))).toMatchObject([{ figures: { dropped: undefined } }]);
});

test('is silent for open load, and where nobody knows the plan', () => {
  expect(closedModel({ ...run, planned: run.planned.slice(1) })).toStrictEqual([]);
  expect(closedModel({ ...run, planned: [] })).toStrictEqual([]);
});

toldInWords('closed-model', [
  { scenarios: ['load_test'], dropped: undefined },
  { scenarios: ['load_test', 'b'], dropped: 168_879 },
]);
