import type { Criterion } from '../../model/analysed.ts';
import type { Goal, Measure, SourcedGoal } from '../../model/gate.ts';
import { ownValue } from '../../model/own-value.ts';
import { metricScope, type Part, partKey } from '../../model/part.ts';
import { SENT_METRICS } from '../../model/protocol.ts';
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

function measureOf(metric: string | undefined, statistic: string | undefined): Measure | undefined {
  if (metric === 'http_req_failed' && statistic === 'rate') return { kind: 'failed' };
  if (metric === 'http_reqs' && statistic === 'rate') return { kind: 'tps' };
  if (metric !== 'http_req_duration' || statistic === undefined) return undefined;
  const percent = statistic.match(/^p\(([\d.]+)\)$/)?.[1];
  if (percent === undefined) return ownValue(STATISTICS, statistic);
  return { kind: 'quantile', q: quantileOfPercent(Number(percent)) };
}

/** What a goal is about, and of what of the run. */
type StatedMeasure = Pick<Goal, 'measure' | 'scenario' | 'part'>;

/** What a threshold of k6 is about, where a service level could say it too; undefined for any other. */
export function thresholdMeasure({
  metric,
  statistic,
}: Pick<Criterion, 'metric' | 'statistic'>): StatedMeasure | undefined {
  const scope = metricScope(metric);
  const measure = measureOf(scope?.base, statistic);
  return measure && scope && { measure, scenario: scope.scenario, part: scope.part };
}

/** Two goals of one key are about the same figure: only one of them can hold. */
export const goalKey = ({ measure, scenario, part }: StatedMeasure): string =>
  JSON.stringify([scenario ?? null, measureName(measure), part ? partKey(part) : null]);

/** The request, group or tag that a goal is about; undefined for one of the whole run, of a scenario or a check. */
export const partOfGoal = (goal: SourcedGoal): Part | undefined =>
  goal.source === 'threshold' ? metricScope(goal.threshold.metric)?.part : goal.part;

/** Of what of a run a goal says how many requests may fail; undefined for a goal about anything else. */
export function failuresOf(goal: SourcedGoal): Pick<Goal, 'scenario' | 'part'> | undefined {
  if (goal.source !== 'threshold') return goal.measure.kind === 'failed' ? goal : undefined;
  const scope = metricScope(goal.threshold.metric);
  // Of successful requests none ever fails.
  const isOfFailures = scope && !scope.isOfSuccesses && SENT_METRICS.some(({ failed }) => failed === scope.base);
  return isOfFailures ? scope : undefined;
}

/** True for a goal that says how many of all requests may fail: one of a part or a scenario says nothing of the others. */
export function isOfAllFailures(goal: SourcedGoal): boolean {
  const of = failuresOf(goal);
  return of !== undefined && of.scenario === undefined && of.part === undefined;
}
