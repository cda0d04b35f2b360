import { describe, expect, test } from 'vitest';
import { levelsRun, measuredSeconds, openPlan, runOf, type Second } from '../../testing/reference-seconds.ts';
import { withMeasured, withTotal } from '../../testing/test-runs.ts';
import type { Run } from '../model/run.ts';
import { levelsProof } from './saturated-levels.ts';
import { limiterOf } from './saturation.ts';

const LEVELS = [10, 40, 120, 400];
const WORK_MS = 20;

/** Users who think for 100 ms; `most` a second are served, and `responseMs` changes what an answer takes. */
const closed = (
  most: number,
  change: (ms: number, level: number, at: number) => number = (ms) => ms,
  { levels = LEVELS, failed = () => 0 }: { levels?: readonly number[]; failed?: (level: number) => number } = {},
): Run =>
  levelsRun(levels, 10, (level, at) => {
    const offered = (level * 1000) / (100 + WORK_MS);
    const ms = offered > most ? (level / most) * 1000 - 100 : WORK_MS;
    const perSec = Math.round(Math.min(offered, most));
    return { perSec, failed: Math.round(perSec * failed(level)), responseMs: () => change(ms, level, at) };
  });

const proofOf = (run: Run) => levelsProof(run).proof;

describe('levels of closed load', () => {
  test('prove a limit where throughput fell behind users and answers took three times as long', () => {
    expect(proofOf(closed(300))?.saturated).toMatchObject({
      low: { level: 10 },
      high: { level: 400 },
      flat: [{ level: 40 }, { level: 120 }],
      capacityPerSec: expect.closeTo(300, 0),
      // 300 a second are what 36 users bring.
      knee: { from: 10, to: 40 },
    });
    expect(limiterOf(closed(300))).toMatchObject({ by: 'server' });
  });

  test('that grew as users did show a server that kept up, whatever its service times', () => {
    const scattered = (ms: number) => ms * (0.02 + 4 * ((Math.round(ms * 7919) % 97) / 97));
    expect(proofOf(closed(5_000))).toStrictEqual({ saturated: undefined });
    expect(proofOf(closed(5_000, scattered))).toStrictEqual({ saturated: undefined });
  });

  test('prove a limit where one request of three waits, and none where the others are as many but quick', () => {
    const mixed = (wait: (ms: number) => number) => {
      const run = levelsRun(LEVELS, 10, (level) => {
        const ms = Math.max(WORK_MS, (level / 300) * 3_000 - 100);
        const perSec = Math.round(Math.min((level * 1000) / 120, 300));
        return { perSec, responseMs: (n) => (n % 3 === 0 ? wait(ms) : 10) };
      });
      const { total } = run.measured;
      return withMeasured(run, { answered: undefined, endpoints: { a: total, b: total, c: total } });
    };
    expect(proofOf(mixed((ms) => ms))?.saturated).toMatchObject({ high: { level: 400 }, isMean: true });
    expect(proofOf(mixed(() => 30))?.saturated).toBeUndefined();
  });

  test('prove nothing where more failed on them', () => {
    expect(proofOf(closed(300, undefined, { failed: (level) => (level > 100 ? 0.05 : 0) }))).toBeUndefined();
    // As many as on the lowest one are no reason.
    expect(proofOf(closed(300, undefined, { failed: () => 0.05 }))?.saturated).toBeDefined();
  });

  test('prove nothing where answers rose within one level: that is a leak', () => {
    const leaking = closed(20_000, (ms, level, at) => (level === 10 ? ms : ms * (2 + at)), { levels: [10, 12, 16] });
    expect(proofOf(leaking)?.saturated).toBeUndefined();
  });

  test('prove nothing where the lowest level did not come back to what it was', () => {
    // Throughput that falls behind without standing still, and medians that grow with time alone.
    const left = (back: number) =>
      levelsRun([20, 60, 20], 10, (level, at) => ({
        perSec: level === 60 ? 200 : 100,
        responseMs: () => (level === 60 ? 250 : at < 0 ? 1 : WORK_MS * back),
      }));
    const run = (back: number) => {
      const first = levelsRun([20, 60, 20], 10, (level) => ({
        perSec: level === 60 ? 200 : 100,
        responseMs: () => (level === 60 ? 250 : WORK_MS),
      }));
      const last = left(back).measured.timeline;
      const { timeline } = first.measured;
      const lane = timeline?.scenarios.load_test;
      const other = last?.scenarios.load_test;
      if (!timeline || !lane || !other) throw new Error('no time line');
      const latencyMs = {
        over: (from: number, to: number) => (from >= 20 ? other : lane).latencyMs.over(from, to),
        seconds: (from: number, to: number) => (from >= 20 ? other : lane).latencyMs.seconds(from, to),
      };
      return withMeasured(first, { timeline: { ...timeline, scenarios: { load_test: { ...lane, latencyMs } } } });
    };
    expect(proofOf(run(1))?.saturated).toBeDefined();
    expect(proofOf(run(1.4))?.saturated).toBeDefined();
    expect(proofOf(run(2))).toBeUndefined();
  });

  test('prove nothing of the server where bodies were on their way for half of what was added', () => {
    const slow = (ms: number) => withTotal(closed(300), { receivingMs: { avg: ms } });
    // 1233 ms against 20 ms.
    expect(proofOf(slow(600))?.saturated?.flat).toBeDefined();
    const growing = levelsRun([20, 60], 10, (level) => ({
      perSec: level === 60 ? 200 : 100,
      responseMs: () => (level === 60 ? 250 : WORK_MS),
    }));
    expect(proofOf(withTotal(growing, { receivingMs: { avg: 100 } }))?.saturated).toBeDefined();
    expect(proofOf(withTotal(growing, { receivingMs: { avg: 120 } }))).toBeUndefined();
  });
});

describe('levels of open load', () => {
  const open = (served: (rate: number) => number, responseMs: (rate: number) => number): Run => {
    const rates = [40, 120, 320];
    const seconds = rates.flatMap((rate) =>
      Array.from(
        { length: 10 },
        (): Second => ({
          ...{ scenario: 'a', vus: 50, perSec: served(rate), dropped: rate - served(rate) },
          responseMs: () => responseMs(rate),
        }),
      ),
    );
    const plan = openPlan(
      'a',
      rates.flatMap((rate): [number, number][] => [
        [0, rate],
        [10, rate],
      ]),
    );
    return runOf(measuredSeconds(seconds), [plan]);
  };

  test('prove a limit where the rate was not reached and requests in flight grew', () => {
    expect(
      proofOf(
        open(
          (rate) => Math.min(rate, 200),
          (rate) => (rate > 200 ? 900 : 12),
        ),
      )?.saturated,
    ).toMatchObject({
      low: { level: 40 },
      high: { level: 320 },
      capacityPerSec: expect.closeTo(200, 0),
      knee: { from: 120, to: 320 },
    });
  });

  test('prove none where answers stayed as quick: users were too few', () => {
    expect(
      proofOf(
        open(
          (rate) => Math.min(rate, 200),
          () => 12,
        ),
      ),
    ).toStrictEqual({ saturated: undefined });
    expect(
      proofOf(
        open(
          (rate) => rate,
          () => 12,
        ),
      ),
    ).toStrictEqual({ saturated: undefined });
  });
});

test('one level, and none, prove nothing', () => {
  expect(proofOf(closed(300, undefined, { levels: [40] }))).toBeUndefined();
  expect(proofOf(withMeasured(closed(300), { timeline: undefined }))).toBeUndefined();
});
