import { figuresOfMetric, valuesIn } from '../analyse/server-metrics.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import * as format from '../text/format.ts';
import { code } from '../text/markdown-text.ts';

/** Metrics of the tested system while the load was on; names as the monitoring has them. */
export interface ServerMetricRow {
  name: string;
  mean: string;
  min: string;
  max: string;
  points: string;
}

/** Empty where nobody gave any. Without a time line they are of the whole run. */
export function serverMetricRows({ serverMetrics = [], measured, loadWindow }: AnalysedRun): ServerMetricRow[] {
  const { timeline } = measured;
  return serverMetrics.flatMap((metric) => {
    const all = metric.points.map(([, value]) => value);
    const values = timeline && loadWindow ? valuesIn(metric, timeline.startMs, loadWindow) : all;
    const figures = figuresOfMetric(values.length > 0 ? values : all);
    if (!figures) return [];
    const { mean, min, max, points } = figures;
    return [
      {
        name: code(metric.name),
        mean: format.figure(mean),
        min: format.figure(min),
        max: format.figure(max),
        points: format.count(points),
      },
    ];
  });
}
