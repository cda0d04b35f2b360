import { describe, expect, test } from 'vitest';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { levelsRun } from '../../../testing/reference-seconds.ts';
import { withTotal } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import type { Run } from '../../model/run.ts';
import { fewLanes } from './few-lanes.ts';

const { api, project } = referenceRun('recharge-balance');
/** An API whose writes are known as such. */
const KNOWN = { api, project };

const withKeys = (keys: number | undefined): Run => ({
  ...referenceRun('recharge-balance', {}),
  record: undefined,
  keys,
});

const figuresOf = (run: Run) => {
  const [found] = fewLanes(run);
  return found?.id === 'few-lanes' ? found.figures : undefined;
};

describe('from a summary', () => {
  test('the writes of the reference serve at least 2.6 and 2.0 at a time; four users are one candidate', () => {
    const [recharge, order] = [figuresOf(withKeys(4)), figuresOf({ ...referenceRun('place-order'), keys: 4 })];
    expect([recharge, order].map((figures) => [figures?.lanes.toFixed(1), figures?.basis])).toStrictEqual([
      ['2.6', 'least'],
      ['2.0', 'least'],
    ]);
    expect(recharge?.keys).toMatchObject({ keys: 4, moreKeys: 40, assumed: true, sameProduct: false });
    expect(recharge?.keys?.possiblePerSec).toBeCloseTo(495.66, 2);
    expect(recharge?.keys?.msPerLane).toBeCloseTo(12.582, 3);
    // The fastest response allows more than twice as much: half the time is the lower bound, and the only one that is told.
    expect(order?.keys?.possiblePerSec).toBeUndefined();
    // All of its orders buy the same product.
    expect(order?.keys).toMatchObject({ keyKind: 'users', sameProduct: true });
  });

  test('as many as the users, within the error of the estimate, are as many: four users are never served by five', () => {
    const served = (keys: number) => figuresOf(withKeys(keys));
    // 2.57 at a time.
    expect([served(2.5), served(2.9)].map((one) => [one?.lanes, one?.basis])).toStrictEqual([
      [2.5, 'keys'],
      [2.9, 'keys'],
    ]);
    expect(served(3.2)?.basis).toBe('least');
  });

  test('is silent for the inquiries, whose server kept up', () => {
    expect(fewLanes({ ...referenceRun('get-product'), keys: 4 })).toStrictEqual([]);
  });

  test('is silent where not even one at a time is sure: that is told of any server', () => {
    const fast = (min: number) => {
      const times = { min, med: 5090, avg: 5950 };
      return withTotal(withKeys(4), { durationMs: times, successDurationMs: times });
    };
    // 318 a second.
    expect([fewLanes(fast(3.1)), figuresOf(fast(3.2))?.basis]).toStrictEqual([[], 'least']);
  });
});

describe('a lock for each row of test data', () => {
  const fits = (run: Run) => figuresOf(run)?.keys !== undefined;

  test('fits about as many rows as are served at a time', () => {
    expect([2, 2.5655 / 1.2, 10, 11].map((keys) => fits(withKeys(keys)))).toStrictEqual([false, true, true, false]);
    expect(figuresOf(withKeys(11))?.lanes).toBeCloseTo(2.5655, 3);
    expect(fits(withKeys(undefined))).toBe(false);
  });

  test('fits where requests are enough to wait for the row of another one', () => {
    const durationMs = { min: 600, med: 1100, avg: 1100 };
    const few = { requestsPerSec: 3.2, durationMs, iterationDurationMs: { avg: 1200 } };
    const quick = { ...few, successDurationMs: few.durationMs };
    // 3.5 requests in flight at 1.9 lanes.
    const run = { ...withTotal(withKeys(4), quick), thinkMs: 100 };
    expect([fits(run), fits({ ...run, keys: 3 })]).toStrictEqual([false, true]);
  });

  test('fits no shop that was started without it, where other causes do', () => {
    const on = (lock: 'none' | 'distributed') => ({
      ...referenceRun('recharge-balance', { target: { shop: { lock } } }),
      keys: 4,
    });
    expect([on('distributed'), on('none')].map(fits)).toStrictEqual([true, false]);
    expect(figuresOf(on('none'))?.lanes).toBeCloseTo(2.5655, 3);
  });

  test('fits no read', () => {
    const run = { ...withKeys(4), api: 'get-product' as const };
    expect([figuresOf(run)?.basis, fits(run)]).toStrictEqual(['least', false]);
  });
});

describe('on levels', () => {
  /** So many lanes of 40 ms behind users who think for a second. */
  const lanes = (count: number, levels: readonly number[] = [10, 50, 300, 600]): Run =>
    levelsRun(levels, 8, (level) => {
      const most = (count * 1000) / 40;
      const alone = (level * 1000) / 1040;
      return { perSec: Math.min(alone, most), responseMs: () => (alone > most ? (level / most) * 1000 - 1000 : 40) };
    });

  test('the median of the lowest one tells how many are served at a time', () => {
    for (const count of [1, 4, 8]) {
      const figures = figuresOf(lanes(count));
      expect([figures?.basis, Math.round(figures?.lanes ?? 0)]).toStrictEqual(['median', count]);
      expect(figures?.requestsPerSec).toBeCloseTo(count * 25, -0.5);
    }
  });

  test('where requests waited on the lowest one, too, there are at least so many', () => {
    // 60 users take 58 of the 100 a second that four lanes serve, 50 take 48.
    const times = { min: 30, avg: 400, med: 300 };
    const busy = withTotal(lanes(4, [60, 300, 600]), { durationMs: times, successDurationMs: times });
    const least = figuresOf(busy);
    expect([least?.basis, least?.lanes.toFixed(1)]).toStrictEqual(['least', '3.0']);
    expect(figuresOf(lanes(4, [50, 300, 600]))?.basis).toBe('median');
  });

  test('a lock is held for as long as the level says', () => {
    const { keys } = figuresOf({ ...lanes(4), ...KNOWN, keys: 4 }) ?? {};
    expect(keys?.msPerLane).toBeCloseTo(40, 0);
  });
});

toldInWords(
  'few-lanes',
  (['median', 'least', 'keys'] as const).flatMap((basis) =>
    [undefined, ...(['users', 'products', undefined] as const)].flatMap((keyKind, at) =>
      (at === 0 ? [true] : [true, false]).map((flag) => ({
        ...{ lanes: 1.985, basis, inFlight: 2011, requestsPerSec: 173.5 },
        keys:
          at === 0
            ? undefined
            : {
                ...{ keys: 4, moreKeys: 40, msPerLane: 23.05, possiblePerSec: flag ? 349.6 : undefined },
                ...{ keyKind, assumed: flag, sameProduct: flag, isShopLock: !flag },
              },
      })),
    ),
  ),
);
