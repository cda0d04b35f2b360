import type { AnalysedRun } from '../../model/analysed.ts';
import * as format from '../../text/format.ts';
import type { Chart } from './chart.ts';
import { readable, SECONDS } from './seconds.ts';
import { both, named } from './texts.ts';

/** Charts of metrics that a page has room for. */
const MOST_CHARTS = 12;

/** What the monitoring of the tested system says, on the clock of the run: one chart a metric, for units differ. */
export function serverCharts({ serverMetrics = [], measured: { timeline } }: AnalysedRun, mostPoints: number): Chart[] {
  if (!timeline) return [];
  const { startMs, seconds } = timeline;
  return serverMetrics.slice(0, MOST_CHARTS).flatMap(({ name, points }, at): Chart[] => {
    const own = points
      .map(([ms, value]): readonly [number, number | null] => [(ms - startMs) / 1000, value])
      .filter(([second]) => second >= 0 && second <= seconds);
    const values = own.flatMap(([, value]) => (value === null ? [] : [value]));
    if (values.length === 0) return [];
    const most = values.reduce((a, b) => Math.max(a, b));
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const { ko: shown } = named(name);
    return [
      readable(
        {
          id: `server-${at + 1}`,
          title: both(({ titles }) => titles.server(shown)),
          text: both(({ texts }) =>
            texts.server({ name: shown, mean: format.figure(mean), most: format.figure(most) }),
          ),
          x: SECONDS,
          y: { name: named(name), unit: 'figure' },
          series: [{ name: named(name), kind: 'line', color: 'purple', points: own }],
        },
        mostPoints,
      ),
    ];
  });
}
