import type { Timeline } from '../../model/timeline.ts';
import * as format from '../../text/format.ts';
import type { Chart, ChartSeries, Color, Label } from './chart.ts';
import { each, SECONDS } from './seconds.ts';
import { both } from './texts.ts';
import { summed, widthFor } from './thin.ts';

const COLORS: readonly Color[] = ['red', 'orange', 'purple', 'blue', 'sky'];
/** Bars that are narrower than this many of the width of a chart cannot be seen. */
const MOST_BARS = 240;

interface Kind {
  readonly name: Label;
  readonly color: Color;
  readonly points: ChartSeries['points'];
  readonly count: number;
}

/** Failures by their answer, the most frequent first; what colours do not tell apart is put together. */
function kinds(timeline: Timeline): Kind[] {
  const sum = (counts: Float64Array) => counts.reduce((all, one) => all + one, 0);
  const listed = timeline.errors
    .map(({ status, errorCode, failed }) => ({ status, errorCode, failed, count: sum(failed) }))
    .toSorted((a, b) => b.count - a.count);
  const rest = listed.length > COLORS.length + 1 ? listed.slice(COLORS.length) : [];
  return [
    ...listed.slice(0, listed.length - rest.length).map(({ status, errorCode, failed, count }, at) => ({
      name: both((words) => words.error(status, errorCode)),
      color: COLORS[at] ?? 'gray',
      points: each(timeline, (second) => failed[second]),
      count,
    })),
    ...(rest.length > 0
      ? [
          {
            name: both((words) => words.otherErrors(String(rest.length))),
            color: 'gray' as const,
            points: each(timeline, (second) => rest.reduce((all, { failed }) => all + (failed[second] ?? 0), 0)),
            count: rest.reduce((all, { count }) => all + count, 0),
          },
        ]
      : []),
  ];
}

/** Failures over time by status and error code; of a long run those of several seconds in one bar. */
export function errorsChart(timeline: Timeline): Chart[] {
  const found = kinds(timeline);
  if (found.length === 0) return [];
  const width = widthFor(timeline.seconds, MOST_BARS, 1);
  return [
    {
      id: 'errors',
      title: both(({ titles }) => titles.errors),
      text: both((words, language) =>
        words.texts.errors(found.map(({ name, count }) => `${name[language]} ${format.count(count)}`)),
      ),
      x: SECONDS,
      y: { name: both((words) => words.failedPer(String(width))), unit: 'count' },
      series: found.map(({ name, color, points }) => ({
        ...{ name, kind: 'bar', isStacked: true, color },
        points: summed(points, width),
      })),
      ...(width > 1 && { note: both((words) => words.summed(String(width))) }),
    },
  ];
}
