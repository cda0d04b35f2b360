import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../testing/reference-runs.ts';
import { levelsRun, measuredSeconds, runOf, type Second } from '../../../testing/reference-seconds.ts';
import { gauge, withMeasured } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import type { Measurement } from '../../model/measurement.ts';
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
    { id: 'target-lost', figures: { sinceSec: 12, before: { answers: 600, answersPerSec: 50, p95Ms: 20 } } },
  ]);
});

test('what failed already in the last second with answers is none of them', () => {
  expect(targetLost(run((second) => (second >= 12 ? 50 : second === 11 ? 30 : 0)))).toMatchObject([
    { figures: { sinceSec: 12, before: { answers: 570, answersPerSec: 47.5 } } },
  ]);
});

test('is silent where answers came back, where failures were answers, and for the last moments of a run', () => {
  expect(targetLost(run((second) => (second >= 5 && second < 12 ? 50 : 0)))).toStrictEqual([]);
  expect(targetLost(run((second) => (second >= 12 ? 50 : 0), 503))).toStrictEqual([]);
  expect(targetLost(run((second) => (second >= 19 ? 50 : 0)))).toStrictEqual([]);
  expect(targetLost(run(() => 0))).toStrictEqual([]);
});

const pause: Second = { perSec: 0, vus: 0, responseMs: () => 20 };
/** Twelve seconds of answers, then none while so many users are active. */
const hanging = (seconds: number, vus: number, slowest: Partial<Measurement['total']> = {}) => {
  const measured = measuredSeconds(Array.from({ length: 12 }, () => ({ ...pause, perSec: 50, vus: 2 })));
  const { timeline, total } = measured;
  if (!timeline) throw new Error('no time line');
  const longer = (steps: Steps) => new Steps(12 + seconds, [...[...steps].entries(), [12, 0]]);
  const lane = {
    ...timeline.total,
    requests: longer(timeline.total.requests),
    iterations: longer(timeline.total.iterations),
  };
  const whole = {
    ...timeline,
    seconds: 12 + seconds,
    total: lane,
    vus: new Steps(12 + seconds, [
      [0, 2],
      [12, vus],
    ]),
  };
  return runOf({ ...measured, timeline: whole, total: { ...total, ...slowest } });
};

describe('users who wait for an answer that never comes', () => {
  test('have lost their target, though not one request failed', () => {
    expect(targetLost(hanging(20, 2))).toMatchObject([
      { figures: { sinceSec: 12, seconds: 20, before: { answers: 600 } } },
    ]);
  });

  test('have not where nobody waits, where they pause as long as before, or for some moments only', () => {
    expect(targetLost(hanging(20, 0))).toStrictEqual([]);
    expect(targetLost(hanging(20, 2, { iterationDurationMs: { max: 8000 } }))).toStrictEqual([]);
    expect(targetLost(hanging(20, 2, { durationMs: { max: 8000 } }))).toStrictEqual([]);
    expect(targetLost(hanging(2, 2))).toStrictEqual([]);
  });
});

test('one sample that came late, of whatever, is no target that was lost', () => {
  const run = hanging(40, 2);
  const { timeline } = run.measured;
  if (!timeline) throw new Error('no time line');
  const silentIn = (from: number, to: number) =>
    targetLost(withMeasured(run, { timeline: { ...timeline, silence: { from, to } } })).map(({ id }) => id);
  expect(silentIn(12, 51)).toStrictEqual([]);
  expect(silentIn(20, 45)).toStrictEqual([]);
  // k6 went on to count its users, but for some moments, or fell silent before.
  expect(silentIn(30, 34)).toStrictEqual(['target-lost']);
  expect(silentIn(0, 12)).toStrictEqual(['target-lost']);
});

test('a run in which buha gave up waiting has lost its target, though no request ended since', () => {
  const silent = run(() => 0);
  const record = { ...recordOf('get-balance'), endedBy: { cause: 'give-up', second: 20 } as const };
  expect(targetLost({ ...withMeasured(silent, { runMs: 50_000 }), record })).toMatchObject([
    { figures: { sinceSec: 20, seconds: 30 } },
  ]);
});

describe('a run in which nothing ended', () => {
  const nothing = (total: Partial<Measurement['total']>, runMs = 5000, vus = 5): Run =>
    runOf({ total, runMs, scenarios: {}, checks: [], thresholds: [], metrics: [gauge('vus', vus)] });
  const silent = { sentBytes: 370, receivedBytes: 0 };

  test('has lost its target from the beginning where bytes were sent and none came', () => {
    expect(targetLost(nothing(silent))).toMatchObject([{ figures: { sinceSec: 0, seconds: 5, before: undefined } }]);
  });

  test('may have had one where nothing was sent, something came or ended, nobody was there, or for a moment only', () => {
    expect(targetLost(nothing({ ...silent, sentBytes: 0 }))).toStrictEqual([]);
    expect(targetLost(nothing({ ...silent, receivedBytes: 9 }))).toStrictEqual([]);
    expect(targetLost(nothing({ ...silent, iterations: 1 }))).toStrictEqual([]);
    expect(targetLost(nothing({ sentBytes: 370 }))).toStrictEqual([]);
    expect(targetLost(nothing(silent, 5000, 0))).toStrictEqual([]);
    expect(targetLost(nothing(silent, 1000))).toStrictEqual([]);
  });
});

toldInWords('target-lost', [
  { sinceSec: 41, seconds: 19, before: { answers: 40_312, answersPerSec: 983.2, p95Ms: 187 } },
  { sinceSec: 0, seconds: 30, before: undefined },
]);
