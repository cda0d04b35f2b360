import { expect, test } from 'vitest';
import { levelsRun } from '../../../testing/reference-seconds.ts';
import { withMeasured } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { estimatedQuantiles } from './estimated-quantiles.ts';

const run = levelsRun([2], 2, () => ({ perSec: 2, responseMs: () => 5 }));

test('fires where quantiles come from counts, and is silent where they are exact', () => {
  expect(estimatedQuantiles(withMeasured(run, { quantileError: 0.005 }))).toMatchObject([
    { figures: { error: 0.005 } },
  ]);
  expect(estimatedQuantiles(run)).toStrictEqual([]);
});

toldInWords('estimated-quantiles', [{ error: 0.005 }]);
