import type { Metric } from './measurement.ts';

const byNames = new WeakMap<readonly Metric[], ReadonlyMap<string, Metric>>();

/** The metric of a name, the first of several; undefined where there is none. Looks at all of them once, not for each name. */
export function metricNamed(metrics: readonly Metric[], name: string): Metric | undefined {
  let byName = byNames.get(metrics);
  if (!byName) {
    byName = new Map(metrics.toReversed().map((metric) => [metric.name, metric]));
    byNames.set(metrics, byName);
  }
  return byName.get(name);
}
