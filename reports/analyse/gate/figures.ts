import type { DeliveredScenario } from '../../model/analysed.ts';
import { checkPath } from '../../model/check-name.ts';
import type { Goal, Measure } from '../../model/gate.ts';
import { type Range, type Scope, TREND_FIELDS } from '../../model/measurement.ts';
import { partFilter } from '../../model/part.ts';
import type { Run } from '../../model/run.ts';
import { rejectedShare } from '../answers.ts';
import { deliveredShare } from '../delivered-share.ts';
import { judgedPart, judgedScope, timesInstead } from '../judged-scope.ts';
import { anyFailed, judgedTimes, successCount } from '../judged-times.ts';
import { scopeOfScenario } from '../planned-load.ts';
import { webVitals } from '../web-vitals.ts';
import { statisticOf } from './measures.ts';

/** What of a run a figure is of: the whole, one scenario, or one part. */
type Of = Partial<Pick<Goal, 'scenario' | 'part'>>;

/** A measured figure in the unit of its measure. */
export interface MeasuredFigure {
  readonly value: number | undefined;
  /** Samples behind it; undefined where nobody counted them. */
  readonly samples: number | undefined;
  /** How far the true figure may lie below and above: k6's text cuts times off, and quantiles may be estimates. */
  readonly below?: number;
  readonly above?: number;
  /** The input knows it of all requests, and not of the successful ones alone; whether it knows that some failed. */
  readonly ofAll?: { readonly failed: boolean };
  /** Between which values it lies, where no single one is known of all runners of a run. */
  readonly range?: Range | undefined;
}

/** k6's names of the times of what succeeded; where none failed, those of all are the same. `own`: the filter of what they are of. */
function metricNames(own: readonly string[], scope: Scope, instead: string | undefined): string[] {
  const name = (tags: readonly string[]) =>
    `${instead ?? 'http_req_duration'}${tags.length > 0 ? `{${tags.join(',')}}` : ''}`;
  if (instead !== undefined) return [name(own)];
  return [name([...own, 'expected_response:true']), ...(anyFailed(scope) === false ? [name(own)] : [])];
}

/** A quantile that no summary has, from the samples themselves; those of a part are not kept one by one. */
function quantileOfSamples({ measured: { timeline } }: Run, { scenario, part }: Of, q: number) {
  if (part) return undefined;
  const lane = scenario === undefined ? timeline?.total : timeline?.scenarios[scenario];
  return timeline && lane?.latencyMs.over(0, timeline.seconds)?.quantile(q);
}

/** The filter of k6's that picks what a figure is of. */
function filterOf(run: Run, { scenario, part }: Of): string[] {
  if (part) return [partFilter(part)];
  // What runs alone has the figures of the whole run.
  return scenario !== undefined && Object.hasOwn(run.measured.scenarios, scenario) ? [`scenario:${scenario}`] : [];
}

function latencyFigure(run: Run, scope: Scope, of: Of, measure: Measure): MeasuredFigure {
  const trend = judgedTimes(scope);
  const samples = trend?.count ?? successCount(scope);
  const statistic = statisticOf(measure) ?? '';
  const field = TREND_FIELDS.get(statistic);
  const names = metricNames(filterOf(run, of), scope, of.part ? undefined : timesInstead(run));
  const metric = run.measured.metrics.find(
    ({ name, values, ranges }) => names.includes(name) && (values[statistic] ?? ranges?.[statistic]) !== undefined,
  );
  const value =
    (field && trend?.[field]) ??
    trend?.quantiles?.[statistic] ??
    (trend && metric?.values[statistic]) ??
    (measure.kind === 'quantile' ? quantileOfSamples(run, of, measure.q) : undefined);
  const above = metric?.precision?.[statistic] ?? 0;
  const ends = value === undefined ? metric?.ranges?.[statistic] : undefined;
  const range: Range | undefined = ends && [ends[0], ends[1] + above];
  const isOfAll = value === undefined && !range && !trend && (field && scope.durationMs?.[field]) !== undefined;
  return {
    ...{ value, samples, range, above, below: run.measured.quantileError === undefined ? 0 : above },
    ...(isOfAll && { ofAll: { failed: anyFailed(scope) === true } }),
  };
}

/** Share of a check's answers that failed it; undefined where the run has no such check, or nobody counted. */
function checkFigure({ measured: { checks } }: Run, path: string): MeasuredFigure | undefined {
  const check = checks.find((one) => checkPath(one) === path);
  if (!check) return undefined;
  const { passed, failed } = check;
  if (passed === undefined || failed === undefined) return { value: undefined, samples: undefined };
  return { value: passed + failed === 0 ? undefined : failed / (passed + failed), samples: passed + failed };
}

/** The figure of a measure, of the whole run, of a scenario or of a part; undefined for one that it does not tell apart. */
export function figureOf(
  run: Run,
  delivered: readonly DeliveredScenario[],
  measure: Measure,
  of: Of = {},
): MeasuredFigure | undefined {
  const { scenario, part } = of;
  if (measure.kind === 'delivered') {
    const own = delivered.filter(({ plan }) => scenario === undefined || plan.name === scenario);
    return { value: scenario === undefined ? deliveredShare(own) : own[0]?.ratio, samples: undefined };
  }
  if (measure.kind === 'check') return checkFigure(run, measure.check);
  if (measure.kind === 'vital') {
    const vital = webVitals(run).find(({ id }) => id === measure.vital);
    return { value: vital?.p75, samples: vital ? vital.count : 0 };
  }
  if (scenario !== undefined && !scopeOfScenario(run, scenario)) return undefined;
  const scope = part ? judgedPart(run, part) : judgedScope(run, scenario);
  if (!scope) return undefined;
  if (measure.kind === 'rejections') return { value: rejectedShare(run), samples: scope.requests };
  if (measure.kind === 'failed') return { value: scope.failedRatio, samples: scope.requests };
  if (measure.kind === 'tps') return { value: scope.requestsPerSec, samples: scope.requests };
  return latencyFigure(run, scope, of, measure);
}
