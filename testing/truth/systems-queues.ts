import type { Load } from './load.ts';
import type { Due, System } from './system.ts';

// Healthy systems and those that requests wait for. A closed load of V users with think time Z on a queue that serves X per
// second bends where V = X·(Z + R): the levels lie on both sides of it.

const SMOOTH: Load = { levels: [4, 12, 36, 4], levelSec: 6, thinkMs: 100, goalMs: 200 };
const STEEP: Load = { levels: [3, 10, 40, 120, 3], levelSec: 6, thinkMs: 100, goalMs: 200 };

/** What a saturated server lets one say; that throughput is held by few at a time and by which means, no run tells. */
const SATURATED: Due = {
  verdicts: ['slo-fail'],
  must: ['server-saturated', 'few-lanes'],
  may: [
    'waiting-dominates',
    'saturation-point',
    'scalability-loss',
    'goal-throughput',
    'cpu-idle',
    'cpu-bound',
    'slow-recovery',
  ],
  mustNot: ['generator-late', 'generator-limited', 'drift', 'pauses', 'bimodal', 'long-tail'],
};

/** Nothing is wrong with it. */
const HEALTHY: Due = {
  verdicts: ['pass'],
  must: ['generator-limited'],
  may: ['goal-throughput'],
  mustNot: ['server-saturated', 'few-lanes', 'generator-late'],
};

const healthy = (
  id: string,
  isScoredOnly: boolean,
  serviceMs: number,
  cv: 0 | 0.5 | 1,
  load: Partial<Load> = {},
): System => ({
  id,
  seed: isScoredOnly ? 20 : 10,
  server: { serviceMs, cv },
  load: { ...SMOOTH, ...load },
  due: HEALTHY,
  isScoredOnly,
});

export const queueSystems: readonly System[] = [
  healthy('healthy-5', false, 5, 0),
  healthy('healthy-20', true, 20, 0.5),
  healthy('healthy-20-random', false, 20, 1, { isSpread: true }),
  healthy('healthy-80', true, 80, 1, { thinkMs: 200, goalMs: 500, isSpread: true }),
  {
    // A rate that was planned and delivered is no news.
    ...healthy('healthy-open', false, 10, 0.5, { isOpen: true, levels: [40, 120, 240, 40], maxVus: 60, thinkMs: 0 }),
    due: { ...HEALTHY, must: [], mustNot: [...(HEALTHY.mustNot ?? []), 'generator-limited'] },
  },
  {
    id: 'lock',
    seed: 11,
    server: { serviceMs: 0, cv: 0, queue: { lanes: 1, per: 'all', holdMs: 5 } },
    load: STEEP,
    due: SATURATED,
    capacityPerSec: 200,
    kneeUsers: 21,
    isScoredOnly: false,
  },
  {
    id: 'lock-by-half-more',
    seed: 18,
    server: { serviceMs: 0, cv: 0.5, queue: { lanes: 1, per: 'all', holdMs: 5 } },
    load: { ...STEEP, levels: [6, 9, 14, 21, 32, 48, 6], levelSec: 5, isSpread: true },
    due: { ...SATURATED, verdicts: ['pass', 'slo-fail'] },
    capacityPerSec: 200,
    kneeUsers: 21,
    isScoredOnly: false,
  },
  {
    id: 'pool-by-half-more',
    seed: 28,
    server: { serviceMs: 6, cv: 0.5, queue: { lanes: 4, per: 'all', holdMs: 24 } },
    load: { ...STEEP, levels: [6, 9, 13, 19, 28, 42, 63, 6], levelSec: 5 },
    due: { ...SATURATED, verdicts: ['pass', 'slo-fail'] },
    capacityPerSec: 167,
    kneeUsers: 21.7,
    isScoredOnly: true,
  },
  {
    id: 'lock-and-work',
    seed: 21,
    server: { serviceMs: 15, cv: 0.5, queue: { lanes: 1, per: 'all', holdMs: 5 } },
    load: { ...STEEP, isSpread: true },
    due: SATURATED,
    capacityPerSec: 200,
    kneeUsers: 24,
    isScoredOnly: true,
  },
  {
    id: 'lock-random',
    seed: 12,
    server: { serviceMs: 5, cv: 1, queue: { lanes: 1, per: 'all', holdMs: 4 } },
    load: STEEP,
    due: SATURATED,
    capacityPerSec: 250,
    kneeUsers: 27,
    isScoredOnly: false,
  },
  {
    id: 'keys-4-bound',
    seed: 22,
    server: { serviceMs: 2, cv: 0.5, queue: { lanes: 1, per: 'key', holdMs: 20 } },
    load: { ...STEEP, keys: { count: 4, isBound: true } },
    due: SATURATED,
    capacityPerSec: 200,
    kneeUsers: 24,
    isScoredOnly: true,
  },
  {
    id: 'keys-4-random',
    seed: 13,
    server: { serviceMs: 2, cv: 0, queue: { lanes: 1, per: 'key', holdMs: 20 } },
    load: { ...STEEP, keys: { count: 4, isBound: false } },
    due: SATURATED,
    capacityPerSec: 200,
    isScoredOnly: false,
  },
  {
    id: 'keys-40-random',
    seed: 23,
    server: { serviceMs: 2, cv: 0, queue: { lanes: 1, per: 'key', holdMs: 100 } },
    load: { ...STEEP, levels: [3, 12, 48, 190, 3], keys: { count: 40, isBound: false }, goalMs: 400 },
    due: SATURATED,
    isScoredOnly: true,
  },
  {
    // Never near its limit: some wait for their own key, and no level says more than that.
    id: 'keys-400-bound',
    seed: 14,
    server: { serviceMs: 2, cv: 0.5, queue: { lanes: 1, per: 'key', holdMs: 40 } },
    load: { ...SMOOTH, levels: [4, 12, 48, 4], keys: { count: 400, isBound: true } },
    due: HEALTHY,
    isScoredOnly: false,
  },
  {
    id: 'pool-8',
    seed: 24,
    server: { serviceMs: 3, cv: 0.5, queue: { lanes: 8, per: 'all', holdMs: 30 } },
    load: { ...STEEP, levels: [4, 14, 50, 150, 4] },
    due: SATURATED,
    capacityPerSec: 267,
    kneeUsers: 35,
    isScoredOnly: true,
  },
  {
    id: 'pool-2-open',
    seed: 15,
    server: { serviceMs: 3, cv: 0.5, queue: { lanes: 2, per: 'all', holdMs: 10 } },
    load: { ...STEEP, isOpen: true, levels: [40, 120, 320, 40], maxVus: 200, thinkMs: 0, goalMs: 100 },
    due: { ...SATURATED, may: [...(SATURATED.may ?? []), 'load-not-delivered', 'slow-recovery', 'arrival-ceiling'] },
    capacityPerSec: 200,
    isScoredOnly: false,
  },
  {
    // One rate above what it serves, which is all that many a load test has.
    id: 'pool-4-one-rate',
    seed: 29,
    server: { serviceMs: 2, cv: 0.5, queue: { lanes: 4, per: 'all', holdMs: 20 } },
    load: { ...STEEP, isOpen: true, levels: [300], levelSec: 24, maxVus: 200, thinkMs: 0 },
    due: {
      ...SATURATED,
      must: ['server-saturated', 'load-not-delivered'],
      may: [...(SATURATED.may ?? []), 'few-lanes', 'arrival-ceiling'],
    },
    capacityPerSec: 200,
    isScoredOnly: false,
  },
  {
    id: 'workers-20',
    seed: 25,
    server: { serviceMs: 0, cv: 1, queue: { lanes: 20, per: 'all', holdMs: 60 } },
    load: { ...STEEP, levels: [6, 24, 96, 240, 6], goalMs: 250 },
    due: SATURATED,
    capacityPerSec: 333,
    kneeUsers: 53,
    isScoredOnly: true,
  },
  {
    id: 'cpu',
    seed: 16,
    server: { serviceMs: 1, cv: 0, cpuMs: 5 },
    load: STEEP,
    due: SATURATED,
    capacityPerSec: 200,
    kneeUsers: 21,
    isScoredOnly: false,
  },
  {
    id: 'lock-and-errors',
    seed: 26,
    server: { serviceMs: 3, cv: 0.5, queue: { lanes: 1, per: 'all', holdMs: 5 }, errors: { share: 0.05 } },
    load: STEEP,
    due: {
      ...SATURATED,
      must: ['server-saturated', 'few-lanes', 'errors-present'],
      mustNot: [...(SATURATED.mustNot ?? []), 'errors-under-load', 'error-window'],
    },
    isScoredOnly: true,
  },
  {
    // One request of three waits for it; the iterations of all do.
    id: 'lock-of-one-path',
    seed: 27,
    server: { serviceMs: 8, cv: 0.5, queue: { lanes: 1, per: 'all', holdMs: 8, path: '/order' } },
    load: { ...STEEP, paths: ['/list', '/item', '/order'], goalMs: 400 },
    due: { ...SATURATED, may: [...(SATURATED.may ?? []), 'slow-request'] },
    capacityPerSec: 375,
    kneeUsers: 16.5,
    isScoredOnly: false,
  },
  {
    id: 'pool-and-cold',
    seed: 17,
    server: { serviceMs: 10, cv: 0.5, queue: { lanes: 2, per: 'all', holdMs: 10 }, cold: { forSec: 2.5, times: 10 } },
    load: STEEP,
    due: { ...SATURATED, must: ['server-saturated', 'few-lanes', 'warm-up'] },
    capacityPerSec: 200,
    kneeUsers: 24,
    isScoredOnly: false,
  },
];
