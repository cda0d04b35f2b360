import { figureOf } from '../../analyse/rounds.ts';
import type { FigureId } from '../../model/comparable.ts';
import type { Comparison } from '../../model/rounds.ts';
import { leastOf, mostOf } from '../../numbers/extremes.ts';
import * as format from '../../text/format.ts';
import { type RoundsWords, roundsWords } from '../../words/rounds.ts';
import { roundNames } from '../view-rounds.ts';
import type { Axis, Chart, ChartSeries, Color, Label } from './chart.ts';
import { goalOf } from './goal-levels.ts';
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

/** What differs by less than this share of the most (0–1) is the same. */
const VARIES = 0.01;

const THROUGHPUT: Bars = { id: 'tps', color: 'green', text: format.rate };
const P95: Bars = { id: 'p95', color: 'orange', text: format.duration };

/** Bars of the medians, a round each; where a round has several runs, these as points and their range. */
function chart(id: string, title: Label, y: Axis, bar: Bars, one: Comparison, labels: readonly string[]): Chart[] {
  const { rounds } = one;
  const known = rounds.flatMap(({ runs }) => runs.flatMap((run) => figureOf(bar.id, run) ?? []));
  // Bars of one height say no more than the table.
  if (known.length === 0 || mostOf(known) - leastOf(known) < VARIES * mostOf(known)) return [];
  const namesIn = (own: RoundsWords) => roundNames(rounds.length, labels, own);
  const isRepeated = rounds.some(({ runs }) => runs.length > 1);
  const text = (own: RoundsWords) =>
    own.charts.text(
      rounds.map(({ figures }, at) => {
        const median = figures[bar.id]?.median;
        return `${namesIn(own)[at]}: ${own.figures[bar.id]} ${median === undefined ? own.missing : bar.text(median)}`;
      }),
    );
  const points: ChartSeries[] = isRepeated
    ? [
        {
          name: words(({ charts }) => charts.eachRun),
          kind: 'points',
          color: 'gray',
          points: rounds.flatMap(({ runs }, at) => runs.map((run) => [at, figureOf(bar.id, run) ?? null] as const)),
        },
      ]
    : [];
  return [
    {
      id,
      title,
      text: { ko: text(roundsWords('ko')), en: text(roundsWords('en')) },
      x: {
        name: words(({ charts }) => charts.round),
        unit: 'count',
        categories: rounds.map((_, at) => words((own) => named(namesIn(own)[at] ?? '').ko)),
      },
      y,
      series: [
        {
          name: words(({ figures }) => figures[bar.id]),
          kind: 'bar',
          color: bar.color,
          points: rounds.map(({ figures }, at) => [at, figures[bar.id]?.median ?? null]),
          isLabelled: !isRepeated,
          whiskers: rounds.flatMap(({ figures }, at) => {
            const spread = figures[bar.id];
            return spread && spread.runs > 1 ? [[at, spread.min, spread.max] as const] : [];
          }),
        },
        ...points,
      ],
      ...(bar.id === 'p95' && { levels: goalOf(rounds.flatMap(({ runs }) => runs)) }),
    },
  ];
}

/** Throughput and p95 of one API, round by round. `number` tells its pictures from those of other APIs. */
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
    { name: named('p95'), unit: 'ms' },
    P95,
    one,
    labels,
  ),
];
