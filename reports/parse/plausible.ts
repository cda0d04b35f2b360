import { BuhaError, type Figure } from '../model/error.ts';
import type { Measurement, Metric } from '../model/measurement.ts';
import { BUILTIN_METRICS } from './builtin-metrics.ts';

/** Room for what arithmetic on floating numbers loses. */
const TOLERANCE = 1e-9;

const builtIn = (name: string) => BUILTIN_METRICS.get(name.split('{', 1)[0] ?? '');

/** Statistics of a trend from the smallest to the largest; quantiles that a script chose itself are put among them. */
const quantileOf = (statistic: string): number | undefined => {
  if (statistic === 'min') return 0;
  if (statistic === 'med') return 0.5;
  if (statistic === 'max') return 1;
  const percent = statistic.match(/^p\((\d+(?:\.\d+)?)\)$/)?.[1];
  return percent === undefined ? undefined : Number(percent) / 100;
};

const figure = ({ name, values, contains }: Metric, statistic: string): Figure => ({
  statistic,
  value: values[statistic] ?? Number.NaN,
  // `--summary-export` does not tell the unit.
  contains: contains ?? builtIn(name)?.contains,
});

/** True where `low` is above `high` by more than the figures' last places and arithmetic explain. */
function isAbove(metric: Metric, low: string, high: string): boolean {
  const { values, precision = {} } = metric;
  const [a, b] = [values[low], values[high]];
  if (a === undefined || b === undefined) return false;
  const rounded = (precision[low] ?? 0) + (precision[high] ?? 0);
  return a - b > rounded + TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}

/** A gauge's last value lies between its extremes. */
const GAUGE_ORDER = [
  ['min', 'value'],
  ['value', 'max'],
  ['min', 'max'],
] as const;

/** Statistics of which the first is never above the second. */
function orderOf({ kind, values }: Metric): readonly (readonly [string, string])[] {
  if (kind === 'gauge') return GAUGE_ORDER;
  if (kind !== 'trend') return [];
  const ordered = Object.keys(values)
    .flatMap((name) => {
      const q = quantileOf(name);
      return q === undefined ? [] : [{ name, q }];
    })
    .toSorted((a, b) => a.q - b.q)
    .map(({ name }) => name);
  const neighbours = ordered.slice(1).map((high, at) => [ordered[at] ?? '', high] as const);
  return [...neighbours, ['min', 'avg'], ['avg', 'max']];
}

/** The first two statistics that cannot both be. */
function disorderOf(metric: Metric): [Figure, Figure] | undefined {
  const wrong = orderOf(metric).find(([low, high]) => isAbove(metric, low, high));
  return wrong && [figure(metric, wrong[0]), figure(metric, wrong[1])];
}

/** Values that cannot be below nothing, by kind. Trends and gauges of a script may hold anything. */
function isImpossible({ kind, name, values }: Metric, statistic: string): boolean {
  const value = values[statistic];
  if (value === undefined || !Number.isFinite(value)) return true;
  if (statistic === 'count' || statistic === 'passes' || statistic === 'fails') {
    // A script may count downwards, and by halves, with a counter of its own; text rounds sizes.
    if (kind === 'counter' && !isOwn(name)) return false;
    return builtIn(name)?.contains === 'data' ? value < 0 : !isNumberOf(value);
  }
  if (kind === 'rate' && statistic === 'rate') return value < 0 || value > 1 + TOLERANCE;
  return value < 0 && isOwn(name);
}

/** True for a number of things: whole, and not too large to be counted. */
const isNumberOf = (value: number) => Number.isSafeInteger(value) && value >= 0;

/** k6's own metrics are counts, times and sizes: none of them is ever negative. */
const isOwn = (name: string) => builtIn(name) !== undefined;

/** A ratio beside the counts that it is made of. */
function ratioDisorder(metric: Metric): [Figure, Figure] | undefined {
  const { rate, passes, fails } = metric.values;
  if (metric.kind !== 'rate' || rate === undefined || passes === undefined || fails === undefined) return undefined;
  const seen = passes + fails;
  const slack = (metric.precision?.rate ?? 0) + TOLERANCE;
  // k6 states 0 where there was nothing to count.
  if (Math.abs((seen === 0 ? 0 : passes / seen) - rate) <= slack) return undefined;
  return [figure(metric, 'rate'), figure(metric, 'passes')];
}

interface Impossible {
  /** The metric's name, or the check's. */
  readonly metric: string;
  readonly first: Figure;
  readonly second?: Figure;
}

function impossibleIn({ metrics, checks }: Measurement): Impossible | undefined {
  for (const metric of metrics) {
    const single = Object.keys(metric.values).find((name) => isImpossible(metric, name));
    if (single !== undefined) return { metric: metric.name, first: figure(metric, single) };
    const [first, second] = disorderOf(metric) ?? ratioDisorder(metric) ?? [];
    if (first && second) return { metric: metric.name, first, second };
  }
  for (const { name, passed = 0, failed = 0 } of checks) {
    if (isNumberOf(passed) && isNumberOf(failed)) continue;
    const [statistic, value] = isNumberOf(passed) ? ['fails', failed] : ['passes', passed];
    return { metric: name, first: { statistic, value, contains: undefined } };
  }
  return undefined;
}

/** Where a figure stands: a line from 1, how to find it, or undefined for figures that stand in no line. */
export type FigureLine = number | undefined | ((metric: string, figure: Figure) => number);

/**
 * Throws `impossible-figures` for figures that no run can have, however well the file reads: a negative count, a share
 * above one, p90 above p95, a minimum above the mean. Figures from rounded text are compared within their last places.
 */
export function checkPlausible(measured: Measurement, file: string, line: FigureLine): void {
  const found = impossibleIn(measured);
  if (!found) return;
  const { metric, first } = found;
  const stands = typeof line === 'function' ? line(metric, first) : line;
  throw new BuhaError('impossible-figures', { file, line: stands, ...found });
}
