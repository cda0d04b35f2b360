import type { Criterion } from '../../model/analysed.ts';
import type { Goal, Measure } from '../../model/gate.ts';
import { ownValue } from '../../model/own-value.ts';
import { quantileOfPercent } from '../../numbers/quantile.ts';

/** Statistics of k6 that are a measure of latency by another name. */
const STATISTICS: Readonly<Record<string, Measure>> = {
  avg: { kind: 'avg' },
  med: { kind: 'med' },
  min: { kind: 'min' },
  max: { kind: 'max' },
};

type LatencyMeasure = Extract<Measure, { kind: 'quantile' | 'avg' | 'med' | 'min' | 'max' }>;

/** A quantile in per cent: 99.9 / 100 and the like have no exact form in binary. */
const percentOf = (q: number): number => Number((q * 100).toFixed(6));

/** The name by which a measure is told apart from others: `p95`, `avg`, `failed` … */
export function measureName(measure: Measure): string {
  if (measure.kind === 'quantile') return `p${percentOf(measure.q)}`;
  if (measure.kind === 'vital') return `vital ${measure.vital}`;
  return measure.kind === 'check' ? `check ${measure.check}` : measure.kind;
}

/** k6's name of the statistic behind a latency: `p(95)`, `avg` …; undefined for other measures. */
export function statisticOf(measure: Measure): string | undefined {
  if (!isLatency(measure)) return undefined;
  // k6 calls the median by its name.
  if (measure.kind !== 'quantile') return measure.kind;
  return measure.q === 0.5 ? 'med' : `p(${percentOf(measure.q)})`;
}

/** True for measures of the response time. */
export const isLatency = (measure: Measure): measure is LatencyMeasure =>
  measure.kind === 'quantile' || ownValue(STATISTICS, measure.kind) !== undefined;

/** Scenario of a metric's filter, where it has no other that is not about success; undefined for one that has. */
function scenarioOf(filter: string | undefined): { scenario: string | undefined } | undefined {
  const tags = filter?.split(',').map((tag) => tag.trim()) ?? [];
  const others = tags.filter((tag) => tag !== 'expected_response:true');
  const [first, ...more] = others;
  if (first === undefined) return { scenario: undefined };
  const scenario = first.startsWith('scenario:') ? first.slice('scenario:'.length) : undefined;
  return scenario !== undefined && more.length === 0 ? { scenario } : undefined;
}

function measureOf(metric: string | undefined, statistic: string | undefined): Measure | undefined {
  if (metric === 'http_req_failed' && statistic === 'rate') return { kind: 'failed' };
  if (metric === 'http_reqs' && statistic === 'rate') return { kind: 'tps' };
  if (metric !== 'http_req_duration' || statistic === undefined) return undefined;
  const percent = statistic.match(/^p\(([\d.]+)\)$/)?.[1];
  if (percent === undefined) return ownValue(STATISTICS, statistic);
  return { kind: 'quantile', q: quantileOfPercent(Number(percent)) };
}

/** A metric of k6 without its filter, and the scenario that the filter names; undefined for one that names anything else. */
export function metricScope(metric: string): { base: string; scenario: string | undefined } | undefined {
  const [, base = '', filter] = metric.match(/^([^{]+)(?:\{(.*)\})?$/s) ?? [];
  const scope = scenarioOf(filter);
  return scope && { base, ...scope };
}

/** What a threshold of k6 is about, where a service level could say it too; undefined for any other. */
export function thresholdMeasure({
  metric,
  statistic,
}: Pick<Criterion, 'metric' | 'statistic'>): Pick<Goal, 'measure' | 'scenario'> | undefined {
  const scope = metricScope(metric);
  const measure = measureOf(scope?.base, statistic);
  return measure && scope && { measure, scenario: scope.scenario };
}

/** Two goals of one key are about the same figure: only one of them can hold. */
export const goalKey = ({ measure, scenario }: Pick<Goal, 'measure' | 'scenario'>): string =>
  JSON.stringify([scenario ?? null, measureName(measure)]);
