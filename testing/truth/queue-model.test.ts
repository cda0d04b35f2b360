import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { uniform } from '../../reports/numbers/random.ts';
import { QueueModel } from './queue-model.ts';
import { serviceTime } from './random.ts';
import type { ServerSpec } from './server-spec.ts';

const ASKED = { path: '/work', key: '0' };

/** What becomes of requests that arrive every so many ms. */
const outcomes = (spec: ServerSpec, everyMs: number, count: number, keyOf = (_: number) => '0') => {
  const model = new QueueModel(spec, 1);
  return Array.from({ length: count }, (_, n) => model.arrive(n * everyMs, { ...ASKED, key: keyOf(n) }, 0));
};

describe('times', () => {
  test.each([0, 0.5, 1] as const)('have the mean and the variation that they were given (cv %s)', (cv) => {
    const next = uniform(7);
    const all = Array.from({ length: 20_000 }, () => serviceTime(20, cv, next));
    const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
    const deviation = Math.sqrt(all.reduce((sum, one) => sum + (one - mean) ** 2, 0) / all.length);
    expect(mean).toBeCloseTo(20, 0);
    expect(deviation / mean).toBeCloseTo(cv, 1);
  });

  test('are the same for the same seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0 }), (seed) => {
        const [a, b] = [uniform(seed), uniform(seed)];
        for (let n = 0; n < 10; n += 1) expect(a()).toBe(b());
      }),
    );
  });

  test('of a variation that is no sum of exponential parts are refused', () => {
    expect(() => serviceTime(20, 0.7, uniform(1))).toThrow(RangeError);
  });
});

describe('a queue', () => {
  test('serves as many at once as it has lanes, first come, first served', () => {
    const spec: ServerSpec = { serviceMs: 0, cv: 0, queue: { lanes: 2, per: 'all', holdMs: 10 } };
    const all = outcomes(spec, 0, 6);
    expect(all.map(({ doneMs }) => doneMs)).toStrictEqual([10, 10, 20, 20, 30, 30]);
    expect(all.map(({ waitedMs }) => waitedMs)).toStrictEqual([0, 0, 10, 10, 20, 20]);
  });

  test('of each key lets others pass', () => {
    const spec: ServerSpec = { serviceMs: 5, cv: 0, queue: { lanes: 1, per: 'key', holdMs: 10 } };
    expect(outcomes(spec, 0, 4, (n) => String(n % 2)).map(({ doneMs }) => doneMs)).toStrictEqual([15, 15, 25, 25]);
  });

  test('never serves more than its lanes allow, whatever arrives', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.nat(30), { minLength: 10, maxLength: 60 }),
        (lanes, gaps) => {
          const model = new QueueModel({ serviceMs: 0, cv: 0, queue: { lanes, per: 'all', holdMs: 10 } }, 1);
          let atMs = 0;
          const held = gaps.map((gap) => {
            atMs += gap;
            const { doneMs } = model.arrive(atMs, ASKED, 0);
            return [doneMs - 10, doneMs] as const;
          });
          for (const [begin] of held) {
            expect(held.filter(([from, to]) => from <= begin && to > begin).length).toBeLessThanOrEqual(lanes);
          }
        },
      ),
    );
  });
});

describe('faults', () => {
  test('a limit of the rate refuses what is above it', () => {
    const all = outcomes({ serviceMs: 1, cv: 0, limitPerSec: 100 }, 4, 1_000);
    const good = all.filter(({ status }) => status === 200).length;
    expect(good / 4).toBeCloseTo(100, -1);
    expect(new Set(all.map(({ status }) => status))).toStrictEqual(new Set([200, 429]));
  });

  test('errors come in their window, and where so many are in flight', () => {
    const inWindow = outcomes({ serviceMs: 1, cv: 0, errors: { share: 1, window: [2, 3] } }, 100, 50);
    expect(inWindow.flatMap(({ status }, n) => (status === 500 ? [n] : []))).toStrictEqual([
      20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
    ]);
    const model = new QueueModel({ serviceMs: 1, cv: 0, errors: { share: 1, aboveInFlight: 5 } }, 1);
    expect([4, 5].map((inFlight) => model.arrive(0, ASKED, inFlight).status)).toStrictEqual([200, 500]);
  });

  test('nothing ends within a pause', () => {
    for (const { doneMs } of outcomes({ serviceMs: 7, cv: 0.5, pauses: { everySec: 1, forMs: 200 } }, 13, 500)) {
      expect(doneMs % 1000).toBeLessThan(800);
    }
  });

  test('a breaker refuses everything for a while', () => {
    const model = new QueueModel({ serviceMs: 1, cv: 0, breaker: { inFlight: 3, openSec: 1 } }, 1);
    const statuses = [
      [0, 0],
      [10, 3],
      [500, 0],
      [1_011, 0],
    ].map(([atMs = 0, inFlight = 0]) => model.arrive(atMs, ASKED, inFlight).status);
    expect(statuses).toStrictEqual([200, 503, 503, 200]);
  });

  test('work is slow at first, and grows', () => {
    const cold = outcomes({ serviceMs: 10, cv: 0, cold: { forSec: 1, times: 5 } }, 900, 3);
    expect(cold.map(({ servedMs }) => servedMs)).toStrictEqual([50, 50, 10]);
    const grown = outcomes({ serviceMs: 10, cv: 0, growthPerMin: 3 }, 30_000, 3);
    expect(grown.map(({ servedMs }) => Math.round(servedMs))).toStrictEqual([10, 20, 30]);
  });
});
