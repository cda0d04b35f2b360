import { expect, test } from 'vitest';
import { levelsRun } from '../../../testing/reference-seconds.ts';
import { withMeasured } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { errorsUnderLoad } from './errors-under-load.ts';

const run = (failedOf: (level: number, at: number) => number) =>
  levelsRun([20, 100], 20, (level, at) => ({ perSec: level, failed: failedOf(level, at), responseMs: () => 20 }));

test('fires where failures began with the load, and tells since when', () => {
  const [finding] = errorsUnderLoad(run((level, at) => (level === 100 && at >= 3 ? 10 : 0)));
  expect(finding).toMatchObject({
    id: 'errors-under-load',
    figures: { sinceSec: 23, flawless: 400, failed: 170, belowRatio: 0 },
  });
});

test('is silent where requests fail whatever the load is', () => {
  expect(errorsUnderLoad(run((level) => level / 10))).toStrictEqual([]);
  expect(errorsUnderLoad(run((_level, at) => (at > 10 ? 2 : 0)))).toStrictEqual([]);
});

test('is silent where every failure says that its request is wrong: no load makes a 404', () => {
  const failing = run((level, at) => (level === 100 && at >= 3 ? 10 : 0));
  const answered = (...statuses: number[]) =>
    withMeasured(failing, {
      responses: statuses.map((status) => ({
        ...{ scenario: undefined, name: undefined, status, errorCode: undefined, expected: false, count: 85 },
      })),
    });
  expect(errorsUnderLoad(answered(404))).toStrictEqual([]);
  expect(errorsUnderLoad(answered(404, 503))).toHaveLength(1);
});

test('is silent where nothing failed, and where they failed from the first on', () => {
  expect(errorsUnderLoad(run(() => 0))).toStrictEqual([]);
  expect(errorsUnderLoad(run((level, at) => (level === 20 && at === 0 ? 1 : 0)))).toStrictEqual([]);
});

test('is silent where the same load had been served for a while without a failure', () => {
  const failingLate = (level: number, at: number) => (level === 100 && at >= 12 ? 10 : 0);
  expect(errorsUnderLoad(run(failingLate))).toStrictEqual([]);
});

test('is silent where nobody knows who failed, or how many were at work', () => {
  const known = run((level) => (level === 100 ? 10 : 0));
  const { timeline } = known.measured;
  if (!timeline) throw new Error('no time line');
  for (const lane of ['failed', 'busyVus']) {
    const total = { ...timeline.total, [lane]: undefined };
    expect(errorsUnderLoad(withMeasured(known, { timeline: { ...timeline, total } }))).toStrictEqual([]);
  }
});

test('is silent where chance explains it: few failures, or as rare as before', () => {
  // One in two hundred, whatever the load.
  let sent = 0;
  const rare = levelsRun([10, 20, 40], 20, (level) => {
    const before = Math.floor(sent / 200);
    sent += level;
    return { perSec: level, failed: Math.floor(sent / 200) - before, responseMs: () => 20 };
  });
  expect(errorsUnderLoad(rare)).toStrictEqual([]);
  expect(errorsUnderLoad(run((level, at) => (level === 100 && at === 3 ? 3 : 0)))).toStrictEqual([]);
});

toldInWords('errors-under-load', [
  {
    ...{ sinceSec: 41, vus: 1210.5, nearRatio: 0.8, advisedVus: [968.4, 1452.6] },
    ...{ flawless: 40_312, failed: 812, aboveRatio: 0.021, belowRatio: 0 },
  },
]);
