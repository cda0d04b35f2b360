import { expect, test } from 'vitest';
import { recordOf, referenceRun } from '../../../testing/reference-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { otherRuns } from './other-runs.ts';

const first = { pid: 4711, script: 'checkout', startedAt: '2026-11-23T14:03:11.120+09:00' };
const second = { ...first, pid: 4800, script: 'search' };

test('fires where other runs shared the machine, and names the one that began first', () => {
  const run = referenceRun('get-balance');
  const found = (runs: readonly (typeof first)[]) =>
    otherRuns({ ...run, record: recordOf('get-balance', { otherRuns: runs }) });
  expect(found([first])).toMatchObject([{ id: 'other-runs', severity: 'warning', figures: { runs: 1, first } }]);
  expect(found([first, second])).toMatchObject([{ figures: { runs: 2, first } }]);
  expect([found([]), otherRuns(run)]).toStrictEqual([[], []]);
});

toldInWords('other-runs', [
  { runs: 1, first },
  { runs: 3, first },
]);
