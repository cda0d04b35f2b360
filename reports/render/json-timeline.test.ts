import { expect, test } from 'vitest';
import { RUN_START_MS } from '../../testing/reference-samples.ts';
import { measuredSeconds, type Second } from '../../testing/reference-seconds.ts';
import { SampleStore } from '../parse/samples/sample-store.ts';
import type { JsonTimeline } from './json-schema.ts';
import { timelineOf } from './json-timeline.ts';

const second = (perSec: number): Second => ({ perSec, vus: 2, responseMs: (n) => 10 + n });

function of(seconds: readonly Second[]): JsonTimeline {
  const { timeline } = measuredSeconds(seconds);
  if (!timeline) throw new Error('no time line');
  return timelineOf(timeline);
}

/** Samples in so many seconds, so far apart. */
function apart(samples: number, stepSec: number, scenarios = 1) {
  const store = new SampleStore();
  for (let at = 0; at < samples; at += 1) {
    const tags = { scenario: `s${at % scenarios}`, status: '503', error_code: '1503', expected_response: 'false' };
    const timeMs = RUN_START_MS + at * stepSec * 1000 + 100;
    store.add('http_reqs', timeMs, 1, tags);
    store.add('http_req_duration', timeMs, 50, tags);
  }
  return timelineOf(store.timeline());
}

const sum = (rows: readonly { readonly requests: number }[]) => rows.reduce((all, { requests }) => all + requests, 0);

test('a second in which something ended has a row, and one like those before it has none', () => {
  const { seconds, stepSec, total, scenarios } = of([3, 3, 0, 0, 0, 2].map(second));
  expect([seconds, stepSec]).toStrictEqual([6, 1]);
  expect(total.map(({ sec, requests, vus }) => [sec, requests, vus])).toStrictEqual([
    [0, 3, 2],
    [1, 3, 2],
    [2, 0, 2],
    [5, 2, 2],
  ]);
  expect(scenarios.load_test?.map(({ sec, medMs }) => [sec, medMs])).toStrictEqual([
    [0, 11],
    [1, 11],
    [2, undefined],
    [5, 10.5],
  ]);
});

test('rows follow the samples and not the time between them', () => {
  const { seconds, total, errors } = apart(50, 12_000);
  expect([seconds, sum(total)]).toStrictEqual([588_001, 50]);
  expect(total.length).toBeLessThan(120);
  expect(errors).toMatchObject([{ status: 503, errorCode: 1503 }]);
  expect([errors[0]?.failed.length, errors[0]?.failed[1]]).toStrictEqual([50, { sec: 12_000, requests: 1 }]);
});

test('twelve hours are told second by second, and what would have no end by several', () => {
  const soak = apart(43_200, 1);
  expect([soak.stepSec, soak.total.length, sum(soak.total)]).toStrictEqual([1, 43_200, 43_200]);
  const week = apart(50_000, 3, 4);
  expect(week.stepSec).toBeGreaterThan(1);
  expect([sum(week.total), sum(Object.values(week.scenarios).flat()), sum(week.errors[0]?.failed ?? [])]).toStrictEqual(
    [50_000, 50_000, 50_000],
  );
  const rows = [week.total, ...Object.values(week.scenarios), week.errors[0]?.failed ?? []];
  expect(rows.reduce((all, { length }) => all + length, 0)).toBeLessThanOrEqual(200_000);
});
