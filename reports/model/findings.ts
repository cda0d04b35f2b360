import type { ApiId, TestDataKey, Told } from '../../options/apis.ts';
import type { Contradiction } from './contradiction.ts';
import type {
  Answer,
  CpuFigures,
  FailedRequest,
  Knee,
  LaneKeys,
  LevelFigures,
  LevelsCompared,
  MissedBecause,
  NoAnswerFigures,
  PlanConflict,
  PlanSource,
  RampCompared,
  RequestPart,
  SentFigures,
  ServerMetricFigures,
  Stall,
} from './finding-figures.ts';
import { estimable, measured } from './finding-kind.ts';
import type { LateSign } from './generator.ts';
import type { PlannedScenario } from './plan.ts';
import type { OtherRun } from './record.ts';
import type { Seconds } from './window.ts';

/** An API by its name in the project and in words. */
export interface TitledApi {
  readonly id: ApiId;
  readonly title: Told;
}

/**
 * Every kind of finding with what it knows. The words stand in `reports/words/{ko,en}/findings*.ts`. Ratios 0–1, times in
 * ms, rates per second.
 */
export const FINDINGS = {
  /** The plan that was given cannot be that of the run; `profile` is its name where a profile gave it. */
  'plan-mismatch': measured<{
    source: PlanSource;
    profile: string | undefined;
    conflicts: readonly PlanConflict[];
  }>('input'),
  /** Every check of the output is one of other APIs. */
  'wrong-api': measured<{ api: TitledApi; others: readonly TitledApi[]; checks: readonly string[] }>('input'),
  /** Less than 95 % of the planned load reached the system. */
  'load-not-delivered': measured<{
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
  }>('system'),
  /** The script's own VU limit lies below its planned rate, were the server idle all the time or as fast as it was. */
  'arrival-ceiling': estimable<{
    scenario: string;
    /** What an iteration is taken to last: as on an idle server, or as it did, where only that shows the limit. */
    basis: 'idle' | 'measured';
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
  }>('system'),
  /** Iterations were dropped although not all virtual users that the plan allows had been started. */
  'slow-vu-start': estimable<{
    /** All that were dropped, or, where a time line tells it, those that were dropped while users were being started. */
    dropped: number;
    startedVus: number;
    allowedVus: number;
    stretch: number;
    /** Seconds of the run in which users were still being started and iterations were dropped; undefined without samples. */
    window: { fromSec: number; toSec: number } | undefined;
  }>('system'),
  /** In these seconds of the time line k6 did not keep time: what it measured is its own slowness as well. */
  'generator-late': measured<{
    signs: readonly LateSign[];
    windows: readonly Seconds[];
    lateSec: number;
    ofSec: number;
    /** Nine of ten of k6's own ticks were within so much of a second, ms; undefined where they are unknown. */
    tickMs: number | undefined;
    /** Most of the cores that it may use that k6 kept busy, 0–1; undefined where nobody recorded it. */
    cpuShare: number | undefined;
  }>('measurement'),
  /** The virtual users had little to wait for: the throughput is what they offered. */
  'generator-limited': estimable<{
    stretch: number;
    requestsPerSec: number;
    avgMs: number;
    /** Whether `avgMs` is that of the highest level without its first seconds: a cold start raised that of the run. */
    isSettled: boolean;
    minMs: number;
    /** Most throughput on any level of load that was held; that of the run without a time line. */
    shownPerSec: number;
    /** The mean and the fastest response, where they are so far apart that requests had to wait. */
    waited: { avgMs: number; minMs: number; ratio: number } | undefined;
  }>('measurement'),
  /** Iterations take much longer than on an idle server, or than on the lowest level: requests queue. */
  'server-saturated': estimable<{
    stretch: number;
    /** Most that was served on any level that was held, or while the load rose and throughput did not; else the mean of the run. */
    requestsPerSec: number;
    inFlight: number;
    /** Levels of load that show it; undefined where no time line has any. */
    levels: LevelsCompared | undefined;
    /** One planned rate that shows it, in iterations per second, where levels do not; medians in ms. */
    overrun?: { rate: number; quickMs: number; medMs: number };
    /** Load on the rise that shows it, where no level does. */
    ramp?: RampCompared;
    /** True where `requestsPerSec` is a mean over ramps, which is no limit. */
    isMean?: true | undefined;
    /** The one kind of requests that waited, of which the figures are; undefined where all did. */
    only?: string;
    knee: Knee | undefined;
  }>('system'),
  /** Throughput stops growing with users (Universal Scalability Law). */
  'saturation-point': estimable<{
    levels: number;
    minVus: number;
    maxVus: number;
    /** Most throughput on any level, and that level. */
    capacityPerSec: number;
    capacityVus: number;
    /** Users that would make so much if each made as much as on the lowest level; and the tested levels around them. */
    kneeVus: number;
    knee: { from: number; to: number } | undefined;
    /** Levels to hold, ascending: the range around the knee in equal parts; beyond the highest that met the goal. */
    advisedVus: readonly number[];
    /** True where no level missed the goal for p95: the last that is advised lies beyond all of them. */
    isGoalOpen: boolean;
    /** Throughput with the most users, where it had fallen by then. */
    fallenPerSec: number | undefined;
    sigma: number;
    kappa: number;
    r2: number;
  }>('system'),
  /** From one level of load to the next; an efficiency of 1 is growth in proportion. */
  'scalability-loss': measured<{
    fromVus: number;
    toVus: number;
    /** Users on the higher level over those on the lower one. */
    growth: number;
    fromPerSec: number;
    toPerSec: number;
    /** What these users give if each makes as much as on the level, up to here, on which each made most. */
    proportionalPerSec: number;
    efficiency: number;
  }>('system'),
  /** The highest level that met the goal for p95, and the next one, which missed it, or refused too much to judge. */
  'goal-throughput': measured<{
    limitMs: number;
    met: LevelFigures | undefined;
    missed: (LevelFigures & { readonly because: MissedBecause }) | undefined;
  }>('system'),
  /** Medians before and at a peak, and when they were back; `recoverySec` is undefined where it did not come back while anybody watched. */
  'slow-recovery': measured<{
    scenario: string;
    model: PlannedScenario['model'];
    peak: number;
    level: number;
    beforeMs: number;
    /** The median counts as back within this factor of `beforeMs`. */
    recoveredRatio: number;
    peakMs: number | undefined;
    recoverySec: number | undefined;
    watchedSec: number;
  }>('system'),
  /** Medians at the beginning and at the end of a level of load. */
  drift: measured<{
    scenario: string;
    model: PlannedScenario['model'];
    level: number;
    /** Medians of the first and the last third of what was watched of the level, and the seconds of the run that they are of. */
    first: Seconds;
    last: Seconds;
    firstMs: number;
    lastMs: number;
    ratio: number;
  }>('system'),
  /** The first seconds of the first level, medians of them and of what came later. */
  'warm-up': measured<{
    scenario: string;
    model: PlannedScenario['model'];
    level: number;
    seconds: number;
    firstMs: number;
    laterMs: number;
    /** The quantile that they weigh on, 0.95 or 0.99, of the level with them and without. */
    quantile: number;
    withMs: number;
    withoutMs: number;
  }>('system'),
  /** Everything stood still so often, every so many seconds, for so long; `slow` of the `samples` waited for it. */
  pauses: measured<{
    scenario: string;
    pauses: number;
    everySec: number;
    forMs: number;
    slow: number;
    samples: number;
    medMs: number;
  }>('system'),
  /** Nothing was answered for a while, then all `waited` at once; `startMs`: epoch ms of second 0; `everySec` where they came regularly. */
  standstill: measured<{
    stalls: readonly Stall[];
    /** The shortest and the longest. */
    leastMs: number;
    mostMs: number;
    startMs: number;
    waited: number;
    samples: number;
    everySec: number | undefined;
  }>('system'),
  /** Of several requests, the one with the longest median, and the next; `timeRatio`: its share of all response time. */
  'slow-request': measured<{
    name: string;
    medMs: number;
    nextName: string;
    nextMs: number;
    timeRatio: number;
    /** Some requests failed, and their times are not among those. */
    isOfSuccesses: boolean;
    /** Kinds of requests, and those of them that were sent less than `fewRequests` times, which nothing compares. */
    names: number;
    few: number;
    fewRequests: number;
  }>('system'),
  /** Mean of a part of the request, and of the whole of it. */
  'slow-phase': measured<{ part: RequestPart; avgMs: number; wholeMs: number; ratio: number }>('system'),
  /** Two groups of response times on one level of load. */
  bimodal: estimable<{
    scenario: string;
    model: PlannedScenario['model'];
    level: number;
    samples: number;
    lowMs: number;
    highMs: number;
    highShare: number;
  }>('system'),
  /** `sinceSec` from the start of the run; ratios below and above the load at the first failure. */
  'errors-under-load': measured<{
    sinceSec: number;
    /** Users at work at the first failure; of open load the rate that was planned then. */
    model: 'open' | 'closed';
    level: number;
    /** Share of that load that still counts as such. */
    nearRatio: number;
    /** Levels that were held: the highest without a failure, and the lowest one above it with some. */
    held: { readonly fine: number; readonly failing: number; readonly failedRatio: number } | undefined;
    /** Levels to hold, below and above it. */
    advised: readonly [number, number];
    flawless: number;
    failed: number;
    aboveRatio: number;
    belowRatio: number;
  }>('system'),
  'waiting-dominates': estimable<{ waitingRatio: number; minMs: number; avgMs: number; medMs: number | undefined }>(
    'system',
  ),
  /** A saturated server works on few requests at a time; which of the means that limit it does so no single run tells. */
  'few-lanes': estimable<{
    lanes: number;
    /**
     * Throughput times the median of the lowest level, where no request waited for another; else times the fastest response, an
     * extreme, so that there are at least so many; `keys` where that comes to the rows of test data, within its error.
     */
    basis: 'median' | 'least' | 'keys';
    inFlight: number;
    requestsPerSec: number;
    /** The one kind of requests that waited, of which the figures are; undefined where all did. */
    only?: string;
    /** Undefined where a lock for each row of test data does not fit, or nobody knows the rows. */
    keys: LaneKeys | undefined;
  }>('system'),
  'skewed-test-data': estimable<{
    keys: number;
    /** How many to try, and from how many on each takes no noteworthy share of the requests. */
    moreKeys: number;
    enoughKeys: number;
    kind: 'read' | 'write' | undefined;
    keyKind: TestDataKey | undefined;
    assumed: boolean;
  }>('measurement'),
  /** A write and a read of the same path. Names are method and path, or a run's name. */
  'write-read-gap': measured<{ write: string; read: string; writeMs: number; readMs: number; ratio: number }>('system'),
  'long-tail': measured<{
    medMs: number;
    p95Ms: number;
    ratio: number;
    /** What a single queue makes of it: so many times the median. */
    queueRatio: number;
    /** The level of load that the figures are of; undefined where no level was held, or nobody knows. */
    level: { scenario: string; model: PlannedScenario['model']; level: number } | undefined;
  }>('system'),
  /** From that second of the run on no request was answered, for so many seconds; what was measured before it. */
  'target-lost': measured<{
    sinceSec: number;
    seconds: number;
    /** Good answers before `sinceSec`. */
    before: { answers: number; answersPerSec: number; p95Ms: number } | undefined;
  }>('system'),
  /** `answers` is empty where the output does not tell answers apart; the most frequent one comes first. */
  /** Requests whose connection was reset, and those that were given up. */
  resets: measured<NoAnswerFigures>('system'),
  timeouts: measured<NoAnswerFigures>('system'),
  /** All failures of a level that was held lie between these seconds of the time line. */
  'error-window': measured<{ fromSec: number; toSec: number; failed: number; ratio: number }>('system'),
  /** What exceeds a rate is refused; `limitPerSec` is undefined without a time line, `levels` where answers tell it. */
  throttled: estimable<{
    status: number;
    count: number;
    limitPerSec: number | undefined;
    levels: { readonly low: SentFigures; readonly high: SentFigures } | undefined;
  }>('system'),
  /** Medians of the failures with this status and of the answers. */
  'fast-failures': measured<{ status: number; count: number; failedMs: number; goodMs: number }>('system'),
  /** `names`: the requests that failed most, where the output tells several apart; `more` are those that are not named. */
  'errors-present': measured<{
    failed: number;
    requests: number;
    ratio: number;
    answers: readonly Answer[];
    names: readonly FailedRequest[];
    more: number;
  }>('system'),
  /** Answers that the script declares as expected although their status is 4xx or 5xx. */
  rejections: measured<{ count: number; requests: number; ratio: number; answers: readonly Answer[] }>('system'),
  /** Checks by their paths, most failures first; each failed every time. `more` are those that are not named. */
  'check-never-passed': measured<{
    checks: readonly { readonly path: string; readonly failed: number }[];
    more: number;
  }>('system'),
  /** `rejections`: statuses that the API declares as a rejection, which fail a check and are no failed request. */
  'checks-vs-http': measured<{
    failedRequests: number;
    checksFailed: number;
    checks: number;
    rejections: readonly number[];
  }>('system'),
  /** `requests` is undefined where the output holds times of setup() and teardown(), but not how many there were. */
  'setup-in-figures': measured<{
    requests: number | undefined;
    setupMaxMs: number;
    totalMaxMs: number;
    /** True where the overall maximum is one of these requests. */
    isSlowest: boolean;
    avgMs: number | undefined;
    avgWithoutMs: number | undefined;
  }>('measurement'),
  /** `loadPerSec` is an upper bound without a time line, for it counts what finished after the planned end, too. */
  drain: measured<{
    runMs: number;
    plannedMs: number;
    ratio: number;
    /** What the time beyond the plan went to, ms; undefined where the output does not tell `setup()` and `teardown()` apart. */
    parts: { setupMs: number; drainMs: number; teardownMs: number } | undefined;
    requestsPerSec: number;
    loadPerSec: number;
    /** True where the rate over the whole run is below that. */
    isDiluted: boolean;
    isBound: boolean;
  }>('measurement'),
  /** At least this share of the requests opened a connection of its own. */
  'connection-churn': measured<{ ratio: number; requests: number; vus: number }>('system'),
  /** The processor of a saturated server had little to do: it waited. Ratios 0–1, over so many seconds. */
  'cpu-idle': estimable<
    CpuFigures & {
      /** Throughput that the whole processor would carry at this cost; undefined where it was used too little to tell. */
      possiblePerSec: number | undefined;
    }
  >('system'),
  /** And here it had all hands full. */
  'cpu-bound': measured<CpuFigures>('system'),
  /** A metric of the tested side went up when throughput stopped growing; seconds of the time line. */
  'server-metric': estimable<ServerMetricFigures>('system'),
  /** Other runs of buha on the generator's machine at the same time; `first` began first. */
  'other-runs': measured<{ runs: number; first: OtherRun }>('measurement'),
  /** What k6 ignored of its options, and the executors that ran instead. */
  'options-ignored': measured<{ executor: string | undefined; unknown: readonly string[]; ran: readonly string[] }>(
    'measurement',
  ),
  /** `counts` is true where requests or iterations are counted differently: then the files are of different runs. */
  'contradictory-sources': measured<{ contradictions: readonly Contradiction[]; counts: boolean }>('input'),
  /** Scenarios whose users wait for the answer before they send the next request. */
  'closed-model': measured<{ scenarios: readonly string[]; dropped: number | undefined }>('data'),
  'weak-quantile': measured<{
    samples: number;
    quantiles: readonly { name: 'p90' | 'p95' | 'p99' | 'p999'; needed: number }[];
    /** For all of them. */
    neededSamples: number;
  }>('data'),
  /** The longest time without any sample; `perSec`: requests of the whole run, and of the rest of it. */
  silence: measured<{
    fromSec: number;
    toSec: number;
    share: number;
    perSec: { toldPerSec: number; withoutPerSec: number } | undefined;
  }>('data'),
  /** Seconds of the time line that hold samples of more than one: by how many it went back. */
  /** `setSec` above 0 is forward; its share of the run, 0–1. */
  'clock-set': measured<{ setSec: number; share: number }>('data'),
  'clock-back': measured<{ fromSec: number; toSec: number; backSec: number }>('data'),
  /** Addresses with ids were folded into fewer names; `isMost`: there were more addresses than are counted. */
  'many-names': measured<{
    addresses: number;
    names: number;
    isMost: boolean;
    example: string;
    /** A name that the script could give instead of the example. */
    advised: string;
  }>('data'),
  'no-raw-samples': measured<Record<string, never>>('data'),
  /** Several scenarios ran at the same time, and the output does not tell `unsplit` of them apart. */
  'mixed-scenarios': measured<{ scenarios: readonly string[]; unsplit: readonly string[] }>('data'),
  /** Quantiles were estimated from counts; `error` is relative. */
  'estimated-quantiles': measured<{ error: number }>('data'),
} as const;
