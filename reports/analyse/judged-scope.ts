import { type Metric, type Scope, TREND_FIELDS, type Trend } from '../model/measurement.ts';
import { type Part, scopeOfPart } from '../model/part.ts';
import { SENT_METRICS, type SentMetrics } from '../model/protocol.ts';
import type { Run } from '../model/run.ts';
import { type JudgedMetric, judgedMetric } from './judged-metric.ts';
import { anyFailed } from './judged-times.ts';
import { scopeOfScenario } from './planned-load.ts';

/** k6's metrics of the protocol by which a run is judged; undefined for HTTP, a script's own metric, and nothing at all. */
function metricsOf(judged: JudgedMetric | undefined): SentMetrics | undefined {
  if (!judged || judged.kind === 'http') return undefined;
  const all = SENT_METRICS.filter(({ protocol }) => protocol === judged.kind);
  return all.find(({ count, times }) => count === judged.name || times === judged.name) ?? all[0];
}

/** k6's names of the metrics that stand in for those of HTTP, counts before times; empty where HTTP or nothing was sent. */
export function metricsInstead(run: Run): string[] {
  const judged = judgedMetric(run);
  const instead = metricsOf(judged);
  if (!judged || !instead) return [];
  const found = [instead.count, instead.times].filter(
    (name) => name !== undefined && run.measured.metrics.some((metric) => metric.name === name),
  );
  return found.length > 0 ? found.flatMap((name) => name ?? []) : [judged.name];
}

/** k6's name of the times by which a run is judged where that is not HTTP; undefined where it is, or nothing tells any. */
export const timesInstead = (run: Run): string | undefined => metricsOf(judgedMetric(run))?.times;

/** Times of a trend, in ms, by our names. */
const trendOf = (values: Metric['values']): Trend =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const field = TREND_FIELDS.get(name);
      return field ? [[field, value]] : [];
    }),
  );

/** A part of a run in which nothing failed: nothing failed in it either, whether or not the output tells. */
const partOf = (part: Scope, total: Scope): Scope =>
  part.durationMs !== undefined && anyFailed(part) === undefined && anyFailed(total) === false
    ? { ...part, failedRequests: 0, failedRatio: 0 }
    : part;

/**
 * The run, or one scenario of it, with the counts and times (ms) of the protocol by which it is judged: a script that sends
 * no HTTP has its own. What failed is told for a browser's requests only; of others k6 does not say.
 */
export function judgedScope(run: Pick<Run, 'measured' | 'merge' | 'planned'>, scenario?: string): Scope {
  const { total, metrics, runMs } = run.measured;
  const scope = scenario === undefined ? total : partOf(scopeOfScenario(run, scenario) ?? {}, total);
  const instead = metricsOf(judgedMetric(run));
  if (!instead) return scope;
  const find = (name: string | undefined) =>
    metrics.find((one) => one.name === (scenario === undefined ? name : `${name}{scenario:${scenario}}`));
  const times = find(instead.times)?.values;
  const durationMs = times && trendOf(times);
  const counter = find(instead.count)?.values;
  const failed = find(instead.failed)?.values;
  const requests =
    counter?.count ??
    durationMs?.count ??
    (failed?.passes === undefined ? undefined : failed.passes + (failed.fails ?? 0));
  const perSec = requests === undefined || !runMs ? undefined : (requests * 1000) / runMs;
  const [received, sent] = [find('browser_data_received')?.values, find('browser_data_sent')?.values];
  return {
    ...scope,
    ...(instead.protocol === 'browser' && {
      ...{ receivedBytes: received?.count, receivedBytesPerSec: received?.rate },
      ...{ sentBytes: sent?.count, sentBytesPerSec: sent?.rate },
    }),
    ...{ requests, requestsPerSec: counter?.rate ?? perSec, durationMs, successDurationMs: durationMs },
    ...{ failedRequests: failed?.passes, failedRatio: failed?.rate },
  };
}

/** The requests of one name, group or tag; undefined where the output does not tell them apart. */
export function judgedPart({ measured }: Pick<Run, 'measured'>, part: Part): Scope | undefined {
  const scope = scopeOfPart(measured, part);
  return scope && partOf(scope, measured.total);
}

/**
 * The scope of the run, or of one scenario, whose requests an iteration sends one after the other: that of HTTP or gRPC. A
 * browser sends several at once, and how long a session of WebSocket lasts is up to the script.
 */
export const sequentialScope = (run: Run, scenario?: string): Scope => {
  if (judgedMetric(run)?.kind === 'grpc') return judgedScope(run, scenario);
  return scenario === undefined ? run.measured.total : (scopeOfScenario(run, scenario) ?? {});
};
