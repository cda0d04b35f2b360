import type { AnalysedRun } from '../../model/analysed.ts';
import { leastOf, mostOf } from '../../numbers/extremes.ts';
import type { Chart, Color } from './chart.ts';
import { bandsOf, eachQuantile, highest, readable, SECONDS } from './seconds.ts';
import { both, named } from './texts.ts';

const COLORS: readonly Color[] = ['orange', 'blue', 'green', 'purple', 'gray'];
/** Times that are so many times apart need a logarithmic axis. */
const LOG_FROM = 30;

/** p95 of the requests that take most of the time, second by second. */
export function requestsChart(run: AnalysedRun, mostPoints: number): Chart[] {
  const { timeline } = run.measured;
  const all = Object.entries(timeline?.requests ?? {});
  if (!timeline || all.length < 2) return [];
  const series = all.map(([name, latency], at) => ({
    name: named(name),
    kind: 'line' as const,
    color: COLORS[at % COLORS.length] ?? 'gray',
    points: eachQuantile(timeline, latency, 0.95, mostPoints),
  }));
  const tops = series.flatMap(({ points }) => highest(points)?.[1] ?? []);
  const isLog = mostOf(tops) > LOG_FROM * Math.max(leastOf(tops), 1e-3);
  const whole = { run, timeline, lane: timeline.total, scenario: undefined, mostPoints };
  return [
    readable(
      {
        id: 'requests',
        title: both(({ titles }) => titles.requests),
        text: both(({ texts }) => texts.requests(series.map(({ name }) => name.en))),
        x: SECONDS,
        y: { name: both(({ responseTime }) => responseTime), unit: 'ms', isLog },
        series,
        bands: bandsOf(whole),
      },
      mostPoints,
      timeline.seconds,
    ),
  ];
}
