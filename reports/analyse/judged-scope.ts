import { type Scope, TREND_FIELDS, type Trend } from '../model/measurement.ts';
import type { Run } from '../model/run.ts';
import { type JudgedMetric, judgedMetric } from './judged-metric.ts';
import { scopeOfScenario } from './planned-load.ts';

/** k6's times of what was sent, by protocol. */
const TIMES = { grpc: 'grpc_req_duration', ws: 'ws_session_duration', browser: 'browser_http_req_duration' } as const;

const isOther = (kind: JudgedMetric['kind']): kind is keyof typeof TIMES => Object.hasOwn(TIMES, kind);

/** k6's names of the metrics that stand in for those of HTTP, counts before times; empty where HTTP or nothing was sent. */
export function metricsInstead(run: Run): string[] {
  const judged = judgedMetric(run);
  if (!judged || !isOther(judged.kind)) return [];
  const own = judged.kind === 'ws' ? ['ws_sessions', TIMES.ws] : [TIMES[judged.kind]];
  const found = own.filter((name) => run.measured.metrics.some((metric) => metric.name === name));
  return found.length > 0 ? found : [judged.name];
}

/**
 * The run, or one scenario of it, with the counts and times (ms) of the protocol by which it is judged: a script that sends
 * no HTTP has its own. What failed is not told for them.
 */
export function judgedScope(run: Run, scenario?: string): Scope {
  const { total, metrics, runMs } = run.measured;
  const scope = scenario === undefined ? total : (scopeOfScenario(run, scenario) ?? {});
  const judged = judgedMetric(run);
  if (!judged || !isOther(judged.kind)) return scope;
  const valuesOf = (name: string) =>
    metrics.find((metric) => metric.name === (scenario === undefined ? name : `${name}{scenario:${scenario}}`))?.values;
  const times = valuesOf(TIMES[judged.kind]);
  const durationMs: Trend | undefined =
    times &&
    Object.fromEntries(
      Object.entries(times).flatMap(([name, value]) => (TREND_FIELDS[name] ? [[TREND_FIELDS[name], value]] : [])),
    );
  const sessions = judged.kind === 'ws' ? valuesOf('ws_sessions') : undefined;
  const requests = sessions?.count ?? durationMs?.count;
  const perSec = requests === undefined || !runMs ? undefined : (requests * 1000) / runMs;
  return {
    ...scope,
    ...{ requests, requestsPerSec: sessions?.rate ?? perSec, durationMs, successDurationMs: durationMs },
    ...{ failedRequests: undefined, failedRatio: undefined },
  };
}
