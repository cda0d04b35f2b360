import { APIS, type ApiId } from './apis.ts';

/** What an API promises. Latency counts successful requests only; ratios are 0–1. */
export interface ServiceLevel {
  readonly p95Ms: number;
  readonly failedRatio: number;
}

const INQUIRY: ServiceLevel = { p95Ms: 1000, failedRatio: 0.01 };
const WRITE: ServiceLevel = { p95Ms: 3000, failedRatio: 0.01 };

/** Exceptions from the two classes, by API. */
const OWN: Partial<Record<ApiId, ServiceLevel>> = {};

export function serviceLevel(id: ApiId): ServiceLevel {
  return OWN[id] ?? (APIS[id].kind === 'read' ? INQUIRY : WRITE);
}

/** Metrics that k6 splits by scenario only when a threshold names the sub-metric. */
export const SPLIT_METRICS = [
  'http_req_duration',
  'http_reqs',
  'http_req_failed',
  'iterations',
  'iteration_duration',
  'dropped_iterations',
  'checks',
] as const;

/** k6 thresholds of the service level: what k6 judges while it runs. */
function serviceThresholds(level: ServiceLevel): Record<string, string[]> {
  return {
    'http_req_duration{expected_response:true}': [`p(95)<=${level.p95Ms}`],
    http_req_failed: [`rate<=${level.failedRatio}`],
  };
}

/** Thresholds without an expression: they judge nothing and make k6 report the metric per scenario. */
function splitThresholds(scenarioNames: readonly string[]): Record<string, string[]> {
  return Object.fromEntries(
    scenarioNames.flatMap((name) => SPLIT_METRICS.map((metric) => [`${metric}{scenario:${name}}`, []])),
  );
}

export function thresholds(id: ApiId | undefined, scenarioNames: readonly string[]): Record<string, string[]> {
  return { ...(id && serviceThresholds(serviceLevel(id))), ...splitThresholds(scenarioNames) };
}
