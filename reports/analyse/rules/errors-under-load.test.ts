import { expect, test } from 'vitest';
import { RUN_START_MS } from '../../../testing/reference-samples.ts';
import { closedPlan, levelsRun, measuredSeconds, openPlan, runOf } from '../../../testing/reference-seconds.ts';
import { withMeasured } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import type { PlannedScenario } from '../../model/plan.ts';
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

test('names the levels that were held, the one without a failure and the one with some', () => {
  const [finding] = errorsUnderLoad(run((level, at) => (level === 100 && at >= 3 ? 10 : 0)));
  expect(finding?.figures).toMatchObject({
    model: 'closed',
    held: { fine: 20, failing: 100, failedRatio: 0.085 },
    advised: [20, 100],
  });
});

/** Half a minute of arrivals, of which some fail while so many users are at work. */
const arrivals = (
  rateAt: (at: number) => number,
  failedAt: (at: number) => number,
  vusAt: (at: number) => number,
  planned: readonly PlannedScenario[],
) => {
  const seconds = Array.from({ length: 30 }, (_, at) => ({
    ...{ perSec: rateAt(at), failed: failedAt(at), vus: vusAt(at), responseMs: () => 16 },
  }));
  return runOf(measuredSeconds(seconds), planned);
};

const STEP = openPlan('load_test', [
  [14, 60],
  [2, 150],
  [14, 150],
]);
const stepRate = (at: number) => (at < 14 ? 60 : Math.min(150, 60 + (at - 13.5) * 45));

test('of open load the level is the arrival rate, and never the users at work', () => {
  const failing = arrivals(
    stepRate,
    (at) => (at >= 15 ? 6 : 0),
    (at) => (at < 15 ? 1 : 3),
    [STEP],
  );
  expect(errorsUnderLoad(failing)).toMatchObject([
    {
      figures: {
        ...{ model: 'open', sinceSec: 15, level: expect.closeTo(128, 0), advised: [60, 150] },
        held: { fine: 60, failing: 150, failedRatio: expect.closeTo(0.04, 3) },
      },
    },
  ]);
});

test('of a rate that only rises the advice lies around the first failure', () => {
  const ramp = openPlan('load_test', [
    [0, 20],
    [30, 320],
  ]);
  const [finding] = errorsUnderLoad(
    arrivals(
      (at) => 25 + at * 10,
      (at) => (at >= 20 ? 50 : 0),
      () => 5,
      [ramp],
    ),
  );
  expect(finding?.figures).toMatchObject({
    ...{ model: 'open', held: undefined, level: expect.closeTo(225.5, 0) },
    advised: [expect.closeTo(180.4, 0), expect.closeTo(270.6, 0)],
  });
});

test('advises two levels that differ, however low they are', () => {
  const low = (from: number, to: number) =>
    levelsRun([from, to], 40, (level, at) => ({
      ...{ perSec: level * 5, vus: level, responseMs: () => 20 },
      failed: level === to && at >= 2 ? 5 : 0,
    }));
  expect(errorsUnderLoad(low(1, 2))).toMatchObject([{ figures: { advised: [1, 2] } }]);
  const { planned, ...unplanned } = low(1, 2);
  expect(planned).toHaveLength(1);
  expect(errorsUnderLoad({ ...unplanned, planned: [] })).toMatchObject([
    { figures: { level: expect.closeTo(2, 1), advised: [1, 3] } },
  ]);
});

test('is silent where users at work rise because requests hang: the rate stayed', () => {
  // One in ten hangs from second 15 on, and is given up two seconds later.
  const hanging = (planned: readonly PlannedScenario[]) =>
    arrivals(
      () => 60,
      (at) => (at >= 17 ? 6 : 0),
      (at) => (at < 15 ? 1 : Math.min(13, 1 + (at - 14) * 6)),
      planned,
    );
  expect(errorsUnderLoad(hanging([openPlan('load_test', [[30, 60]])]))).toStrictEqual([]);
  // Nobody knows its plan.
  expect(errorsUnderLoad(hanging([]))).toStrictEqual([]);
  expect(errorsUnderLoad({ ...run((level, at) => (level === 100 && at >= 3 ? 10 : 0)), planned: [] })).toHaveLength(1);
});

test('is silent where open and closed load together have no one level', () => {
  const failing = arrivals(
    stepRate,
    (at) => (at >= 15 ? 6 : 0),
    () => 1,
    [STEP, closedPlan('other', [[30, 5]])],
  );
  expect(errorsUnderLoad(failing)).toStrictEqual([]);
});

test('is silent where k6 was late as they began to fail, and not for its late first seconds', () => {
  const failing = arrivals(
    stepRate,
    (at) => (at >= 15 ? 6 : 0),
    () => 1,
    [STEP],
  );
  const starvedFrom = (from: number, to: number) => ({
    ...failing,
    generator: Array.from({ length: 30 }, (_, second) => ({
      ...{ epochMs: RUN_START_MS + (second + 1) * 1000, cpuCores: 0.05, allowedCores: 1, throttledMs: 0 },
      runDelayMs: second >= from && second < to ? 1_400 : 50,
    })),
  });
  expect(errorsUnderLoad(starvedFrom(13, 25))).toStrictEqual([]);
  expect(errorsUnderLoad(starvedFrom(0, 4))).toHaveLength(1);
});

toldInWords('errors-under-load', [
  {
    ...{ sinceSec: 41, model: 'closed', level: 1210.5, nearRatio: 0.8, held: undefined, advised: [968.4, 1452.6] },
    ...{ flawless: 40_312, failed: 812, aboveRatio: 0.021, belowRatio: 0 },
  },
  {
    ...{ sinceSec: 15, model: 'open', level: 105, nearRatio: 0.8, advised: [60, 150] },
    ...{ held: { fine: 60, failing: 150, failedRatio: 0.043 } },
    ...{ flawless: 745, failed: 95, aboveRatio: 0.04, belowRatio: 0 },
  },
]);
