import { expect, test } from 'vitest';
import { levelsRun } from '../../../testing/reference-seconds.ts';
import { withMeasured } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
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

toldInWords('goal-throughput', [
  {
    limitMs: 3000,
    met: { model: 'closed', level: 800, perSec: 308.1, p95Ms: 2210.4, failedRatio: 0 },
    missed: { model: 'closed', level: 1600, perSec: 308.3, p95Ms: 4900, failedRatio: undefined, because: 'p95' },
  },
  {
    limitMs: 3000,
    met: { model: 'open', level: 500, perSec: 499.2, p95Ms: 2210.4, failedRatio: 0 },
    missed: undefined,
  },
  {
    limitMs: 3000,
    met: undefined,
    missed: { model: 'closed', level: 50, perSec: 12.2, p95Ms: undefined, failedRatio: 1, because: 'failures' },
  },
  {
    limitMs: 3000,
    met: { model: 'closed', level: 25, perSec: 6.2, p95Ms: 150, failedRatio: 0 },
    missed: { model: 'closed', level: 50, perSec: 12.2, p95Ms: 120.5, failedRatio: 0.127, because: 'failures' },
  },
  ...[undefined, { model: 'open' as const, level: 100, perSec: 99.9, p95Ms: 12.5, failedRatio: 0 }].map((met) => ({
    limitMs: 3000,
    met,
    missed: {
      model: 'open' as const,
      level: 200,
      perSec: 120.4,
      p95Ms: 40.5,
      failedRatio: 0,
      because: 'not-delivered' as const,
    },
  })),
]);
