import { describe, expect, test } from 'vitest';
import { type ReferenceApi, referenceRun } from '../../../testing/reference-runs.ts';
import { closedPlan, measuredSeconds, runOf } from '../../../testing/reference-seconds.ts';
import { withMeasured } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { drain } from './drain.ts';

test('fires for the order of the reference: 101.66 s for 90 s of load', () => {
  const [found] = drain(referenceRun('place-order'));
  expect(found).toMatchObject({ id: 'drain', severity: 'note', figures: { plannedMs: 90_000 } });
  const figures = found?.id === 'drain' ? found.figures : undefined;
  expect(figures?.runMs).toBeCloseTo(101_657, 0);
  expect(figures?.ratio).toBeCloseTo(0.1295, 4);
  // An upper bound: what finished after 90 s counts, too.
  expect(figures?.loadPerSec).toBeCloseTo(17_639 / 90, 9);
});

test.each<ReferenceApi>(['get-balance', 'recharge-balance', 'get-product'])(
  'is silent for %s: up to 4.5 %% longer',
  (api) => {
    expect(drain(referenceRun(api))).toStrictEqual([]);
  },
);

test('is silent where no length is planned or measured', () => {
  const run = referenceRun('place-order');
  expect(drain({ ...run, planned: [] })).toStrictEqual([]);
  expect(drain(withMeasured(run, { runMs: undefined }))).toStrictEqual([]);
  const counted = { executor: 'shared-iterations', model: 'iterations', iterations: 10, vus: 1 } as const;
  expect(drain({ ...run, planned: [{ name: 'x', startMs: 0, durationMs: 1000, ...counted }] })).toStrictEqual([]);
});

describe('what the time beyond the load went to', () => {
  const order = referenceRun('place-order');

  test('scripts of the catalogue have no setup()', () => {
    expect(drain(order)).toMatchObject([{ figures: { parts: { setupMs: 0, teardownMs: 0 } } }]);
  });

  test('a script of its own may have one, which a summary does not tell', () => {
    expect(drain({ ...order, api: undefined })).toMatchObject([{ figures: { parts: undefined } }]);
  });

  test('samples tell setup() and teardown() apart from the drain', () => {
    const second = { perSec: 20, vus: 4, responseMs: () => 50 };
    const measured = measuredSeconds(Array.from({ length: 7 }, () => second));
    const { timeline } = measured;
    if (!timeline) throw new Error('no time line');
    const aside = { setupMs: 430, teardownMs: 140 };
    const run = runOf({ ...measured, runMs: 6700, timeline: { ...timeline, aside } }, [closedPlan('own', [[6, 4]])]);
    const parts = { ...aside, drainMs: 130 };
    expect(drain({ ...run, api: undefined })).toMatchObject([{ figures: { plannedMs: 6000, parts } }]);
  });
});

toldInWords(
  'drain',
  [
    { isBound: true, parts: undefined },
    { isBound: false, parts: { setupMs: 0, teardownMs: 0, drainMs: 11_657 } },
    { isBound: false, parts: { setupMs: 427, teardownMs: 140, drainMs: 11_090 } },
  ].map(({ isBound, parts }) => ({
    parts,
    runMs: 101_657,
    plannedMs: 90_000,
    ratio: 0.1295,
    requestsPerSec: 173.5,
    loadPerSec: 196,
    isDiluted: isBound,
    isBound,
  })),
);
