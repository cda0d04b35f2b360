import type { ApiId, TestDataKey } from '../../options/apis.ts';
import type { PlannedScenario } from './plan.ts';
import type { Contradiction } from './run.ts';

/** Where a finding holds: the whole run, or the k6 scenario of that name. */
export const TOTAL = 'total';

/** Requests with the same answer: an HTTP status (0: none came), k6's error code where it has one. */
export interface Answer {
  readonly status: number;
  readonly errorCode: number | undefined;
  readonly count: number;
}

/** Where the plan of a run was taken from. */
export type PlanSource = 'record' | 'profile' | 'options';

/** Figures of a run that cannot come from the given plan. Times in ms, amounts in iterations. */
export type PlanConflict =
  /** `vus_max` above all virtual users that the plan may hold, or below what it starts in any case. */
  | { readonly kind: 'vus-above' | 'vus-below'; readonly planned: number; readonly measured: number }
  /** Iterations were dropped, and no planned scenario can drop any. */
  | { readonly kind: 'dropped'; readonly dropped: number }
  /** Longer than plan and graceful stop; `mostMs` is what both take together. */
  | { readonly kind: 'too-long'; readonly runMs: number; readonly mostMs: number }
  | { readonly kind: 'too-short'; readonly runMs: number; readonly plannedMs: number }
  /** Iterations, with those that were dropped, of a scenario; `TOTAL` where they are those of the run. */
  | {
      readonly kind: 'too-many' | 'too-few';
      readonly scenario: string;
      readonly planned: number;
      readonly measured: number;
    };

/**
 * What each finding knows. The words stand in `reports/words/{ko,en}/findings*.ts`. Ratios 0–1, times in ms, rates per
 * second.
 */
export interface FindingFigures {
  /** The plan that was given cannot be that of the run; `profile` is its name where a profile gave it. */
  'plan-mismatch': {
    source: PlanSource;
    profile: string | undefined;
    conflicts: readonly PlanConflict[];
  };
  /** Every check of the output is one of other APIs. */
  'wrong-api': { api: ApiId; others: readonly ApiId[]; checks: readonly string[] };
  /** Less than 95 % of the planned load reached the system. */
  'load-not-delivered': {
    scenario: string;
    model: 'open' | 'closed' | 'iterations';
    planned: number;
    delivered: number;
    ratio: number;
    /** Delivered share from which a conclusion about the plan may be drawn. */
    neededRatio: number;
    peakRate: number | undefined;
    /** Failed requests of the whole run: a low share of the plan hides behind few errors. */
    failedRatio: number | undefined;
    /** True where `delivered` is the plan without what was dropped: k6's own count lacks interrupted iterations. */
    derived: boolean;
    /** True where the scenario's own VUs cannot start its planned rate. */
    ceiling: boolean;
  };
  /** The script's own VU limit lies below its planned rate, however fast the server is. */
  'arrival-ceiling': {
    scenario: string;
    maxVus: number;
    peakRate: number;
    ceilingPerSec: number;
    reachableRatio: number;
    vusNeeded: number;
    /** VUs that the planned peak needs at the measured length of an iteration; undefined where the server slowed down. */
    vusNeededAsMeasured: number | undefined;
    /** The greater of the two. */
    advisedVus: number;
    /** Undefined where the output does not tell it. */
    deliveredRatio: number | undefined;
    /** True where the plan ran all the same, but for single stretches. */
    isDelivered: boolean;
    /** True where the server was too slow as well. */
    saturated: boolean;
  };
  /** Iterations were dropped although not all virtual users that the plan allows had been started. */
  'slow-vu-start': {
    /** All that were dropped, or, where a time line tells it, those that were dropped while users were being started. */
    dropped: number;
    startedVus: number;
    allowedVus: number;
    stretch: number;
    /** Seconds of the run in which users were still being started and iterations were dropped; undefined without samples. */
    window: { fromSec: number; toSec: number } | undefined;
  };
  /** The virtual users had little to wait for: the throughput is what they offered. */
  'generator-limited': {
    stretch: number;
    requestsPerSec: number;
    avgMs: number;
    minMs: number;
    /** Most throughput on any level of load that was held; that of the run without a time line. */
    shownPerSec: number;
    /** The mean and the fastest response, where they are so far apart that requests had to wait. */
    waited: { avgMs: number; minMs: number; ratio: number } | undefined;
  };
  /** Iterations take much longer than on an idle server: requests queue. */
  'server-saturated': {
    stretch: number;
    requestsPerSec: number;
    inFlight: number;
    effectiveLanes: number;
    /** Two levels of load between which throughput stood still; undefined where no time line shows any. */
    flat: { fromVus: number; toVus: number; fromPerSec: number; toPerSec: number } | undefined;
  };
  /** Throughput stops growing with users (Universal Scalability Law). */
  'saturation-point': {
    levels: number;
    minVus: number;
    maxVus: number;
    /** Most throughput on any level, and that level. */
    capacityPerSec: number;
    capacityVus: number;
    kneeVus: number;
    /** Levels to hold for longer: half of the knee, the knee, twice as much. */
    advisedVus: readonly [number, number, number];
    /** Throughput with the most users, where it had fallen by then. */
    fallenPerSec: number | undefined;
    sigma: number;
    kappa: number;
    r2: number;
  };
  /** From one level of load to the next; an efficiency of 1 is growth in proportion. */
  'scalability-loss': {
    fromVus: number;
    toVus: number;
    /** Users on the higher level over those on the lower one. */
    growth: number;
    fromPerSec: number;
    toPerSec: number;
    /** What growth in proportion would have given. */
    proportionalPerSec: number;
    efficiency: number;
  };
  /** The highest level that met the goal for p95, and the next one, which missed it, or refused too much to judge. */
  'goal-throughput': {
    limitMs: number;
    met: LevelFigures | undefined;
    missed: (LevelFigures & { readonly because: MissedBecause }) | undefined;
  };
  /** p95 before, at and after a peak; `recoverySec` is undefined where it did not come back while anybody watched. */
  'slow-recovery': {
    scenario: string;
    model: PlannedScenario['model'];
    peak: number;
    level: number;
    beforeMs: number;
    /** p95 counts as back within this factor of `beforeMs`. */
    recoveredRatio: number;
    peakMs: number | undefined;
    recoverySec: number | undefined;
    watchedSec: number;
  };
  /** Medians at the beginning and at the end of a level of load. */
  drift: {
    scenario: string;
    model: PlannedScenario['model'];
    level: number;
    seconds: number;
    firstMs: number;
    lastMs: number;
    ratio: number;
  };
  /** Two groups of response times on one level of load. */
  bimodal: {
    scenario: string;
    model: PlannedScenario['model'];
    level: number;
    samples: number;
    lowMs: number;
    highMs: number;
    highShare: number;
  };
  /** `sinceSec` from the start of the run; ratios below and above the load at the first failure. */
  'errors-under-load': {
    sinceSec: number;
    vus: number;
    /** Share of that load that still counts as such. */
    nearRatio: number;
    /** Levels to hold, below and above it. */
    advisedVus: readonly [number, number];
    flawless: number;
    failed: number;
    aboveRatio: number;
    belowRatio: number;
  };
  'waiting-dominates': { waitingRatio: number; minMs: number; avgMs: number; medMs: number | undefined };
  /** A saturated write serves about as many requests at once as the test data has keys. */
  'key-contention': {
    keys: number;
    /** How many to try. */
    moreKeys: number;
    effectiveLanes: number;
    inFlight: number;
    requestsPerSec: number;
    /** With locks held no longer than the fastest response takes; undefined where that is no more than now. */
    possiblePerSec: number | undefined;
    msPerLane: number;
    /** Users of the level of load that the figures are of; undefined where they are of the whole run. */
    levelVus: number | undefined;
    keyKind: TestDataKey | undefined;
    /** True where nobody recorded the test data, and buha's own is supposed. */
    assumed: boolean;
    /** True where the body of every request names the same product. */
    sameProduct: boolean;
  };
  'skewed-test-data': {
    keys: number;
    /** How many to try, and from how many on each takes no noteworthy share of the requests. */
    moreKeys: number;
    enoughKeys: number;
    kind: 'read' | 'write' | undefined;
    keyKind: TestDataKey | undefined;
    assumed: boolean;
  };
  /** A write and a read of the same path. Names are method and path, or a run's name. */
  'write-read-gap': { write: string; read: string; writeMs: number; readMs: number; ratio: number };
  'long-tail': {
    medMs: number;
    p95Ms: number;
    ratio: number;
    /** The level of load that the figures are of; undefined where no level was held, or nobody knows. */
    level: { scenario: string; model: PlannedScenario['model']; level: number } | undefined;
  };
  /** `answers` is empty where the output does not tell answers apart; the most frequent one comes first. */
  'errors-present': { failed: number; requests: number; ratio: number; answers: readonly Answer[] };
  /** Answers that the script declares as expected although their status is 4xx or 5xx. */
  rejections: { count: number; requests: number; ratio: number; answers: readonly Answer[] };
  /** `rejections`: statuses that the API declares as a rejection, which fail a check and are no failed request. */
  'checks-vs-http': { failedRequests: number; checksFailed: number; checks: number; rejections: readonly number[] };
  /** `requests` is undefined where the output holds times of setup() and teardown(), but not how many there were. */
  'setup-in-figures': {
    requests: number | undefined;
    setupMaxMs: number;
    totalMaxMs: number;
    /** True where the overall maximum is one of these requests. */
    isSlowest: boolean;
    avgMs: number | undefined;
    avgWithoutMs: number | undefined;
  };
  /** `loadPerSec` is an upper bound without a time line, for it counts what finished after the planned end, too. */
  drain: {
    runMs: number;
    plannedMs: number;
    ratio: number;
    requestsPerSec: number;
    loadPerSec: number;
    /** True where the rate over the whole run is below that. */
    isDiluted: boolean;
    isBound: boolean;
  };
  /** At least this share of the requests opened a connection of its own. */
  'connection-churn': { ratio: number; requests: number; vus: number };
  /** The processor of a saturated server had little to do: it waited. Ratios 0–1, over so many seconds. */
  'cpu-idle': CpuFigures & {
    /** Throughput that the whole processor would carry at this cost; undefined where it was used too little to tell. */
    possiblePerSec: number | undefined;
  };
  /** And here it had all hands full. */
  'cpu-bound': CpuFigures;
  /** Several scenarios ran at the same time, and the output does not tell them apart. */
  'mixed-scenarios': { scenarios: readonly string[] };
  /** What k6 ignored of its options, and the executors that ran instead. */
  'options-ignored': { executor: string | undefined; unknown: readonly string[]; ran: readonly string[] };
  /** `counts` is true where requests or iterations are counted differently: then the files are of different runs. */
  'contradictory-sources': { contradictions: readonly Contradiction[]; counts: boolean };
  /** Scenarios whose users wait for the answer before they send the next request. */
  'closed-model': { scenarios: readonly string[]; dropped: number | undefined };
  'weak-quantile': {
    samples: number;
    quantiles: readonly { name: 'p90' | 'p95' | 'p99' | 'p999'; needed: number }[];
    /** For all of them. */
    neededSamples: number;
  };
  'no-raw-samples': Record<string, never>;
  /** Quantiles were estimated from counts; `error` is relative. */
  'estimated-quantiles': { error: number };
}

/** What a processor did in the seconds in which its server was saturated; the metric's name is the monitoring's own. */
export interface CpuFigures {
  readonly name: string;
  readonly ratio: number;
  readonly maxRatio: number;
  readonly requestsPerSec: number;
  readonly seconds: number;
}

/** Why a level does not meet a goal for p95: its planned rate was not reached, too much failed, or p95 is above it. */
export type MissedBecause = 'not-delivered' | 'failures' | 'p95';

/** One level of load, in VUs or planned iterations per second; rates per second, times in ms. */
export interface LevelFigures {
  readonly model: PlannedScenario['model'];
  readonly level: number;
  readonly perSec: number;
  readonly p95Ms: number | undefined;
  /** Share of failed requests, 0–1. */
  readonly failedRatio: number | undefined;
}

export type FindingId = keyof FindingFigures;

/** `measured` follows from figures (확인); `estimated` is a hypothesis that an experiment could refute (추정). */
export type Confidence = 'measured' | 'estimated';

/** Findings that a rule may grade as estimated; their words say what would refute them. The others are always measured. */
export const ESTIMABLE = [
  'arrival-ceiling',
  'slow-vu-start',
  'generator-limited',
  'server-saturated',
  'waiting-dominates',
  'key-contention',
  'skewed-test-data',
  'saturation-point',
  'bimodal',
  'cpu-idle',
] as const satisfies readonly FindingId[];

type EstimableId = (typeof ESTIMABLE)[number];

/** Findings about the data and not about the system: what not to conclude from a report. They belong in its appendix. */
export const DATA_QUALITY = [
  'closed-model',
  'weak-quantile',
  'no-raw-samples',
  'mixed-scenarios',
  'estimated-quantiles',
] as const satisfies readonly FindingId[];

export type Severity = 'critical' | 'warning' | 'note';

interface FindingOf<Id extends FindingId> {
  readonly id: Id;
  readonly severity: Severity;
  readonly confidence: Id extends EstimableId ? Confidence : 'measured';
  /** `TOTAL`, or the name of a k6 scenario. */
  readonly scope: string;
  readonly figures: FindingFigures[Id];
}

export type Finding = { [Id in FindingId]: FindingOf<Id> }[FindingId];
