import { carriedPerSec } from '../../analyse/experiment.ts';
import { judgedScope } from '../../analyse/judged-scope.ts';
import { judgedTimes } from '../../analyse/judged-times.ts';
import type { AnalysedRun } from '../../model/analysed.ts';
import type { Experiment, Variant } from '../../model/experiment.ts';
import type { Spread } from '../../model/rounds.ts';
import * as format from '../../text/format.ts';
import { type ExperimentWords, experimentWords } from '../../words/experiment.ts';
import { roundsWords } from '../../words/rounds.ts';
import type { Axis, Chart, ChartSeries, Color, Label } from './chart.ts';
import { goalOf } from './goal-levels.ts';
import { both, named } from './texts.ts';

const words = (pick: (one: ExperimentWords) => string): Label => ({
  ko: pick(experimentWords('ko')),
  en: pick(experimentWords('en')),
});

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
  const from = allowedPerSec ?? small?.perSec?.median;
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
  const text = variants
    .map((variant) => {
      const median = figure.spread(variant)?.median;
      return `${format.count(variant.value)}: ${median === undefined ? '-' : figure.text(median)}`;
    })
    .join(', ');
  return {
    id: figure.id,
    title,
    text: { ko: `${y.name.ko} ${text}.`, en: `${y.name.en} ${text}.` },
    x: {
      name: words((one) => one.varied[varied]),
      unit: 'names',
      categories: variants.map(({ value }) => named(format.count(value))),
    },
    y,
    series: [
      {
        ...{ name: words((one) => one.median), kind: 'line', color: figure.color, hasSymbols: true },
        points: variants.map((variant, at) => [at, figure.spread(variant)?.median ?? null]),
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

/** Throughput beside what the hypothesis foretells, and p95, against the varied value, with every run as a point. */
export function experimentCharts(experiment: Experiment): Chart[] {
  const points = foretold(experiment);
  const line: ChartSeries[] =
    points.length > 1
      ? [{ name: words((one) => one.foretold), kind: 'line', color: 'gray', dash: 'dashed', points }]
      : [];
  const perSec: Axis = { name: both(({ throughput }) => throughput), unit: 'perSec' };
  const goal = goalOf(experiment.variants.flatMap(({ runs }) => runs));
  return [
    chart(
      experiment,
      TPS,
      words((one) => one.chart),
      perSec,
      line,
    ),
    {
      ...chart(
        experiment,
        P95,
        words((one) => one.chartP95),
        { name: named('p95'), unit: 'ms' },
        [],
      ),
      levels: goal,
    },
  ];
}
