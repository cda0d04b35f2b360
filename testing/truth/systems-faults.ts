import type { Load } from './load.ts';
import type { Due, System } from './system.ts';

// Systems with capacity to spare and something else wrong.

const STEADY: Load = { levels: [20], levelSec: 24, thinkMs: 100, goalMs: 200 };
const LEVELS: Load = { levels: [5, 15, 45, 5], levelSec: 6, thinkMs: 100, goalMs: 200 };

const NOT_SATURATED = ['server-saturated', 'few-lanes', 'generator-late'] as const;

const due = (
  verdict: Due['verdicts'][number],
  must: readonly string[],
  may: readonly string[] = [],
  not: readonly string[] = [],
): Due => ({
  verdicts: [verdict],
  must,
  may: ['generator-limited', 'goal-throughput', ...may],
  mustNot: [...NOT_SATURATED, ...not],
});

export const faultSystems: readonly System[] = [
  {
    id: 'rate-limit',
    seed: 30,
    server: { serviceMs: 10, cv: 0.5, limitPerSec: 100 },
    load: LEVELS,
    due: due(
      'slo-fail',
      ['errors-present', 'throttled'],
      ['errors-under-load', 'fast-failures', 'rejections', 'scalability-loss', 'saturation-point'],
    ),
    isScoredOnly: false,
  },
  {
    id: 'rate-limit-open',
    seed: 31,
    server: { serviceMs: 20, cv: 1, limitPerSec: 80 },
    load: { ...LEVELS, isOpen: true, levels: [40, 120, 200, 40], maxVus: 60, thinkMs: 0 },
    due: due(
      'slo-fail',
      ['errors-present', 'throttled'],
      ['errors-under-load', 'fast-failures', 'rejections', 'scalability-loss', 'saturation-point'],
    ),
    isScoredOnly: true,
  },
  {
    id: 'errors-in-a-window',
    seed: 32,
    server: { serviceMs: 10, cv: 0.5, errors: { share: 0.8, window: [8, 12] } },
    load: STEADY,
    due: due('slo-fail', ['errors-present', 'error-window'], [], ['errors-under-load']),
    isScoredOnly: false,
  },
  {
    id: 'errors-in-a-short-window',
    seed: 33,
    server: { serviceMs: 25, cv: 1, errors: { share: 1, window: [13, 15] } },
    load: { ...STEADY, isSpread: true },
    due: due('slo-fail', ['errors-present', 'error-window'], [], ['errors-under-load']),
    isScoredOnly: true,
  },
  {
    id: 'errors-at-random',
    seed: 34,
    server: { serviceMs: 10, cv: 0.5, errors: { share: 0.03 } },
    load: LEVELS,
    due: due('slo-fail', ['errors-present'], [], ['errors-under-load', 'error-window', 'throttled']),
    isScoredOnly: false,
  },
  {
    id: 'errors-at-random-steady',
    seed: 35,
    server: { serviceMs: 30, cv: 1, errors: { share: 0.02 } },
    load: STEADY,
    due: due('slo-fail', ['errors-present'], [], ['errors-under-load', 'error-window', 'throttled']),
    isScoredOnly: true,
  },
  {
    id: 'errors-under-load',
    seed: 36,
    server: { serviceMs: 30, cv: 0.5, errors: { share: 0.5, aboveInFlight: 8 } },
    load: LEVELS,
    due: due('slo-fail', ['errors-present', 'errors-under-load'], ['scalability-loss'], ['error-window']),
    isScoredOnly: false,
  },
  {
    id: 'breaker',
    seed: 37,
    server: { serviceMs: 30, cv: 0.5, breaker: { inFlight: 12, openSec: 2 } },
    load: LEVELS,
    due: due(
      'slo-fail',
      ['errors-present', 'errors-under-load', 'fast-failures'],
      ['error-window', 'scalability-loss', 'throttled', 'saturation-point'],
    ),
    isScoredOnly: true,
  },
  {
    id: 'dead-replica',
    seed: 38,
    server: { serviceMs: 30, cv: 0.5, deadReplicaOf: 3 },
    load: STEADY,
    due: due('slo-fail', ['errors-present', 'fast-failures'], [], ['errors-under-load', 'error-window', 'throttled']),
    isScoredOnly: false,
  },
  {
    id: 'pauses',
    seed: 39,
    server: { serviceMs: 10, cv: 0.5, pauses: { everySec: 4, forMs: 300 } },
    load: { ...STEADY, goalMs: 100 },
    due: { ...due('slo-fail', ['pauses'], ['long-tail']), verdicts: ['pass', 'slo-fail'] },
    isScoredOnly: false,
  },
  {
    id: 'pauses-short',
    seed: 40,
    server: { serviceMs: 8, cv: 1, pauses: { everySec: 2, forMs: 150 } },
    load: { ...STEADY, goalMs: 300 },
    due: due('pass', ['pauses'], ['long-tail']),
    isScoredOnly: true,
  },
  {
    id: 'pauses-every-second',
    seed: 58,
    server: { serviceMs: 8, cv: 0.5, pauses: { everySec: 1, forMs: 120 } },
    load: { ...STEADY, levels: [30], goalMs: 300 },
    due: due('pass', ['pauses']),
    isScoredOnly: true,
  },
  {
    id: 'growth',
    seed: 41,
    server: { serviceMs: 10, cv: 0.5, growthPerMin: 11 },
    load: { ...STEADY, levelSec: 30 },
    due: due('pass', ['drift'], [], ['saturation-point']),
    isScoredOnly: false,
  },
  {
    id: 'growth-slow',
    seed: 42,
    server: { serviceMs: 30, cv: 0.5, growthPerMin: 4 },
    load: { ...STEADY, levelSec: 40 },
    due: due('pass', ['drift'], [], ['saturation-point']),
    isScoredOnly: true,
  },
  {
    id: 'cold-start',
    seed: 43,
    server: { serviceMs: 12, cv: 0.5, cold: { forSec: 3, times: 12 } },
    load: STEADY,
    due: due('pass', ['warm-up'], [], ['drift', 'long-tail', 'bimodal']),
    isScoredOnly: false,
  },
  {
    id: 'cold-start-long',
    seed: 44,
    server: { serviceMs: 40, cv: 0.5, cold: { forSec: 4, times: 6 } },
    load: { ...STEADY, goalMs: 500 },
    due: due('pass', ['warm-up'], [], ['drift', 'long-tail', 'bimodal']),
    isScoredOnly: true,
  },
  ...(
    [
      ['second-0.5', 0.005, 400, false],
      ['second-5', 0.05, 300, true],
      ['second-20', 0.2, 150, false],
    ] as const
  ).map(
    ([id, share, serviceMs, isScoredOnly], index): System => ({
      id,
      seed: 45 + index,
      server: { serviceMs: 10, cv: 0.5, second: { share, serviceMs } },
      load: { ...STEADY, goalMs: 1_000 },
      due: due('pass', ['bimodal'], ['long-tail'], ['pauses', 'drift']),
      isScoredOnly,
    }),
  ),
  {
    id: 'resets',
    seed: 50,
    server: { serviceMs: 15, cv: 0.5, resets: 0.03 },
    load: STEADY,
    due: due('slo-fail', ['errors-present', 'resets'], ['fast-failures'], ['connection-churn', 'errors-under-load']),
    isScoredOnly: true,
  },
  {
    id: 'hangs',
    seed: 51,
    server: { serviceMs: 15, cv: 0.5, hangs: 0.02 },
    load: { ...STEADY, timeoutMs: 2_000 },
    due: due(
      'slo-fail',
      ['errors-present', 'timeouts'],
      ['long-tail', 'bimodal'],
      ['connection-churn', 'errors-under-load'],
    ),
    isScoredOnly: false,
  },
  {
    id: 'no-keep-alive',
    seed: 52,
    server: { serviceMs: 15, cv: 0.5, closes: true },
    load: STEADY,
    due: due('pass', ['connection-churn']),
    isScoredOnly: true,
  },
  {
    id: 'error-bodies',
    seed: 53,
    server: { serviceMs: 15, cv: 0.5, errorBodies: 0.1 },
    load: STEADY,
    due: due('conditional', ['checks-vs-http'], [], ['errors-present']),
    isScoredOnly: false,
  },
  {
    id: 'slow-endpoint',
    seed: 54,
    server: { serviceMs: 15, cv: 0.5, paths: { '/search': 300 } },
    load: { ...LEVELS, paths: ['/home', '/search', '/item', '/cart'], goalMs: 1_000 },
    due: due('pass', ['slow-request'], [], ['bimodal', 'long-tail']),
    isScoredOnly: false,
  },
  {
    id: 'slow-endpoint-random',
    seed: 55,
    server: { serviceMs: 20, cv: 1, paths: { '/report': 250 } },
    load: { ...LEVELS, paths: ['/list', '/item', '/report'], goalMs: 2_000, isSpread: true },
    due: due('pass', ['slow-request'], [], ['bimodal', 'long-tail']),
    isScoredOnly: true,
  },
  {
    id: 'backlog-after-spike',
    seed: 56,
    server: { serviceMs: 2, cv: 0.5, queue: { lanes: 2, per: 'all', holdMs: 8 } },
    // The backlog takes some 9 s: what has cleared within 5 is no slow recovery.
    load: { levels: [60, 460, 60], levelSec: 10, isOpen: true, maxVus: 1_800, thinkMs: 0, goalMs: 500 },
    due: {
      verdicts: ['slo-fail'],
      must: ['server-saturated', 'slow-recovery'],
      may: [
        'few-lanes',
        'waiting-dominates',
        'load-not-delivered',
        'goal-throughput',
        'scalability-loss',
        'saturation-point',
        'arrival-ceiling',
      ],
      mustNot: ['generator-late', 'drift', 'bimodal'],
    },
    isScoredOnly: true,
  },
  {
    id: 'slow-payload',
    seed: 57,
    server: { serviceMs: 10, cv: 0.5, payloadMs: 80 },
    load: STEADY,
    due: due('pass', ['slow-phase']),
    isScoredOnly: false,
  },
];
