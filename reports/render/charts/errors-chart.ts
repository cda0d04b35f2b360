import type { Timeline, TimelineErrors } from '../../model/timeline.ts';
import * as format from '../../text/format.ts';
import type { Chart, ChartSeries, Color, Label } from './chart.ts';
import { SECONDS } from './seconds.ts';
import { both } from './texts.ts';
import { widthFor } from './thin.ts';

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
function kinds(timeline: Timeline, width: number): Kind[] {
  const bars = (all: readonly TimelineErrors[]) =>
    Array.from({ length: Math.ceil(timeline.seconds / width) }, (_, bar): [number, number] => [
      bar * width,
      all.reduce((sum, { failed }) => sum + failed.sum(bar * width, (bar + 1) * width), 0),
    ]);
  const listed = timeline.errors
    .map((one) => ({ ...one, count: one.failed.sum() }))
    .toSorted((a, b) => b.count - a.count);
  const rest = listed.length > COLORS.length + 1 ? listed.slice(COLORS.length) : [];
  return [
    ...listed.slice(0, listed.length - rest.length).map((one, at) => ({
      name: both((words) => words.error(one.status, one.errorCode)),
      color: COLORS[at] ?? 'gray',
      points: bars([one]),
      count: one.count,
    })),
    ...(rest.length > 0
      ? [
          {
            name: both((words) => words.otherErrors(String(rest.length))),
            color: 'gray' as const,
            points: bars(rest),
            count: rest.reduce((all, { count }) => all + count, 0),
          },
        ]
      : []),
  ];
}

/** Failures over time by status and error code; of a long run those of several seconds in one bar. */
export function errorsChart(timeline: Timeline): Chart[] {
  const width = widthFor(timeline.seconds, MOST_BARS, 1);
  const found = kinds(timeline, width);
  if (found.length === 0) return [];
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
        points,
      })),
      ...(width > 1 && { note: both((words) => words.summed(String(width))) }),
    },
  ];
}
