import type { Api, ApiId } from './apis.ts';

/** What an API promises. Latency counts successful requests only; ratios are 0–1. */
export interface ServiceLevel {
  readonly p95Ms: number;
  readonly failedRatio: number;
}

/** Service levels by the id of an API, or by kind (`read`, `write`) for those that have none of their own. */
export type ServiceLevels = Readonly<Record<string, ServiceLevel>>;

/** The service level of an API; undefined where its project promises none. */
export const serviceLevel = (levels: ServiceLevels, id: ApiId, { kind }: Api): ServiceLevel | undefined =>
  Object.hasOwn(levels, id) ? levels[id] : levels[kind];

/** Metrics that k6 splits by scenario only when a threshold names the sub-metric. */
export const splitMetrics = () =>
  [
    'http_req_duration',
    'http_reqs',
    'http_req_failed',
    'iterations',
    'iteration_duration',
    'dropped_iterations',
    'checks',
  ] as const;

/**
 * k6's thresholds: the service level, which k6 judges while it runs (none for a flow of several APIs), and for every
 * scenario one without an expression per metric, which judges nothing and makes k6 report the metric per scenario.
 */
export function thresholds(
  level: ServiceLevel | undefined,
  scenarioNames: readonly string[],
): Record<string, string[]> {
  const split = scenarioNames.flatMap((name) => splitMetrics().map((metric) => [`${metric}{scenario:${name}}`, []]));
  return {
    ...(level && {
      'http_req_duration{expected_response:true}': [`p(95)<=${level.p95Ms}`],
      http_req_failed: [`rate<=${level.failedRatio}`],
    }),
    ...Object.fromEntries(split),
  };
}
