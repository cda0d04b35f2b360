import { expect, test } from 'vitest';
import { RUN_START_MS } from '../../../testing/reference-samples.ts';
import { levelsRun, measuredSeconds, openPlan, runOf } from '../../../testing/reference-seconds.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { measuredOf } from '../../parse/samples/measured.ts';
import { SampleStore } from '../../parse/samples/sample-store.ts';
import { throttled } from './throttled.ts';

/** So many good answers and refusals in each of ten seconds. */
function answered(good: number, refused: number, status: string) {
  const store = new SampleStore();
  for (let n = 0; n < 10 * (good + refused); n += 1) {
    const timeMs = RUN_START_MS + 1_000 + (n * 10_000) / (10 * (good + refused));
    const isGood = n % (good + refused) < good;
    const tags = { name: 'a', status: isGood ? '200' : status, expected_response: String(isGood), scenario: 'default' };
    const all = isGood ? tags : { ...tags, error_code: `1${status}` };
    store.add('http_reqs', timeMs, 1, all);
    store.add('http_req_failed', timeMs, isGood ? 0 : 1, all);
    store.add('http_req_duration', timeMs, 20, all);
  }
  return runOf(measuredOf(store));
}

test('fires where answers are 429, and tells how many succeeded meanwhile', () => {
  expect(throttled(answered(40, 20, '429'))).toMatchObject([
    { confidence: 'measured', figures: { status: 429, count: 200, levels: undefined } },
  ]);
  const [finding] = throttled(answered(40, 20, '429'));
  expect(finding?.id === 'throttled' && finding.figures.limitPerSec).toBeCloseTo(40, -1);
});

test('fires where more sent brought the same number of successes', () => {
  const run = levelsRun([20, 60], 20, (level) => ({ perSec: level * 5, failed: level * 5 - 90, responseMs: () => 20 }));
  expect(throttled(run)).toMatchObject([
    {
      confidence: 'estimated',
      figures: {
        status: 503,
        limitPerSec: expect.closeTo(90),
        levels: { low: { sentPerSec: 100 }, high: { sentPerSec: 300 } },
      },
    },
  ]);
});

/** A ramp from 80 to 400 a second within four seconds, which is then held; so many of those sent fail. */
const rampUp = (failedOf: (sent: number, at: number) => number) => {
  const rate = (at: number) => (at < 10 ? 80 : Math.min(400, 80 + (at - 9.5) * 80));
  const seconds = Array.from({ length: 30 }, (_, at) => {
    const perSec = Math.round(rate(at));
    return { perSec, vus: 8, failed: failedOf(perSec, at), responseMs: () => 50 };
  });
  const plan = openPlan('load_test', [
    [10, 80],
    [4, 400],
    [16, 400],
  ]);
  return runOf(measuredSeconds(seconds), [plan]);
};

test('fires where the ramp to the one level that was refused brought as many successes', () => {
  expect(throttled(rampUp((sent) => Math.max(0, sent - 150)))).toMatchObject([
    {
      confidence: 'estimated',
      figures: { status: 503, limitPerSec: expect.closeTo(150, 0), levels: { high: { sentPerSec: 400 } } },
    },
  ]);
  // A replica that is dead fails a third of whatever is sent; and one second tells nothing.
  expect(throttled(rampUp((sent) => Math.round(sent / 3)))).toStrictEqual([]);
  expect(throttled(rampUp((sent, at) => (at < 13 ? 0 : sent - 150)))).toStrictEqual([]);
});

test('is silent where a share of the requests fails whatever is sent, under one load, and for a few', () => {
  expect(throttled(answered(40, 20, '503'))).toStrictEqual([]);
  expect(
    throttled(levelsRun([20, 60], 20, (level) => ({ perSec: level * 5, failed: level, responseMs: () => 20 }))),
  ).toStrictEqual([]);
  const few = levelsRun([20, 60], 20, (level, at) => ({
    perSec: level,
    failed: at === 12 ? 2 : 0,
    responseMs: () => 20,
  }));
  expect(throttled(few)).toStrictEqual([]);
});

toldInWords('throttled', [
  { status: 429, count: 200, limitPerSec: 41, levels: undefined },
  { status: 429, count: 300, limitPerSec: undefined, levels: undefined },
  {
    ...{ status: 503, count: 5_400, limitPerSec: 90 },
    levels: { low: { sentPerSec: 101, goodPerSec: 88 }, high: { sentPerSec: 303, goodPerSec: 90 } },
  },
]);
