import type { Criterion, Measurement, Threshold } from '../model/run.ts';

/** k6's threshold grammar: an aggregation, a comparison, a number as Go reads it. */
const EXPRESSION =
  /^\s*([a-z]+(?:\(\s*[\d.]+\s*\))?)\s*(<=|>=|<|>|===|==|!=)\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*$/;

function criterion(threshold: Threshold, measured: Measurement): Criterion {
  const [, statistic, comparison, limit] = threshold.expression.match(EXPRESSION) ?? [];
  const metric = measured.metrics.find(({ name }) => name === threshold.metric);
  const stat = statistic?.replaceAll(' ', '');
  return {
    ...threshold,
    statistic: stat,
    comparison,
    limit: limit === undefined ? undefined : Number(limit),
    actual: stat === undefined || threshold.samples === 0 ? undefined : metric?.values[stat],
    kind: metric?.kind,
  };
}

/** Every threshold with the figure it was judged on. */
export function criteriaOf(measured: Measurement): Criterion[] {
  return measured.thresholds.map((threshold) => criterion(threshold, measured));
}
