import { figureOf, JUDGED_IDS } from '../../analyse/rounds.ts';
import type { FigureId } from '../../model/comparable.ts';
import type { Comparison } from '../../model/rounds.ts';
import { leastOf, mostOf } from '../../numbers/extremes.ts';
import * as format from '../../text/format.ts';
import { type RoundsWords, roundsWords } from '../../words/rounds.ts';
import { roundNames } from '../round-names.ts';
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

/** Bars of the means, a round each; where a round has several runs, these as points and their range. */
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
        const mean = figures[bar.id]?.mean;
        return `${namesIn(own)[at]}: ${own.figures[bar.id]} ${mean === undefined ? own.missing : bar.text(mean)}`;
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
          points: rounds.map(({ figures }, at) => [at, figures[bar.id]?.mean ?? null]),
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

/** What became of times and rates of one API, each with its interval; nothing where no round was measured more than once. */
export function changesChart({ rounds }: Comparison, number: number, labels: readonly string[]): Chart[] {
  const known = rounds.flatMap(({ changes }, at) =>
    JUDGED_IDS.flatMap((id) => {
      const { gain, range, unit } = changes[id] ?? {};
      return range && gain !== undefined && unit === 'ratio' ? [{ id, at, gain, range }] : [];
    }),
  );
  if (known.length === 0) return [];
  const nameIn = (own: RoundsWords, { id, at }: (typeof known)[number]) =>
    rounds.length === 2 ? own.figures[id] : `${own.figures[id]} ${roundNames(rounds.length, labels, own)[at]}`;
  const text = (own: RoundsWords) =>
    own.charts.text(known.map((one) => `${nameIn(own, one)}: ${own.between(one.range, 'ratio')}`));
  return [
    {
      id: `changes-${number}`,
      title: words(({ charts }) => charts.changes),
      text: { ko: text(roundsWords('ko')), en: text(roundsWords('en')) },
      x: {
        name: words(({ changeColumns }) => changeColumns.figure),
        unit: 'names',
        categories: known.map((one) => words((own) => nameIn(own, one))),
      },
      y: { name: words(({ charts }) => charts.change), unit: 'share' },
      series: [
        {
          name: words(({ charts }) => charts.change),
          kind: 'points',
          color: 'blue',
          points: known.map(({ gain }, at) => [at, gain]),
          whiskers: known.map(({ range: [low, high] }, at) => [at, low, high]),
          isLabelled: true,
        },
      ],
      levels: [{ value: 0, name: words(({ charts }) => charts.none) }],
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
