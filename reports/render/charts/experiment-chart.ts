import { judgedScope } from '../../analyse/judged-scope.ts';
import { judgedTimes } from '../../analyse/judged-times.ts';
import type { AnalysedRun } from '../../model/analysed.ts';
import type { Experiment, Variant } from '../../model/experiment.ts';
import * as format from '../../text/format.ts';
import { type ExperimentWords, experimentWords } from '../../words/experiment.ts';
import { roundsWords } from '../../words/rounds.ts';
import type { Chart, ChartSeries, Color, Label } from './chart.ts';
import { both, named } from './texts.ts';

const words = (pick: (one: ExperimentWords) => string): Label => ({
  ko: pick(experimentWords('ko')),
  en: pick(experimentWords('en')),
});

/** The runs of every value as points. */
const runsOf = (
  variants: readonly Variant[],
  color: Color,
  of: (run: AnalysedRun) => number | undefined,
  isSecond: boolean,
): ChartSeries => ({
  name: {
    ko: `${isSecond ? 'p95: ' : ''}${roundsWords('ko').charts.eachRun}`,
    en: `${isSecond ? 'p95: ' : ''}${roundsWords('en').charts.eachRun}`,
  },
  kind: 'points',
  color,
  isSecond,
  points: variants.flatMap(({ runs }, at) => runs.map((run) => [at, of(run) ?? null] as const)),
});

/** Throughput and p95 against the varied value, with every run as a point. */
export function experimentChart({ varied, variants }: Experiment): Chart {
  const text = variants
    .map(({ value, perSec, p95Ms }) => {
      const tps = perSec === undefined ? '-' : format.rate(perSec.median);
      const p95 = p95Ms === undefined ? '-' : format.duration(p95Ms.median);
      return `${format.count(value)}: TPS ${tps}, p95 ${p95}`;
    })
    .join('; ');
  return {
    id: 'experiment',
    title: words(({ chart }) => chart),
    text: { ko: `${text}.`, en: `${text}.` },
    x: {
      name: words((one) => one.varied[varied]),
      unit: 'names',
      categories: variants.map(({ value }) => named(format.count(value))),
    },
    y: { name: both(({ throughput }) => throughput), unit: 'perSec' },
    y2: { name: named('p95'), unit: 'ms' },
    series: [
      {
        name: both(({ throughput }) => throughput),
        kind: 'line',
        color: 'green',
        points: variants.map(({ perSec }, at) => [at, perSec?.median ?? null]),
      },
      {
        name: named('p95'),
        kind: 'line',
        color: 'orange',
        isSecond: true,
        dash: 'dashed',
        points: variants.map(({ p95Ms }, at) => [at, p95Ms?.median ?? null]),
      },
      runsOf(variants, 'green', (run) => judgedScope(run).requestsPerSec, false),
      runsOf(variants, 'orange', (run) => judgedTimes(judgedScope(run))?.p95, true),
    ],
  };
}
