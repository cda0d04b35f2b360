import type { Distribution } from '../numbers/distribution.ts';
import type { Timeline } from './timeline.ts';

/** So many addresses and names are told apart. */
export const MOST_FOLDED = 10_000;

/** Statistics of a k6 trend. Times are in milliseconds. What the source lacks is undefined, never 0. */
export interface Trend {
  readonly count?: number;
  readonly min?: number;
  readonly avg?: number;
  readonly med?: number;
  readonly max?: number;
  readonly p90?: number;
  readonly p95?: number;
  readonly p99?: number;
  readonly p999?: number;
  /** Other quantiles that `summaryTrendStats` asked for, by k6's names: `p(75)`. */
  readonly quantiles?: Readonly<Record<string, number>>;
  /** Least and most of what runners say of a statistic that cannot be told of all of them together. */
  readonly ranges?: Readonly<Partial<Record<Statistic | `p(${string})`, Range>>>;
}

export type Statistic = Exclude<keyof Trend, 'quantiles' | 'ranges'>;

/** Between which values a figure lies. */
export type Range = readonly [from: number, to: number];

/** k6's names of a trend's statistics, and ours; a map, since an input may hold any name (`constructor`). */
export const TREND_FIELDS: ReadonlyMap<string, Statistic> = new Map([
  ['count', 'count'],
  ['min', 'min'],
  ['avg', 'avg'],
  ['med', 'med'],
  ['max', 'max'],
  ['p(50)', 'med'],
  ['p(90)', 'p90'],
  ['p(95)', 'p95'],
  ['p(99)', 'p99'],
  ['p(99.9)', 'p999'],
]);

/** What was measured over a whole run, or over one k6 scenario of it. Ratios are 0–1, times in ms, sizes in bytes. */
export interface Scope {
  readonly requests?: number;
  readonly requestsPerSec?: number;
  readonly iterations?: number;
  readonly iterationsPerSec?: number;
  /** Iterations that k6 planned and could not start; k6 leaves the figure out when it is 0, this does not. */
  readonly droppedIterations?: number;
  readonly checksPassed?: number;
  readonly checksFailed?: number;
  readonly failedRequests?: number;
  readonly failedRatio?: number;
  /** All requests. A refused connection counts with 0 ms, so `successDurationMs` is the figure to judge. */
  readonly durationMs?: Trend;
  /** Requests with an expected status only. */
  readonly successDurationMs?: Trend;
  readonly iterationDurationMs?: Trend;
  readonly blockedMs?: Trend;
  readonly connectingMs?: Trend;
  readonly tlsMs?: Trend;
  readonly sendingMs?: Trend;
  readonly waitingMs?: Trend;
  readonly receivingMs?: Trend;
  readonly receivedBytes?: number;
  readonly receivedBytesPerSec?: number;
  readonly sentBytes?: number;
  readonly sentBytesPerSec?: number;
}

export interface Check {
  readonly name: string;
  /** Path of the group as k6 writes it (`::cart::add`); undefined outside of any, and where the source does not tell it. */
  readonly group?: string;
  /** Undefined where the source does not tell: k6's text prints no counts for a check that always passed. */
  readonly passed: number | undefined;
  readonly failed: number | undefined;
}

/** A criterion that k6 judged. `samples` is undefined where the source does not tell how many it was judged on. */
export interface Threshold {
  readonly metric: string;
  /** Empty where the output shows only a mark before the metric's name: k6's text before 1.0. */
  readonly expression: string;
  readonly passed: boolean;
  readonly samples?: number;
  /** True where the output does not hold the figure, so that nobody judged it; `samples` is 0 then. */
  readonly lacksFigure?: true;
  /** True where the output says that there is a threshold on the metric, and not which: `expression` is empty then. */
  readonly isUnstated?: true;
  /** True where the figure is so near the limit that its last place, or the run's exact length, would decide. */
  readonly isRounded?: true;
  /** Between which values the figure lies, where only each runner knows its own; `passed` holds where all are on one side. */
  readonly range?: Range;
  /** True where k6 marked it as crossed in one of the runners whose own figures the range is of. */
  readonly crossedByRunner?: true;
}

/** One metric as k6 summarised it, for the summary block of the report. */
export interface Metric {
  /** Name with its sub-metric filter: `http_req_duration{scenario:load_test}`. */
  readonly name: string;
  readonly kind: 'trend' | 'counter' | 'rate' | 'gauge';
  /** k6's own statistic names (`p(95)`, `count`, `passes` …). */
  readonly values: Readonly<Record<string, number>>;
  /** What the values are: times in ms, sizes in bytes, or plain numbers; undefined where the source does not tell. */
  readonly contains?: 'time' | 'data' | 'default';
  /** Between which values a statistic lies that only each runner of a run knows of its own part. */
  readonly ranges?: Readonly<Record<string, Range>>;
  /** Statistics that are no number: Infinity or NaN, which JSON writes as `null`. They are not among `values`. */
  readonly infinite?: readonly string[];
  /** Unit of the last place per statistic, in the unit of `values`, where the source was rounded or truncated text. */
  readonly precision?: Readonly<Record<string, number>>;
}

/** Requests with the same answer. */
export interface Responses {
  readonly scenario: string | undefined;
  /** Name tag: method and path pattern for buha's scenarios, a URL otherwise. */
  readonly name: string | undefined;
  /** HTTP status; 0 where there was no answer. */
  readonly status: number;
  /** k6's error code (1212: connection refused …). */
  readonly errorCode: number | undefined;
  /** True where k6 counts the status as expected. */
  readonly expected: boolean;
  readonly count: number;
  /** When the first and the last one came, in ms since the first request or iteration of the run began. */
  readonly firstMs?: number;
  readonly lastMs?: number;
}

/** What was measured of requests with the same scenario, name and status. */
export interface AnsweredScope {
  readonly scenario: string | undefined;
  readonly name: string | undefined;
  /** HTTP status; 0 where there was no answer. */
  readonly status: number;
  readonly scope: Scope;
}

/** Response times in ms of answers that k6 counts as expected, with the same name and status. */
export interface ExpectedTimes {
  /** Undefined where names are too many to be told apart. */
  readonly name: string | undefined;
  readonly status: number;
  readonly durationMs: Distribution;
}

/** Where requests went, as their names tell: k6 names them by their URL where a script does not. */
export interface SeenHost {
  /** With its port; undefined for requests that the script named. */
  readonly host: string | undefined;
  readonly requests: number;
}

/** What one k6 output says. */
export interface Measurement {
  readonly metrics: readonly Metric[];
  readonly total: Scope;
  readonly scenarios: Readonly<Record<string, Scope>>;
  readonly checks: readonly Check[];
  readonly thresholds: readonly Threshold[];
  /** Length of the run in ms; undefined when the source has no rate to derive it from. */
  readonly runMs: number | undefined;
  /** The run by name tag, where the source tells requests apart; without what setup() and teardown() sent. */
  readonly endpoints?: Readonly<Record<string, Scope>>;
  /** Its requests by the path of the group in which they were sent, as k6 writes it; those of inner groups are no part of an outer one. */
  readonly groups?: Readonly<Record<string, Scope>>;
  /** Its requests by tags of the script's own, and their values. */
  readonly tags?: Readonly<Record<string, Readonly<Record<string, Scope>>>>;
  /** True where these are the parts that sub-metrics of a summary name: there may be others. */
  readonly hasSomeParts?: true;
  /** How many addresses that k6 took for names were folded into those names (the first 10,000 count); none: undefined. */
  readonly foldedAddresses?: number;
  /** The run by answer; undefined where the source does not tell answers apart. */
  readonly responses?: readonly Responses[];
  /** The run by scenario, name and status; undefined where the source does not tell answers apart. */
  readonly answered?: readonly AnsweredScope[];
  /**
   * What setup() and teardown() sent is left out. Only where some status is 400 or more, so that successes and rejections
   * of the business are to be told apart.
   */
  readonly expectedTimes?: readonly ExpectedTimes[];
  /** Most requests first, those of `setup()` and `teardown()` left out; undefined where no sample tells a name. */
  readonly hosts?: readonly SeenHost[];
  /** What `setup()` and `teardown()` sent; it counts in `total` too, as it does for k6. */
  readonly setup?: Scope;
  /** The run second by second; undefined where there are no raw samples. */
  readonly timeline?: Timeline;
  /** Largest relative error of quantiles that were estimated from counts; undefined where they are exact. */
  readonly quantileError?: number;
  /** Times of raw samples were cut off to whole seconds, as k6's CSV does by default: what rests on them is up to 1 s off. */
  readonly timesInSeconds?: true;
}
