import { carriedPerSec } from '../../analyse/experiment.ts';
import { judgedScope } from '../../analyse/judged-scope.ts';
import { judgedTimes } from '../../analyse/judged-times.ts';
import type { AnalysedRun } from '../../model/analysed.ts';
import type { Experiment, Variant } from '../../model/experiment.ts';
import type { Spread } from '../../model/rounds.ts';
import { mostOf } from '../../numbers/extremes.ts';
import * as format from '../../text/format.ts';
import { type ExperimentWords, experimentWords } from '../../words/experiment.ts';
import type { Language } from '../../words/language.ts';
import { roundsWords } from '../../words/rounds.ts';
import { tickAbove } from './axes.ts';
import type { Axis, Chart, ChartSeries, Color, Label } from './chart.ts';
import { goalOf } from './goal-levels.ts';
import { both, named } from './texts.ts';

const words = (pick: (one: ExperimentWords) => string): Label => ({
  ko: pick(experimentWords('ko')),
  en: pick(experimentWords('en')),
});

const FORETOLD = words((one) => one.foretold);

interface Figure {
  readonly id: string;
  readonly color: Color;
  readonly of: (run: AnalysedRun) => number | undefined;
  readonly spread: (variant: Variant) => Spread | undefined;
  readonly text: (value: number) => string;
}

const TPS: Figure = {
  id: 'experiment',
  color: 'green',
  of: carriedPerSec,
  spread: ({ perSec }) => perSec,
  text: format.rate,
};
const P95: Figure = {
  id: 'experiment-p95',
  color: 'orange',
  of: (run) => judgedTimes(judgedScope(run))?.p95,
  spread: ({ p95Ms }) => p95Ms,
  text: format.duration,
};

/** What the hypothesis foretells: throughput grows with the rows, from what it allows the smallest value, or that served. */
function foretold({ variants, allowedPerSec }: Experiment): ChartSeries['points'] {
  const [small] = variants;
  const from = allowedPerSec ?? small?.perSec?.mean;
  if (!small || from === undefined || small.value <= 0) return [];
  return variants.map(({ value }, at) => [at, (from * value) / small.value]);
}

function chart(
  { varied, variants }: Experiment,
  figure: Figure,
  title: Label,
  y: Axis,
  further: readonly ChartSeries[],
): Chart {
  const text = (language: Language) => {
    const told = variants.flatMap((variant) => {
      const mean = figure.spread(variant)?.mean;
      return mean === undefined ? [] : [{ value: format.count(variant.value), figure: figure.text(mean) }];
    });
    return experimentWords(language).chartText(y.name[language], told, varied);
  };
  return {
    id: figure.id,
    title,
    text: { ko: text('ko'), en: text('en') },
    x: {
      name: words((one) => one.varied[varied]),
      unit: 'names',
      categories: variants.map(({ value }) => named(format.count(value))),
    },
    y,
    series: [
      {
        ...{ name: words((one) => one.mean), kind: 'line', color: figure.color, hasSymbols: true },
        points: variants.map((variant, at) => [at, figure.spread(variant)?.mean ?? null]),
        whiskers: variants.flatMap((variant, at) => {
          const spread = figure.spread(variant);
          return spread && spread.runs > 1 ? [[at, spread.min, spread.max] as const] : [];
        }),
      },
      {
        name: { ko: roundsWords('ko').charts.eachRun, en: roundsWords('en').charts.eachRun },
        kind: 'points',
        color: 'blue',
        points: variants.flatMap(({ runs }, at) => runs.map((run) => [at, figure.of(run) ?? null] as const)),
      },
      ...further,
    ],
  };
}

/** What is foretold may lie beyond this many times what was measured: then it leaves the picture, which would else hold nothing. */
const MOST_BEYOND = 2;

/** The axis of throughput, and what its text says of a line that leaves it. */
function withForetold(chartOf: Chart, { varied, variants }: Experiment, foretoldPoints: ChartSeries['points']): Chart {
  const measured = mostOf(
    chartOf.series.flatMap(({ name, points }) => (name === FORETOLD ? [] : points.map(([, y]) => y ?? 0))),
  );
  const most = foretoldPoints.at(-1)?.[1];
  const value = variants.at(-1)?.value;
  if (most === undefined || most === null || value === undefined || most <= MOST_BEYOND * measured) return chartOf;
  const told = (language: Language) =>
    `${chartOf.text[language]} ${experimentWords(language).foretoldMost({ value: format.count(value), perSec: format.about(most), varied })}`;
  return {
    ...chartOf,
    y: { ...chartOf.y, most: tickAbove(MOST_BEYOND * measured) },
    text: { ko: told('ko'), en: told('en') },
  };
}

/** Throughput beside what the hypothesis foretells, and p95, against the varied value, with every run as a point. */
export function experimentCharts(experiment: Experiment): Chart[] {
  const points = foretold(experiment);
  const line: ChartSeries[] =
    points.length > 1 ? [{ name: FORETOLD, kind: 'line', color: 'gray', dash: 'dashed', points }] : [];
  const perSec: Axis = { name: both(({ throughput }) => throughput), unit: 'perSec' };
  const goal = goalOf(experiment.variants.flatMap(({ runs }) => runs));
  return [
    withForetold(
      chart(
        experiment,
        TPS,
        words((one) => one.chart(experiment.varied)),
        perSec,
        line,
      ),
      experiment,
      points,
    ),
    {
      ...chart(
        experiment,
        P95,
        words((one) => one.chartP95(experiment.varied)),
        { name: named('p95'), unit: 'ms' },
        [],
      ),
      levels: goal,
    },
  ];
}
