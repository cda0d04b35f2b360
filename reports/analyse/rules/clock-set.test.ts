import { expect, test } from 'vitest';
import { recordOf } from '../../../testing/reference-runs.ts';
import { levelsRun } from '../../../testing/reference-seconds.ts';
import { withMeasured } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import type { Run } from '../../model/run.ts';
import { clockSet } from './clock-set.ts';

const steady = withMeasured(
  levelsRun([20], 60, () => ({ perSec: 50, responseMs: () => 20 })),
  { runMs: 60_000 },
);
const set = (clockSetSec: number | undefined, run: Run = steady): Run => ({
  ...run,
  record: { ...recordOf('get-balance'), ...(clockSetSec !== undefined && { clockSetSec }) },
});

test('fires where the clock was set by a hundredth of the run, forward or back', () => {
  expect(clockSet(set(3))).toMatchObject([{ id: 'clock-set', figures: { setSec: 3, share: 0.05 } }]);
  expect(clockSet(set(-1.5))).toMatchObject([{ figures: { setSec: -1.5, share: 0.025 } }]);
});

test('is silent where it was not, by less, without a record, and where the samples show it', () => {
  expect(clockSet(set(undefined))).toStrictEqual([]);
  expect(clockSet(steady)).toStrictEqual([]);
  expect(clockSet(set(3, withMeasured(steady, { runMs: 600_000 })))).toStrictEqual([]);
  const { timeline } = steady.measured;
  if (!timeline) throw new Error('no time line');
  const silent = withMeasured(steady, { timeline: { ...timeline, silence: { from: 20, to: 30 } } });
  expect(clockSet(set(10, silent))).toStrictEqual([]);
  const twice = withMeasured(steady, { timeline: { ...timeline, repeated: { from: 20, to: 30, sec: 10 } } });
  expect(clockSet(set(-10, twice))).toStrictEqual([]);
});

toldInWords('clock-set', [
  { setSec: 3, share: 0.05 },
  { setSec: -1.5, share: 0.025 },
]);
