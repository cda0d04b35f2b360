import type { FindingFigures, FindingId, PlanConflict } from '../reports/model/finding.ts';

const answers = [
  { status: 500, errorCode: 1500, count: 12 },
  { status: 0, errorCode: 1212, count: 3 },
];

const conflicts: readonly PlanConflict[] = [
  { kind: 'vus-above', planned: 130, measured: 3500 },
  { kind: 'vus-below', planned: 3000, measured: 50 },
  { kind: 'dropped', dropped: 168_879 },
  { kind: 'too-long', runMs: 91_679, mostMs: 41_000 },
  { kind: 'too-short', runMs: 91_679, plannedMs: 3_600_000 },
  { kind: 'too-many', scenario: 'total', planned: 185_050, measured: 260_410 },
  { kind: 'too-many', scenario: 'peak_test', planned: 185_050, measured: 260_410 },
  { kind: 'too-few', scenario: 'total', planned: 185_050, measured: 10 },
  { kind: 'too-few', scenario: 'peak_test', planned: 185_050, measured: 10 },
];

/** Figures of each finding, in every shape that its words tell apart. */
export const FIGURES: { [Id in FindingId]: readonly FindingFigures[Id][] } = {
  'plan-mismatch': [
    ...conflicts.map((conflict) => ({ source: 'record' as const, profile: undefined, conflicts: [conflict] })),
    { source: 'profile', profile: 'smoke', conflicts },
    { source: 'options', profile: undefined, conflicts },
  ],
  'wrong-api': [
    { api: 'get-balance', others: ['place-order'], checks: ['orders status is 200'] },
    {
      api: 'get-balance',
      others: ['place-order', 'get-product'],
      checks: ['orders status is 200', 'getProduct status is 200'],
    },
  ],
  'load-not-delivered': [
    {
      scenario: 'peak_test',
      model: 'open',
      planned: 185_050,
      delivered: 3999,
      ratio: 0.0216,
      neededRatio: 0.95,
      peakRate: 5000,
      failedRatio: 0,
      derived: true,
      ceiling: true,
    },
    {
      scenario: 'peak_test',
      model: 'open',
      planned: 185_050,
      delivered: 3999,
      ratio: 0.0216,
      neededRatio: 0.95,
      peakRate: 5000,
      failedRatio: 0,
      derived: false,
      ceiling: true,
    },
    {
      scenario: 'load_test',
      model: 'closed',
      planned: 16e7,
      delivered: 8e7,
      ratio: 0.5,
      neededRatio: 0.95,
      peakRate: undefined,
      failedRatio: 0.1,
      derived: false,
      ceiling: false,
    },
    {
      scenario: 'x',
      model: 'iterations',
      planned: 100,
      delivered: 5,
      ratio: 0.05,
      neededRatio: 0.95,
      peakRate: undefined,
      failedRatio: undefined,
      derived: false,
      ceiling: false,
    },
  ],
  'arrival-ceiling': [0.0874, 0.99, undefined].flatMap((deliveredRatio) =>
    [true, false].map((saturated) => ({
      scenario: 'peak_test',
      maxVus: 500,
      peakRate: 5000,
      ceilingPerSec: saturated ? 494.3 : 249.8,
      reachableRatio: deliveredRatio === undefined ? 0.181 : 0.093,
      vusNeeded: 10_009,
      vusNeededAsMeasured: saturated ? undefined : 10_750,
      advisedVus: saturated ? 10_009 : 10_750,
      deliveredRatio,
      isDelivered: deliveredRatio === 0.99,
      saturated,
    })),
  ),
  'slow-vu-start': [undefined, { fromSec: 3, toSec: 12 }].map((window) => ({
    ...{ dropped: 344, startedVus: 352, allowedVus: 500, stretch: 1.04 },
    window,
  })),
  'generator-limited': [undefined, { avgMs: 155.91, minMs: 1.76, ratio: 88.585 }].map((waited) => ({
    ...{ stretch: 1.074, requestsPerSec: 998.384, avgMs: 2150, minMs: 2001.76, shownPerSec: waited ? 1600.2 : 998.384 },
    waited,
  })),
  'server-saturated': [undefined, { fromVus: 1500.4, toVus: 3500, fromPerSec: 307.7, toPerSec: 308.2 }].map((flat) => ({
    ...{ stretch: 12.447, requestsPerSec: 173.515, inFlight: 2011.04, effectiveLanes: 1.985 },
    flat,
  })),
  'saturation-point': [undefined, 250.2].map((fallenPerSec) => ({
    ...{ levels: 7, minVus: 50, maxVus: 3200, capacityPerSec: 316.9, capacityVus: 1600, kneeVus: 321.2 },
    advisedVus: [160.5, 321, 642] as const,
    ...{ fallenPerSec, sigma: 0.0031, kappa: 1.2e-8, r2: 0.9712 },
  })),
  'scalability-loss': [
    {
      ...{ fromVus: 200.4, toVus: 400.2, growth: 1.997 },
      ...{ fromPerSec: 197.3, toPerSec: 301.2, proportionalPerSec: 394.01, efficiency: 0.7642 },
    },
    {
      ...{ fromVus: 800, toVus: 1600, growth: 2 },
      ...{ fromPerSec: 308.2, toPerSec: 299.9, proportionalPerSec: 616.4, efficiency: 0.4865 },
    },
  ],
  'goal-throughput': [
    {
      limitMs: 3000,
      met: { model: 'closed', level: 800, perSec: 308.1, p95Ms: 2210.4, failedRatio: 0 },
      missed: { model: 'closed', level: 1600, perSec: 308.3, p95Ms: 4900, failedRatio: undefined, because: 'p95' },
    },
    {
      limitMs: 3000,
      met: { model: 'open', level: 500, perSec: 499.2, p95Ms: 2210.4, failedRatio: 0 },
      missed: undefined,
    },
    {
      limitMs: 3000,
      met: undefined,
      missed: { model: 'closed', level: 50, perSec: 12.2, p95Ms: undefined, failedRatio: 1, because: 'failures' },
    },
    {
      limitMs: 3000,
      met: { model: 'closed', level: 25, perSec: 6.2, p95Ms: 150, failedRatio: 0 },
      missed: { model: 'closed', level: 50, perSec: 12.2, p95Ms: 120.5, failedRatio: 0.127, because: 'failures' },
    },
    ...[undefined, { model: 'open' as const, level: 100, perSec: 99.9, p95Ms: 12.5, failedRatio: 0 }].map((met) => ({
      limitMs: 3000,
      met,
      missed: {
        model: 'open' as const,
        level: 200,
        perSec: 120.4,
        p95Ms: 40.5,
        failedRatio: 0,
        because: 'not-delivered' as const,
      },
    })),
  ],
  'slow-recovery': (['closed', 'open'] as const).flatMap((model) =>
    [undefined, 23].map((recoverySec) => ({
      ...{ scenario: 'load_test', model, peak: 3000, level: 200, beforeMs: 21.3, recoveredRatio: 1.5 },
      ...{ peakMs: 9876.5, recoverySec, watchedSec: 50 },
    })),
  ),
  drift: (['closed', 'open'] as const).map((model) => ({
    ...{ scenario: 'load_test', model, level: 500, seconds: 3360, firstMs: 12.4, lastMs: 31.2, ratio: 2.516 },
  })),
  bimodal: (['closed', 'open'] as const).map((model) => ({
    ...{ scenario: 'load_test', model, level: 500, samples: 12_000, lowMs: 3.2, highMs: 120.5, highShare: 0.31 },
  })),
  'errors-under-load': [
    {
      ...{ sinceSec: 41, vus: 1210.5, nearRatio: 0.8, advisedVus: [968.4, 1452.6] },
      ...{ flawless: 40_312, failed: 812, aboveRatio: 0.021, belowRatio: 0 },
    },
  ],
  'estimated-quantiles': [{ error: 0.005 }],
  'waiting-dominates': [
    { waitingRatio: 0.99901, minMs: 11.44, avgMs: 11_590, medMs: 8910 },
    { waitingRatio: 0.99901, minMs: 11.44, avgMs: 11_590, medMs: undefined },
  ],
  'key-contention': (['users', 'products', undefined] as const).flatMap((keyKind) =>
    [true, false].map((flag) => ({
      ...{
        keys: 4,
        moreKeys: 40,
        effectiveLanes: 1.985,
        inFlight: 2011,
        requestsPerSec: 173.5,
        possiblePerSec: flag ? 349.6 : undefined,
        msPerLane: 23.05,
        levelVus: flag ? 799.6 : undefined,
      },
      keyKind,
      assumed: flag,
      sameProduct: flag,
    })),
  ),
  'skewed-test-data': [
    { keys: 4, moreKeys: 40, enoughKeys: 100, kind: 'read', keyKind: 'products', assumed: false },
    { keys: 4, moreKeys: 40, enoughKeys: 100, kind: 'write', keyKind: 'users', assumed: false },
    { keys: 4, moreKeys: 40, enoughKeys: 100, kind: 'write', keyKind: 'users', assumed: true },
    { keys: 1, moreKeys: 10, enoughKeys: 100, kind: undefined, keyKind: undefined, assumed: true },
  ],
  'write-read-gap': [{ write: 'POST /b', read: 'GET /b', writeMs: 5090, readMs: 35.36, ratio: 143.95 }],
  'long-tail': [
    undefined,
    { scenario: 'load_test', model: 'closed' as const, level: 400 },
    { scenario: 'load_test', model: 'open' as const, level: 83.3 },
  ].map((level) => ({ medMs: 35.36, p95Ms: 720.98, ratio: 20.4, level })),
  'errors-present': [
    { failed: 3, requests: 1000, ratio: 0.003, answers: [] },
    { failed: 15, requests: 1000, ratio: 0.015, answers },
    {
      failed: 17,
      requests: 1000,
      ratio: 0.017,
      answers: [
        ...answers,
        { status: 502, errorCode: undefined, count: 1 },
        { status: 404, errorCode: 1404, count: 1 },
      ],
    },
  ],
  rejections: [{ count: 20, requests: 1000, ratio: 0.02, answers: [{ status: 409, errorCode: undefined, count: 20 }] }],
  'checks-vs-http': [
    { failedRequests: 5, checksFailed: 0, checks: 100, rejections: [] },
    { failedRequests: 0, checksFailed: 7, checks: 100, rejections: [] },
    { failedRequests: 0, checksFailed: 7, checks: 100, rejections: [409, 422] },
  ],
  'setup-in-figures': [
    { requests: 1, setupMaxMs: 732, totalMaxMs: 732, isSlowest: true, avgMs: 102, avgWithoutMs: 99 },
    { requests: 2, setupMaxMs: 100, totalMaxMs: 732, isSlowest: false, avgMs: 102, avgWithoutMs: 102 },
    {
      requests: undefined,
      setupMaxMs: 100,
      totalMaxMs: 732,
      isSlowest: false,
      avgMs: undefined,
      avgWithoutMs: undefined,
    },
  ],
  drain: [true, false].map((isBound) => ({
    runMs: 101_657,
    plannedMs: 90_000,
    ratio: 0.1295,
    requestsPerSec: 173.5,
    loadPerSec: 196,
    isDiluted: isBound,
    isBound,
  })),
  'cpu-idle': [
    { ratio: 0.2, possiblePerSec: 1589.5 },
    { ratio: 0.01, possiblePerSec: undefined },
  ].map((own) => ({ name: 'cpu_percent', maxRatio: 0.4, requestsPerSec: 317.9, seconds: 30, ...own })),
  'cpu-bound': [{ name: 'cpu_percent', ratio: 0.9, maxRatio: 0.98, requestsPerSec: 317.9, seconds: 30 }],
  'connection-churn': [{ ratio: 0.5, requests: 10_000, vus: 10 }],
  'mixed-scenarios': [{ scenarios: ['load_test', 'peak_test'] }, { scenarios: ['a', 'b', 'c'] }],
  'options-ignored': [
    { executor: 'constant-vus', unknown: [], ran: ['ramping-vus'] },
    { executor: undefined, unknown: ['thresholdz', 'vu'], ran: ['ramping-vus'] },
    { executor: 'constant-vus', unknown: ['vu'], ran: [] },
  ],
  'contradictory-sources': [1, 2].map((number) => ({
    counts: number === 2,
    contradictions: Array.from({ length: number }, () => ({
      metric: 'http_req_duration',
      statistic: 'p(95)',
      contains: 'time',
      used: { file: 'summary.json', value: 720.98 },
      other: { file: 'out.txt', value: 721.5 },
    })),
  })),
  'closed-model': [
    { scenarios: ['load_test'], dropped: undefined },
    { scenarios: ['load_test', 'b'], dropped: 168_879 },
  ],
  'weak-quantile': [
    { samples: 1, quantiles: [{ name: 'p95', needed: 200 }], neededSamples: 200 },
    {
      samples: 500,
      quantiles: [
        { name: 'p99', needed: 1000 },
        { name: 'p999', needed: 10_000 },
      ],
      neededSamples: 10_000,
    },
  ],
  'no-raw-samples': [{}],
};
