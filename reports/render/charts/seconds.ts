import type { AnalysedRun } from '../../model/analysed.ts';
import type { TimedLatency, Timeline, TimelineLane } from '../../model/timeline.ts';
import type { Steps } from '../../numbers/steps.ts';
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

type Points = ChartSeries['points'];
/** Seconds from `from` to `to` without it that share a value; none where it is not a number. */
type Values = Iterable<{ readonly from: number; readonly to: number; readonly value: number }>;

const pointOf = (second: number, value: number): Points[number] => [second, Number.isNaN(value) ? null : value];

/**
 * What a time line says of every second, in at most so many points: where it has more seconds, of every so many in a row
 * the least and the greatest. Only seconds that hold something are looked at.
 */
function points({ seconds }: Timeline, mostPoints: number, between: (from: number, to: number) => Values): Points {
  const width = widthFor(seconds, mostPoints);
  const made: Points[number][] = [];
  for (let from = 0; from < seconds; from += width) {
    const values = between(from, Math.min(seconds, from + width));
    const all =
      width === 1
        ? Array.from(values, ({ value }) => pointOf(from, value))
        : thinned(
            Array.from(values, (one) => pointOf(one.from, one.value)),
            width,
          );
    for (const one of all) made.push(one);
  }
  return made;
}

/** Fewer seconds than these leave no line without their last. */
const LEAST_SECONDS = 3;

/**
 * Where the whole seconds of a run end: it seldom ends with a second, so that what ended in its last one is that of a part, and
 * k6 may count its users once more behind it. Longer without any answer is no end.
 */
export function wholeUntil({ seconds, total }: Timeline): number {
  const counts = total.requests.sum() > 0 ? total.requests : total.iterations;
  let end = 0;
  for (const { to, value } of counts.between()) if (value > 0) end = to;
  if (end < LEAST_SECONDS || end < seconds - 1) return seconds;
  return (counts.at(end - 1) ?? 0) < (counts.at(end - 2) ?? 0) ? end - 1 : end;
}

/** What every second of a run counts, a gap where there is nothing; of many seconds as many as a line may have. */
export function each(timeline: Timeline, values: Steps | undefined, mostPoints: number): Points {
  const end = values ? wholeUntil(timeline) : 0;
  return points(timeline, mostPoints, (from, to) => [
    ...(values?.between(from, Math.min(to, end)) ?? []),
    ...(to > end ? [{ from: Math.max(from, end), to, value: Number.NaN }] : []),
  ]);
}

/** Likewise a quantile of the response times. */
export const eachQuantile = (timeline: Timeline, latency: TimedLatency, q: number, mostPoints: number): Points =>
  points(timeline, mostPoints, (from, to) => {
    const held = Array.from(latency.seconds(from, to), (second) => ({
      ...{ from: second, to: second + 1 },
      value: latency.over(second, second + 1)?.quantile(q) ?? Number.NaN,
    }));
    return held.length > 0 ? held : [{ from, to, value: Number.NaN }];
  });

/** Thins the series of a chart that have more points than it may have, all alike, and says so; `seconds` of its time line. */
export function readable(chart: Chart, mostPoints: number, seconds = 0): Chart {
  const width = widthFor(
    chart.series.reduce((longest, one) => Math.max(longest, one.points.length), seconds),
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
      const isOpen = plan.model === 'open';
      const short = isOpen ? `${format.level(ramp.to)}/s` : format.count(ramp.to);
      return {
        from: seconds?.from ?? 0,
        to: seconds?.to ?? 0,
        name: isOpen ? named(short) : both((words) => words.heldVus(short)),
        short: named(short),
      };
    });
}
