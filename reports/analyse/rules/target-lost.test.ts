import { expect, test } from 'vitest';
import { recordOf } from '../../../testing/reference-runs.ts';
import { levelsRun } from '../../../testing/reference-seconds.ts';
import { withMeasured } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import type { Run } from '../../model/run.ts';
import { Steps } from '../../numbers/steps.ts';
import { targetLost } from './target-lost.ts';

/** Twenty seconds of 50 requests each, of which so many got no answer. */
function run(unanswered: (second: number) => number, status = 0): Run {
  const all = levelsRun([20], 20, (_, at) => ({ perSec: 50, failed: unanswered(at), responseMs: () => 20 }));
  const { timeline } = all.measured;
  if (!timeline) throw new Error('no time line');
  const counts = Array.from({ length: 20 }, (_, second) => [second, unanswered(second)] as const);
  const failed = Steps.ofSingle(timeline.seconds, counts);
  const errors = [{ status, errorCode: 1212, failed }];
  return withMeasured(all, { timeline: { ...timeline, errors } });
}

test('fires where nobody answered from some second on, and says what was before', () => {
  expect(targetLost(run((second) => (second >= 12 ? 50 : 0)))).toMatchObject([
    { id: 'target-lost', figures: { sinceSec: 12, before: { requests: 600, requestsPerSec: 50, p95Ms: 20 } } },
  ]);
});

test('is silent where answers came back, where failures were answers, and for the last moments of a run', () => {
  expect(targetLost(run((second) => (second >= 5 && second < 12 ? 50 : 0)))).toStrictEqual([]);
  expect(targetLost(run((second) => (second >= 12 ? 50 : 0), 503))).toStrictEqual([]);
  expect(targetLost(run((second) => (second >= 19 ? 50 : 0)))).toStrictEqual([]);
  expect(targetLost(run(() => 0))).toStrictEqual([]);
});

test('a run in which buha gave up waiting has lost its target, though no request ended since', () => {
  const silent = run(() => 0);
  const record = { ...recordOf('get-balance'), endedBy: { cause: 'give-up', second: 20 } as const };
  expect(targetLost({ ...withMeasured(silent, { runMs: 50_000 }), record })).toMatchObject([
    { figures: { sinceSec: 20, seconds: 30 } },
  ]);
});

toldInWords('target-lost', [
  { sinceSec: 41, seconds: 19, before: { requests: 40_312, requestsPerSec: 983.2, p95Ms: 187 } },
  { sinceSec: 0, seconds: 30, before: undefined },
]);
