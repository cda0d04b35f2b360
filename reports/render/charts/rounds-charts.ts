import { figureOf } from '../../analyse/rounds.ts';
import type { FigureId } from '../../model/comparable.ts';
import type { Comparison } from '../../model/rounds.ts';
import * as format from '../../text/format.ts';
import { type RoundsWords, roundsWords } from '../../words/rounds.ts';
import { roundNames } from '../view-rounds.ts';
import type { Axis, Chart, ChartSeries, Color, Label } from './chart.ts';
import { both, named } from './texts.ts';

const words = (pick: (one: RoundsWords) => string): Label => ({
  ko: pick(roundsWords('ko')),
  en: pick(roundsWords('en')),
});

interface Bars {
  readonly id: FigureId;
  readonly color: Color;
  readonly text: (value: number) => string;
}

const THROUGHPUT: readonly Bars[] = [{ id: 'tps', color: 'green', text: format.rate }];
const LATENCIES: readonly Bars[] = [
  { id: 'med', color: 'blue', text: format.duration },
  { id: 'p95', color: 'orange', text: format.duration },
  { id: 'p99', color: 'purple', text: format.duration },
];

/** Bars of the medians, one group a round, with the runs behind them as points. */
function chart(id: string, title: Label, y: Axis, bars: readonly Bars[], one: Comparison, labels: readonly string[]) {
  const { rounds } = one;
  const known = bars.filter((bar) => rounds.some(({ figures }) => figures[bar.id]));
  if (known.length === 0) return [];
  const names = (own: RoundsWords) => roundNames(rounds.length, labels, own).map((name) => named(name));
  const nameOf = (at: number): Label => ({
    ko: names(roundsWords('ko'))[at]?.ko ?? '',
    en: names(roundsWords('en'))[at]?.en ?? '',
  });
  const barsOf = (bar: Bars): ChartSeries => ({
    name: words(({ figures }) => figures[bar.id]),
    kind: 'bar',
    color: bar.color,
    points: rounds.map(({ figures }, at) => [at, figures[bar.id]?.median ?? null]),
  });
  // Behind several bars of a group nobody could tell whose points they are.
  const [only] = known;
  const isRepeated = rounds.some(({ runs }) => runs.length > 1);
  const points: ChartSeries[] =
    known.length === 1 && only && isRepeated
      ? [
          {
            name: words(({ charts }) => charts.eachRun),
            kind: 'points',
            color: 'gray',
            points: rounds.flatMap(({ runs }, at) => runs.map((run) => [at, figureOf(only.id, run) ?? null] as const)),
          },
        ]
      : [];
  const text = (own: RoundsWords) =>
    own.charts.text(
      rounds.map(({ figures }, at) => {
        const values = known.map((bar) => {
          const median = figures[bar.id]?.median;
          return `${own.figures[bar.id]} ${median === undefined ? own.missing : bar.text(median)}`;
        });
        return `${roundNames(rounds.length, labels, own)[at]}: ${values.join(', ')}`;
      }),
    );
  return [
    {
      id,
      title,
      text: { ko: text(roundsWords('ko')), en: text(roundsWords('en')) },
      x: {
        name: words(({ charts }) => charts.round),
        unit: 'count' as const,
        categories: rounds.map((_, at) => nameOf(at)),
      },
      y,
      series: [...known.map(barsOf), ...points],
    },
  ];
}

/** Throughput and response times of one API, round by round. `number` tells its pictures from those of other APIs. */
export const roundsCharts = (one: Comparison, number: number, labels: readonly string[]): Chart[] => [
  ...chart(
    `throughput-${number}`,
    words(({ charts }) => charts.throughput),
    { name: both(({ throughput }) => throughput), unit: 'perSec' },
    THROUGHPUT,
    one,
    labels,
  ),
  ...chart(
    `latency-${number}`,
    words(({ charts }) => charts.latency),
    { name: both(({ responseTime }) => responseTime), unit: 'ms' },
    LATENCIES,
    one,
    labels,
  ),
];
