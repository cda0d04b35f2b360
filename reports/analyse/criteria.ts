import type { Criterion } from '../model/analysed.ts';
import { type Measurement, type Metric, type Range, type Threshold, TREND_FIELDS } from '../model/measurement.ts';
import { metricNamed } from '../model/metric-named.ts';
import { anyFailed } from './judged-times.ts';
import { remembered } from './remembered.ts';

/** k6's threshold grammar: an aggregation, a comparison, a number as Go reads it. */
const EXPRESSION =
  /^\s*([a-z]+(?:\(\s*[\d.]+\s*\))?)\s*(<=|>=|<|>|===|==|!=)\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*$/;

/** Times of successful requests, as service levels judge them. */
export const SUCCESSES = 'http_req_duration{expected_response:true}';

const TIMES =
  /^(?:http_req_(?!failed)|(?:iteration|group|grpc_req|browser_http_req|ws_session)_duration|ws_ping|ws_connecting|browser_web_vital_(?!cls))/;

const SIZES = /^(?:browser_)?data_(?:sent|received)(?:\{|$)/;

/** Metrics of k6 that `TIMES` and `SIZES` do not name are plain numbers. */
const OF_K6 = /^(?:vus|iterations|dropped_iterations|checks|(?:http|grpc|ws|browser|webrtc)_)/;

/** True for a metric that k6 itself fills, or a part of one. */
export const isOfK6 = (name: string): boolean => TIMES.test(name) || SIZES.test(name) || OF_K6.test(name);

/**
 * What the values of a metric are: times in ms, sizes in bytes, or plain numbers. k6's own are told by name, since not
 * every output tells; a script's own are what the output says.
 */
export function contentOf({ name, contains }: Pick<Metric, 'name' | 'contains'>): NonNullable<Metric['contains']> {
  if (TIMES.test(name)) return 'time';
  if (SIZES.test(name)) return 'data';
  return OF_K6.test(name) ? 'default' : (contains ?? 'default');
}

/** Where no request failed, all are the successful ones, also in an output that does not list them apart. */
function metricOf({ metrics, total }: Measurement, wanted: string): Metric | undefined {
  const isAll = wanted === SUCCESSES && anyFailed(total) === false;
  return metricNamed(metrics, wanted) ?? (isAll ? metricNamed(metrics, 'http_req_duration') : undefined);
}

/** A quantile as a threshold may write it: `p(99.90)`. */
const QUANTILE = /^p\(([\d.]+)\)$/;

/** Names under which an output may hold a statistic: half of all lie below the median, whatever it is called. */
function sameAs(statistic: string): string[] {
  const [, percent] = statistic.match(QUANTILE) ?? [];
  const plain = percent === undefined ? statistic : `p(${Number(percent)})`;
  const field = TREND_FIELDS.get(plain);
  const others = [...TREND_FIELDS].filter(([, one]) => field !== undefined && one === field).map(([name]) => name);
  return [...new Set([statistic, plain, ...others])];
}

const firstOf = <Value>(names: readonly string[], of: (name: string) => Value | undefined): Value | undefined =>
  names.map(of).find((value) => value !== undefined);

/** Between which values a figure lies that only each runner knows of its own part; one that was cut off may be more. */
function rangeOf(metric: Metric | undefined, statistic: string): Range | undefined {
  const range = metric?.ranges?.[statistic];
  return range && [range[0], range[1] + (metric?.precision?.[statistic] ?? 0)];
}

/** k6's comparisons. */
export const COMPARE: Readonly<Record<string, (actual: number, limit: number) => boolean>> = {
  '<': (actual, limit) => actual < limit,
  '<=': (actual, limit) => actual <= limit,
  '>': (actual, limit) => actual > limit,
  '>=': (actual, limit) => actual >= limit,
  '==': (actual, limit) => actual === limit,
  '===': (actual, limit) => actual === limit,
  '!=': (actual, limit) => actual !== limit,
};

/** Half of the last digit of a share as k6 prints it: `0.00%`. */
const SHARE_ROUNDING = 0.000_05;

/**
 * Whether k6 passed a threshold that the printed figure of 0 misses: it does so only where there was no sample, and then
 * prints 0. A share that is printed as 0 may be above a limit that is as small.
 */
function isPassedUnseen(
  passed: boolean,
  figure: number | undefined,
  comparison: string,
  limit: number,
  kind?: Metric['kind'],
) {
  if (!passed || figure !== 0 || (kind === 'rate' && Math.abs(limit) <= SHARE_ROUNDING)) return false;
  return COMPARE[comparison]?.(0, limit) === false;
}

const byThreshold = new WeakMap<Threshold, { readonly measured: Measurement; readonly criterion: Criterion }>();

/** A threshold with the figure it was judged on. */
export function criterionOf(threshold: Threshold, measured: Measurement): Criterion {
  // Asked for by its row, its verdict and its words.
  const known = byThreshold.get(threshold);
  if (known?.measured === measured) return known.criterion;
  const criterion = foundCriterion(threshold, measured);
  byThreshold.set(threshold, { measured, criterion });
  return criterion;
}

function foundCriterion(threshold: Threshold, measured: Measurement): Criterion {
  const [, statistic, comparison, limit] = threshold.expression.match(EXPRESSION) ?? [];
  const metric = metricOf(measured, threshold.metric);
  const stat = statistic?.replaceAll(' ', '');
  const shown = stat === undefined ? [] : sameAs(stat);
  const range = firstOf(shown, (name) => rangeOf(metric, name));
  const figure = firstOf(shown, (name) => metric?.values[name]);
  const isUnseen =
    !range && isPassedUnseen(threshold.passed, figure, comparison ?? '', Number(limit ?? Number.NaN), metric?.kind);
  const samples = threshold.samples ?? (isUnseen ? 0 : undefined);
  return {
    ...threshold,
    ...(samples !== undefined && { samples }),
    ...(range && { range }),
    statistic: stat,
    comparison,
    limit: limit === undefined ? undefined : Number(limit),
    // A counter's figure is a sum: that nothing was added to it is a figure, too.
    actual: samples === 0 && metric?.kind !== 'counter' ? undefined : figure,
    kind: metric?.kind,
    // How many samples there were is no time, and a rate is per second.
    contains: stat === 'count' || stat === 'rate' ? 'default' : contentOf(metric ?? { name: threshold.metric }),
  };
}

/** Every threshold with the figure it was judged on. */
export const criteriaOf = remembered((measured: Measurement): readonly Criterion[] =>
  measured.thresholds.map((threshold) => criterionOf(threshold, measured)),
);
