import { describe, expect, test } from 'vitest';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { measuredSeconds, openPlan, runOf } from '../../../testing/reference-seconds.ts';
import { gauge, withMeasured, withTotal } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import type { Run } from '../../model/run.ts';
import { slowVuStart } from './slow-vu-start.ts';

/** The balance inquiry, whose server kept up, with so many of its 3 500 virtual users started. */
const started = (vus: number): Run => {
  const run = referenceRun('get-balance');
  return withMeasured(run, { metrics: [gauge('vus_max', vus)] });
};

test('fires where iterations were dropped before all users that the plan allows had been started', () => {
  expect(slowVuStart(started(3352))).toMatchObject([
    {
      id: 'slow-vu-start',
      confidence: 'estimated',
      scope: 'peak_test',
      figures: { dropped: 168_879, startedVus: 3352, allowedVus: 3500 },
    },
  ]);
});

test('is silent for the reference, which started all of them', () => {
  expect(slowVuStart(referenceRun('get-balance'))).toStrictEqual([]);
});

test('is silent where nothing was dropped, and where nobody counted users', () => {
  expect(slowVuStart(withTotal(started(3352), { droppedIterations: 0 }))).toStrictEqual([]);
  expect(slowVuStart(withMeasured(started(3352), { metrics: [] }))).toStrictEqual([]);
});

test('is silent where the server was slow: then its users were busy', () => {
  const run = withMeasured(referenceRun('place-order'), { metrics: [gauge('vus_max', 3352)] });
  expect(slowVuStart(run)).toStrictEqual([]);
});

test('is silent where users enough for the highest rate stood ready', () => {
  const ready = (preAllocatedVus: number): Run => ({
    ...started(3352),
    planned: started(3352).planned.map((plan) => (plan.model === 'open' ? { ...plan, preAllocatedVus } : plan)),
  });
  expect(slowVuStart(ready(500))).toHaveLength(1);
  expect(slowVuStart(ready(12_000))).toStrictEqual([]);
});

test('is silent for a run that was interrupted before it needed all of them', () => {
  const run = referenceRun('get-balance', { interrupted: true });
  expect(slowVuStart(withMeasured(run, { metrics: [gauge('vus_max', 3352)] }))).toStrictEqual([]);
});

test('is silent without open load, and without a plan', () => {
  const run = started(3352);
  expect(slowVuStart({ ...run, planned: run.planned.slice(0, 1) })).toStrictEqual([]);
  expect(slowVuStart({ ...run, planned: [] })).toStrictEqual([]);
});

describe('where samples tell when iterations were dropped', () => {
  const plan = [
    openPlan(
      'load_test',
      [
        [0, 100],
        [20, 100],
      ],
      60,
    ),
  ];
  /** 20 users at first, one more each second; drops fall from one second to another. */
  const run = (from: number, to: number) => {
    const seconds = Array.from({ length: 20 }, (_, at) => ({
      perSec: 80,
      vus: 80,
      started: Math.min(60, 20 + at * 8),
      dropped: at >= from && at < to ? 20 : 0,
      responseMs: () => 5,
    }));
    return withMeasured(runOf(measuredSeconds(seconds), plan), {});
  };

  test('fires for what was dropped while users were being started', () => {
    expect(slowVuStart(run(0, 8))).toMatchObject([
      { confidence: 'measured', figures: { dropped: 100, allowedVus: 60, window: { fromSec: 0, toSec: 5 } } },
    ]);
  });

  test('is silent where all had been started by then: then there were too few of them', () => {
    expect(slowVuStart(run(6, 20))).toStrictEqual([]);
  });

  /** Users added for drops that fall from one second to another, of a load that goes from one rate to another at second 14. */
  const later = (from: number, to: number, risesTo: number) => {
    const seconds = Array.from({ length: 40 }, (_, at) => ({
      ...{ perSec: at < 14 ? 80 : risesTo, vus: at < 14 ? 80 : risesTo, responseMs: () => 5 },
      ...{ started: at < from ? 20 : 40, dropped: at >= from && at < to ? 20 : 0 },
    }));
    const rise = openPlan(
      'load_test',
      [
        [14, 80],
        [3, risesTo],
        [23, risesTo],
      ],
      60,
    );
    return runOf(measuredSeconds(seconds), [rise]);
  };

  test('fires for what was dropped as the rate rose, and for what followed without a break', () => {
    expect(slowVuStart(later(15, 25, 300))).toMatchObject([{ figures: { dropped: 200, window: { toSec: 25 } } }]);
  });

  test('is silent for drops at a rate that stays: then k6, or the server, stood still', () => {
    expect(slowVuStart(later(15, 17, 80))).toStrictEqual([]);
    expect(slowVuStart(later(28, 30, 300))).toStrictEqual([]);
  });
});

toldInWords(
  'slow-vu-start',
  [undefined, { fromSec: 3, toSec: 12 }].map((window) => ({
    ...{ dropped: 344, startedVus: 352, allowedVus: 500, stretch: 1.04 },
    window,
  })),
);
