import { expect, test } from 'vitest';
import { levelsRun } from '../../../testing/reference-seconds.ts';
import { withMeasured } from '../../../testing/test-runs.ts';
import { goalThroughputFound } from './goal-throughput.ts';

const run = levelsRun([20, 40, 80], 10, (level) => ({ perSec: level, responseMs: () => level * 10 }));
const expression = 'p(95)<500';

test('fires where levels of load were held and there is a goal', () => {
  const goal = { metric: 'http_req_duration', expression, passed: false };
  expect(goalThroughputFound(withMeasured(run, { thresholds: [goal] }))).toMatchObject([
    { figures: { limitMs: 500, met: { level: 40, perSec: 40 }, missed: { level: 80, perSec: 80 } } },
  ]);
});

test('is silent without a goal for p95', () => {
  const other = { metric: 'http_req_failed', expression: 'rate<0.01', passed: true };
  expect(goalThroughputFound(run)).toStrictEqual([]);
  expect(goalThroughputFound(withMeasured(run, { thresholds: [other] }))).toStrictEqual([]);
});
