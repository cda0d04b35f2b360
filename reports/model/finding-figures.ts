import type { TestDataKey } from '../../options/apis.ts';
import type { PlannedScenario } from './plan.ts';
import type { ServerMetricKind } from './server-metrics.ts';

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
    }
  /** Iterations of a scenario of closed load took longer together than its users were there. In VU-milliseconds. */
  | {
      readonly kind: 'too-much-time';
      readonly scenario: string;
      readonly heldMs: number;
      readonly mostMs: number;
      readonly vus: number;
    };

/** A server metric that turned; its values before and after in its own unit, times in seconds of the time line. */
export interface ServerMetricFigures extends ServerMetricKind {
  readonly name: string;
  readonly before: number;
  readonly after: number;
  readonly sinceSec: number;
  readonly stoppedSec: number;
  /** Names of others that turned at that time. */
  readonly others: readonly string[];
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

/** The most that a test of levels carried, in successful requests per second. */
export interface MostCarried {
  readonly model: PlannedScenario['model'];
  readonly level: number;
  readonly perSec: number;
  /** Throughput grew with the load up to the last level: the limit lies beyond it. */
  readonly isGrowing: boolean;
}

/**
 * Two levels of load between which a server came to its limit: VUs or planned iterations per second, successes per second, and medians
 * in ms. `isStill`: throughput hardly changed between them.
 */
export interface LevelsCompared {
  readonly model: PlannedScenario['model'];
  readonly from: number;
  readonly to: number;
  readonly fromPerSec: number;
  readonly toPerSec: number;
  readonly fromMs: number | undefined;
  readonly toMs: number | undefined;
  /** True where the times are means, of several kinds of requests, and no medians. */
  readonly isMean?: boolean;
  readonly isStill: boolean;
}

/** A time in which nothing was answered: when it began, in s of the time line, how long it was, and how many waited for its end. */
export interface Stall {
  readonly atSec: number;
  readonly forMs: number;
  readonly waited: number;
}

/** Load of the plan between which throughput stood still while the load rose: VUs or iterations per second; times in ms at low load and at its end. */
export interface RampCompared {
  readonly model: PlannedScenario['model'];
  readonly from: number;
  readonly to: number;
  readonly quickMs: number;
  readonly slowMs: number;
  /** True where the times are means, of several kinds of requests, and no medians. */
  readonly isMean: boolean;
}

/** Tested levels between which throughput stopped growing with the load. */
export interface Knee {
  readonly model: PlannedScenario['model'];
  readonly from: number;
  readonly to: number;
}

/** Rows of test data, about as many as requests were served at a time, so that a lock for each of them fits. */
export interface LaneKeys {
  readonly keys: number;
  /** How many to try. */
  readonly moreKeys: number;
  /** With locks held no longer than the fastest response takes; undefined where that is no more than now. */
  readonly possiblePerSec: number | undefined;
  /** How long a request would hold such a lock, ms. */
  readonly msPerLane: number;
  readonly keyKind: TestDataKey | undefined;
  /** True where nobody recorded the test data, and buha's own is supposed. */
  readonly assumed: boolean;
  /** True where the body of every request names the same product. */
  readonly sameProduct: boolean;
  /** True for the built-in shop with its lock for each key: what holds its writes back is how it was set up. */
  readonly isShopLock: boolean;
}

/** A part of a request other than waiting for its answer, by k6's names. `blocked` is without connecting and TLS. */
export type RequestPart = 'blocked' | 'connecting' | 'tls' | 'sending' | 'receiving';

/** What was sent and what succeeded on a level of load, per second. */
export interface SentFigures {
  readonly sentPerSec: number;
  readonly goodPerSec: number;
}

/** Requests that got no answer, of so many. `vus` were at work in the first such second; `afterMs`: how long they were waited for. */
export interface NoAnswerFigures {
  readonly count: number;
  readonly requests: number;
  readonly ratio: number;
  /** Undefined without a time line, and so is `vus`. */
  readonly sinceSec: number | undefined;
  readonly vus: number | undefined;
  readonly afterMs: number | undefined;
}

/** A request that failed so many times, and the share of its own answers that this is, 0–1. */
export interface FailedRequest {
  readonly name: string;
  readonly failed: number;
  readonly ratio: number | undefined;
}
