import type { AnalysedRun } from '../../model/analysed.ts';
import type { Timeline, TimelineLane } from '../../model/timeline.ts';
import * as format from '../../text/format.ts';
import type { Chart, ChartSeries } from './chart.ts';
import { both, named } from './texts.ts';
import { thinned, widthFor } from './thin.ts';

/** What a chart of a run is about: all of it, or one scenario. */
export interface Scoped {
  readonly run: AnalysedRun;
  readonly timeline: Timeline;
  readonly lane: TimelineLane;
  /** Undefined for all scenarios together. */
  readonly scenario: string | undefined;
  /** Points that a line may have. */
  readonly mostPoints: number;
}

export const SECONDS = { name: both(({ seconds }) => seconds), unit: 'seconds', isTime: true } as const;

/** A value of every second of a run; a gap where there is none. */
export const each = (timeline: Timeline, value: (second: number) => number | undefined): ChartSeries['points'] =>
  Array.from({ length: timeline.seconds }, (_, second): readonly [number, number | null] => {
    const found = value(second);
    return [second, found === undefined || Number.isNaN(found) ? null : found];
  });

/** Thins the series of a chart that have more points than it may have, all alike, and says so. */
export function readable(chart: Chart, mostPoints: number): Chart {
  const width = widthFor(
    chart.series.reduce((longest, { points }) => Math.max(longest, points.length), 0),
    mostPoints,
  );
  if (width === 1) return chart;
  return {
    ...chart,
    series: chart.series.map((one) =>
      one.points.length <= mostPoints ? one : { ...one, points: thinned(one.points, width) },
    ),
    note: both((words) => words.thinned(String(width))),
  };
}

/** The first of the highest points. */
export const highest = (points: ChartSeries['points']): readonly [number, number] | undefined =>
  points.reduce<readonly [number, number] | undefined>(
    (best, [x, y]) => (y !== null && (best === undefined || y > best[1]) ? [x, y] : best),
    undefined,
  );

/** Levels that the scenario held, or the only one that has any. */
export function bandsOf({ run, scenario }: Scoped): NonNullable<Chart['bands']> {
  const plans = new Set(run.stages.map(({ plan }) => plan.name));
  const own = scenario ?? (plans.size === 1 ? [...plans][0] : undefined);
  return run.stages
    .filter(({ plan, seconds, isPlateau }) => plan.name === own && seconds && isPlateau)
    .map(({ seconds, plan, ramp }) => {
      const short = plan.model === 'open' ? `${format.level(ramp.to)}/s` : format.count(ramp.to);
      return {
        from: seconds?.from ?? 0,
        to: seconds?.to ?? 0,
        name: named(plan.model === 'open' ? short : `VU ${short}`),
        short: named(short),
      };
    });
}
