import type { ApiId } from '../../options/apis.ts';
import type { Finding } from './finding.ts';
import type { PlannedScenario } from './plan.ts';
import type { RunRecord } from './record.ts';

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
}

/** What was measured over a whole run, or over one k6 scenario of it. Ratios are 0–1, times in ms, sizes in bytes. */
export interface Scope {
  readonly requests?: number;
  readonly requestsPerSec?: number;
  readonly iterations?: number;
  readonly iterationsPerSec?: number;
  /** Iterations that k6 planned and could not start; k6 leaves the figure out when it is 0, this does not. */
  readonly droppedIterations?: number;
  readonly droppedPerSec?: number;
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
  readonly receivedBytes?: number;
  readonly receivedBytesPerSec?: number;
  readonly sentBytes?: number;
  readonly sentBytesPerSec?: number;
}

export interface Check {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
}

/** A criterion that k6 judged. `samples` is undefined where the source does not tell how many it was judged on. */
export interface Threshold {
  readonly metric: string;
  readonly expression: string;
  readonly passed: boolean;
  readonly samples?: number;
}

/** A threshold taken apart, with its actual figure. Undefined where the expression or the figure is unknown. */
export interface Criterion extends Threshold {
  /** k6's name of the statistic: `p(95)`, `rate`, `avg` … */
  readonly statistic: string | undefined;
  readonly comparison: string | undefined;
  readonly limit: number | undefined;
  readonly actual: number | undefined;
  readonly kind: Metric['kind'] | undefined;
}

/** One metric as k6 summarised it, for the summary block of the report. */
export interface Metric {
  /** Name with its sub-metric filter: `http_req_duration{scenario:load_test}`. */
  readonly name: string;
  readonly kind: 'trend' | 'counter' | 'rate' | 'gauge';
  /** k6's own statistic names (`p(95)`, `count`, `passes` …). */
  readonly values: Readonly<Record<string, number>>;
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
}

/** One run of one script: what was measured, how it was run, what was planned. */
export interface Run {
  /** The API of the catalogue that was tested; undefined for a flow or a foreign script. */
  readonly api: ApiId | undefined;
  /** What to call the run where there is no API: the script's or the file's name. */
  readonly name: string;
  /** The record that `buha run` keeps; undefined for k6 output from elsewhere. */
  readonly record: RunRecord | undefined;
  readonly measured: Measurement;
  readonly planned: readonly PlannedScenario[];
  /** Think time of one iteration in ms; undefined for a script that the catalogue does not know. */
  readonly thinkMs: number | undefined;
}

/** A run with what the analysis says about it. */
export interface AnalysedRun extends Run {
  readonly delivered: readonly DeliveredScenario[];
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
}

/** Planned against delivered load of one k6 scenario. Amounts are iterations, or VU-milliseconds. */
export interface DeliveredScenario {
  readonly plan: PlannedScenario;
  /** Up to the abort, for a run that was cut short. */
  readonly plannedAmount: number;
  /** Undefined where the output is not split by scenario. */
  readonly deliveredAmount: number | undefined;
  readonly dropped: number | undefined;
  /** Delivered share of the plan, 0–1. */
  readonly ratio: number | undefined;
}

export type VerdictKind = 'pass' | 'slo-fail' | 'invalid' | 'no-goal';

/** k6's thresholds as one word, and the share of the plan on which it rests. */
export interface Verdict {
  readonly kind: VerdictKind;
  readonly criteria: readonly Criterion[];
  readonly delivered: number | undefined;
}
