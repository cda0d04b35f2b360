import { isComparable } from '../../analyse/history.ts';
import { judgedScope } from '../../analyse/judged-scope.ts';
import { judgedTimes } from '../../analyse/judged-times.ts';
import type { AnalysedRun } from '../../model/analysed.ts';
import type { PastRun, RunSeries } from '../../model/history.ts';
import * as format from '../../text/format.ts';
import { historyWords } from '../../words/history.ts';
import type { Language } from '../../words/language.ts';
import type { Axis, Chart, ChartSeries, Color, Label } from './chart.ts';
import { both, named } from './texts.ts';

const words = (pick: (one: ReturnType<typeof historyWords>['charts']) => string): Label => ({
  ko: pick(historyWords('ko').charts),
  en: pick(historyWords('en').charts),
});

/** `2026-11-23T14:03:11+09:00` as `11-23 14:03`. */
const shortTime = ({ origin }: PastRun) => origin.startedAt.slice(5, 16).replace('T', ' ');

/** A figure of a run, with all that it takes to draw and to tell it. */
interface Figure {
  readonly name: Label;
  readonly unit: Axis['unit'];
  readonly color: Color;
  readonly of: (run: AnalysedRun) => number | undefined;
  readonly text: (value: number) => string;
}

const TPS: Figure = {
  name: both(({ throughput }) => throughput),
  unit: 'perSec',
  color: 'green',
  of: (run) => judgedScope(run).requestsPerSec,
  text: format.rate,
};
const P95: Figure = {
  name: named('p95'),
  unit: 'ms',
  color: 'orange',
  of: (run) => judgedTimes(judgedScope(run))?.p95,
  text: format.duration,
};
const DELIVERED: Figure = {
  name: words(({ delivered }) => delivered),
  unit: 'share',
  color: 'blue',
  of: ({ verdict }) => verdict.delivered,
  text: format.share,
};
const FAILED: Figure = {
  name: words(({ failed }) => failed),
  unit: 'share',
  color: 'red',
  of: (run) => judgedScope(run).failedRatio,
  text: format.share,
};

const pointsOf = (runs: readonly PastRun[], { of }: Figure) =>
  runs.map((one, at): readonly [number, number | null] => [
    at,
    // What is no measurement leaves a gap.
    (one.run && isComparable(one) ? of(one.run) : undefined) ?? null,
  ]);

function sentence(points: ChartSeries['points'], { name, text }: Figure, language: Language): string[] {
  const values = points.flatMap(([, y]) => (y === null ? [] : [y]));
  const [first, last] = [values[0], values.at(-1)];
  if (first === undefined || last === undefined) return [];
  const facts = { name: name[language], from: text(first), to: text(last), runs: format.count(values.length) };
  return [historyWords(language).charts.fromTo(facts)];
}

/** Two figures over the runs of a series, each with an axis of its own; nothing where neither has two values. */
function trend(id: string, title: Label, runs: readonly PastRun[], left: Figure, right: Figure): Chart[] {
  const [points, points2] = [pointsOf(runs, left), pointsOf(runs, right)];
  const known = (all: ChartSeries['points']) => all.filter(([, y]) => y !== null).length;
  if (Math.max(known(points), known(points2)) < 2) return [];
  const text = (language: Language) =>
    [...sentence(points, left, language), ...sentence(points2, right, language)].join(' ');
  const axis = ({ name, unit }: Figure): Axis => ({ name, unit });
  return [
    {
      id,
      title,
      text: { ko: text('ko'), en: text('en') },
      x: { name: words(({ run }) => run), unit: 'count', categories: runs.map((one) => named(shortTime(one))) },
      y: axis(left),
      y2: axis(right),
      series: [
        { name: left.name, kind: 'line', color: left.color, points, hasSymbols: true },
        {
          name: right.name,
          kind: 'line',
          color: right.color,
          points: points2,
          isSecond: true,
          dash: 'dashed',
          hasSymbols: true,
        },
      ],
    },
  ];
}

/** How the figures of a series went from run to run; empty for fewer than two runs that can be compared. */
export const historyCharts = ({ runs }: RunSeries): Chart[] => [
  ...trend(
    'figures',
    words(({ figures }) => figures),
    runs,
    TPS,
    P95,
  ),
  ...trend(
    'shares',
    words(({ shares }) => shares),
    runs,
    DELIVERED,
    FAILED,
  ),
];
