import { BuhaError, type Figure } from '../model/error.ts';
import type { Measurement, Metric } from '../model/run.ts';
import { BUILTIN_METRICS } from './builtin-metrics.ts';

/** Room for what arithmetic on floating numbers loses. */
const TOLERANCE = 1e-9;

/** Statistics of a trend from the smallest to the largest; quantiles that a script chose itself are put among them. */
const quantileOf = (statistic: string): number | undefined => {
  if (statistic === 'min') return 0;
  if (statistic === 'med') return 0.5;
  if (statistic === 'max') return 1;
  const percent = statistic.match(/^p\((\d+(?:\.\d+)?)\)$/)?.[1];
  return percent === undefined ? undefined : Number(percent) / 100;
};

const figure = ({ values, contains }: Metric, statistic: string): Figure => ({
  statistic,
  value: values[statistic] ?? Number.NaN,
  contains,
});

/** True where `low` is above `high` by more than the figures' last places and arithmetic explain. */
function isAbove(metric: Metric, low: string, high: string): boolean {
  const { values, precision = {} } = metric;
  const [a, b] = [values[low], values[high]];
  if (a === undefined || b === undefined) return false;
  const rounded = (precision[low] ?? 0) + (precision[high] ?? 0);
  return a - b > rounded + TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}

/** The first two statistics of a trend that cannot both be. */
function disorderOf(metric: Metric): [Figure, Figure] | undefined {
  const ordered = Object.keys(metric.values)
    .flatMap((name) => {
      const q = quantileOf(name);
      return q === undefined ? [] : [{ name, q }];
    })
    .toSorted((a, b) => a.q - b.q)
    .map(({ name }) => name);
  const pairs = [
    ...ordered.slice(1).map((high, at) => [ordered[at] ?? '', high] as const),
    ['min', 'avg'] as const,
    ['avg', 'max'] as const,
  ];
  const wrong = pairs.find(([low, high]) => isAbove(metric, low, high));
  return wrong && [figure(metric, wrong[0]), figure(metric, wrong[1])];
}

/** Values that cannot be below nothing, by kind. Trends and gauges of a script may hold anything. */
function isImpossible({ kind, name, values }: Metric, statistic: string): boolean {
  const value = values[statistic];
  if (value === undefined || !Number.isFinite(value)) return true;
  // A script may count downwards with a counter of its own.
  if (statistic === 'count' || statistic === 'passes' || statistic === 'fails') {
    return value < 0 && (kind !== 'counter' || isOwn(name));
  }
  if (kind === 'rate' && statistic === 'rate') return value < 0 || value > 1 + TOLERANCE;
  return value < 0 && isOwn(name);
}

/** k6's own metrics are counts, times and sizes: none of them is ever negative. */
const isOwn = (name: string) => BUILTIN_METRICS.has(name.split('{', 1)[0] ?? '');

/** A ratio beside the counts that it is made of. */
function ratioDisorder(metric: Metric): [Figure, Figure] | undefined {
  const { rate, passes, fails } = metric.values;
  if (metric.kind !== 'rate' || rate === undefined || passes === undefined || fails === undefined) return undefined;
  const seen = passes + fails;
  const slack = (metric.precision?.rate ?? 0) + TOLERANCE;
  if (seen === 0 || Math.abs(passes / seen - rate) <= slack) return undefined;
  return [figure(metric, 'rate'), figure(metric, 'passes')];
}

/**
 * Throws `impossible-figures` for figures that no run can have, however well the file reads: a negative count, a share
 * above one, p90 above p95, a minimum above the mean. Figures from rounded text are compared within their last places.
 */
export function checkPlausible({ metrics }: Measurement, file: string, line: number): void {
  for (const metric of metrics) {
    const single = Object.keys(metric.values).find((name) => isImpossible(metric, name));
    if (single !== undefined) {
      throw new BuhaError('impossible-figures', { file, line, metric: metric.name, first: figure(metric, single) });
    }
    const pair = (metric.kind === 'trend' ? disorderOf(metric) : undefined) ?? ratioDisorder(metric);
    if (pair) {
      const [first, second] = pair;
      throw new BuhaError('impossible-figures', { file, line, metric: metric.name, first, second });
    }
  }
}
