import { ranOf } from '../../analyse/delivered-share.ts';
import { isComparable } from '../../analyse/history.ts';
import { changePointsOf, throughputOf } from '../../analyse/history-changes.ts';
import { judgedScope } from '../../analyse/judged-scope.ts';
import { shownTimes } from '../../analyse/judged-times.ts';
import { isTestOfLevels, metPerSec } from '../../analyse/scaling.ts';
import type { AnalysedRun } from '../../model/analysed.ts';
import type { ChangePoint, PastRun, RunSeries } from '../../model/history.ts';
import { leastOf, mostOf } from '../../numbers/extremes.ts';
import * as format from '../../text/format.ts';
import { historyWords } from '../../words/history.ts';
import type { Language } from '../../words/language.ts';
import type { Axis, Chart, ChartSeries, Color, Label } from './chart.ts';
import { goalOf } from './goal-levels.ts';
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
  // The mean over the levels of a test of them is no throughput of any.
  of: throughputOf,
  text: format.rate,
};
const P95: Figure = {
  name: named('p95'),
  unit: 'ms',
  color: 'orange',
  of: (run) => shownTimes(judgedScope(run))?.p95,
  text: format.duration,
};
/** Instead of the p95, which would be one over all levels. */
const MET: Figure = {
  name: both(({ throughput }) => throughput),
  unit: 'perSec',
  color: 'orange',
  of: metPerSec,
  text: format.rate,
};
const DELIVERED: Figure = {
  name: words(({ delivered }) => delivered),
  unit: 'share',
  color: 'blue',
  of: ranOf,
  text: format.share,
};
const FAILED: Figure = {
  name: words(({ failed }) => failed),
  unit: 'share',
  color: 'red',
  of: (run) => judgedScope(run).failedRatio,
  text: format.cutShare,
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

/** What differs by less than this, of a share in points and of others as a share of the most (0–1), is a level line. */
const VARIES = 0.01;

/** Begins of runs as they tell them apart: to the minute, to the second where two share it, numbered where these do. */
function timesOf(runs: readonly PastRun[]): string[] {
  const isOnce = (texts: readonly string[]) => (text: string) => texts.indexOf(text) === texts.lastIndexOf(text);
  const [minutes, seconds] = [
    runs.map(shortTime),
    runs.map(({ origin }) => origin.startedAt.slice(5, 19).replace('T', ' ')),
  ];
  const [isOwnMinute, isOwnSecond] = [isOnce(minutes), isOnce(seconds)];
  return runs.map((_, at) => {
    const [minute = '', second = ''] = [minutes[at], seconds[at]];
    if (isOwnMinute(minute)) return minute;
    return isOwnSecond(second)
      ? second
      : `${second} (${seconds.slice(0, at + 1).filter((one) => one === second).length})`;
  });
}

/** One figure over the runs of a series; nothing where fewer than two have it, or where it is the same in all: the table tells that. */
function trend(
  id: string,
  title: Label,
  runs: readonly PastRun[],
  figure: Figure,
  changes: readonly ChangePoint[],
  levels: Chart['levels'] = [],
): Chart[] {
  const points = pointsOf(runs, figure);
  const known = points.flatMap(([, y]) => (y === null ? [] : [y]));
  if (known.length < 2) return [];
  const most = mostOf(known);
  if (most - leastOf(known) < VARIES * (figure.unit === 'share' ? 1 : most)) return [];
  const text = (language: Language) => sentence(points, figure, language).join(' ');
  return [
    {
      id,
      title,
      text: { ko: text('ko'), en: text('en') },
      x: { name: words(({ run }) => run), unit: 'count', categories: timesOf(runs).map((time) => named(time)) },
      y: { name: figure.name, unit: figure.unit },
      series: [{ name: figure.name, kind: 'line', color: figure.color, points, hasSymbols: true }],
      levels,
      ...(changes.length > 0 && { places: changes.map(placeOf) }),
    },
  ];
}

/** Where figures are others from then on. */
const placeOf = ({ at, change }: ChangePoint) => {
  const text = (language: Language) =>
    historyWords(language).changePlace(format.count(at + 1), format.signedShare(change));
  return { value: at, name: { ko: text('ko'), en: text('en') } };
};

/** How the figures of a series went from run to run; empty for fewer than two runs that can be compared. */
export function historyCharts(series: RunSeries): Chart[] {
  const { runs } = series;
  const found = changePointsOf(series);
  const of = (figure: ChangePoint['figure']) => found.filter((one) => one.figure === figure);
  const known = runs.flatMap(({ run }) => run ?? []);
  const first = known.some(isTestOfLevels)
    ? [
        ...trend(
          'met',
          words(({ met }) => met),
          runs,
          MET,
          of('met'),
        ),
        ...trend(
          'throughput',
          words(({ most }) => most),
          runs,
          TPS,
          of('tps'),
        ),
      ]
    : [
        ...trend(
          'p95',
          words(({ p95 }) => p95),
          runs,
          P95,
          of('p95'),
          goalOf(known),
        ),
        ...trend(
          'throughput',
          words(({ throughput }) => throughput),
          runs,
          TPS,
          of('tps'),
        ),
      ];
  return [
    ...first,
    ...trend(
      'delivered',
      words(({ deliveredTrend }) => deliveredTrend),
      runs,
      DELIVERED,
      [],
    ),
    ...trend(
      'failed',
      words(({ failedTrend }) => failedTrend),
      runs,
      FAILED,
      [],
    ),
  ];
}
