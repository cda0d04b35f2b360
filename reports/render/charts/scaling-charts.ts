import { throughputAt } from '../../analyse/scalability.ts';
import { levelsOf, type SaturationPoint, saturationPoint, served } from '../../analyse/scaling.ts';
import * as format from '../../text/format.ts';
import type { ChartWords } from '../../words/charts.ts';
import type { Chart, ChartSeries } from './chart.ts';
import { type Scoped, wholeUntil } from './seconds.ts';
import { both, named } from './texts.ts';
import { outermost, widthFor } from './thin.ts';

/** Points of fewer seconds show no shape. */
const FEWEST_SECONDS = 20;

/** The two levels that the document names, where they enclose it. */
const saturationText = ({ kneeVus, knee }: SaturationPoint, words: ChartWords): string =>
  knee
    ? words.saturationBetween(format.count(knee.from), format.count(knee.to))
    : words.saturation(format.count(kneeVus));

/** Throughput by users, with the saturation point; latency by throughput, second by second. */
export function scalingCharts({ run, timeline, lane, scenario, mostPoints }: Scoped): Chart[] {
  const levels = levelsOf(run, 'closed');
  const point = saturationPoint(run);
  const isWhole = scenario === undefined || run.planned.length === 1;
  const charts: Chart[] = [];
  const vus = { name: both(({ virtualUsers }) => virtualUsers), unit: 'vus' } as const;
  const perSec = { name: both(({ throughput }) => throughput), unit: 'perSec' } as const;
  if (isWhole && levels.length > 2) {
    const most = levels.at(-1)?.level ?? 1;
    const curve: ChartSeries[] = point
      ? [
          {
            name: both((words) => words.curve),
            kind: 'line',
            color: 'gray',
            dash: 'dashed',
            points: Array.from({ length: 61 }, (_, at) => (most * at) / 60).map((at) => [
              at,
              throughputAt(point.curve, at),
            ]),
          },
        ]
      : [];
    charts.push({
      id: 'scaling',
      title: both(({ titles }) => titles.scaling),
      text: both(({ texts }) =>
        texts.scaling(
          levels.map(({ level, figures }) =>
            texts.level({
              vus: format.count(level),
              perSec: format.rate(served(figures)),
              p95: figures.p95Ms === undefined ? undefined : format.duration(figures.p95Ms),
            }),
          ),
        ),
      ),
      x: vus,
      y: perSec,
      series: [
        ...curve,
        {
          name: both((words) => words.measuredLevels),
          kind: 'points',
          color: 'blue',
          points: levels.map(({ level, figures }) => [level, served(figures)]),
        },
      ],
      ...(point && {
        places: [{ value: point.kneeVus, name: both((words) => saturationText(point, words)) }],
      }),
    });
  }
  const seconds = [...lane.latencyMs.seconds(0, wholeUntil(timeline))].flatMap((second): [number, number][] => {
    const p95 = lane.latencyMs.over(second, second + 1)?.quantile(0.95);
    const count = lane.requests.at(second) ?? 0;
    return p95 === undefined || count === 0 ? [] : [[count, p95]];
  });
  const width = widthFor(seconds.length, mostPoints, 4);
  if (seconds.length >= FEWEST_SECONDS) {
    charts.push({
      id: 'latency-throughput',
      title: both(({ titles }) => titles.latencyThroughput),
      text: both(({ texts }) =>
        texts.latencyThroughput({
          seconds: format.count(seconds.length),
          most: format.rate(seconds.reduce((most, [perSec]) => Math.max(most, perSec), 0)),
          from: format.duration(seconds.reduce((least, [, p95]) => Math.min(least, p95), Number.POSITIVE_INFINITY)),
          to: format.duration(seconds.reduce((most, [, p95]) => Math.max(most, p95), 0)),
        }),
      ),
      x: perSec,
      y: { name: named('p95'), unit: 'ms' },
      series: [
        {
          name: both((words) => words.everySecond),
          kind: 'points',
          color: 'sky',
          points: outermost(seconds, width),
        },
        ...(isWhole && levels.length > 1
          ? [
              {
                name: both((words) => words.heldLevels),
                kind: 'points',
                color: 'orange',
                symbol: 'diamond',
                points: levels.map(({ figures }): [number, number | null] => [
                  figures.requestsPerSec,
                  figures.p95Ms ?? null,
                ]),
              } as const,
            ]
          : []),
      ],
      ...(point && {
        places: [
          { value: point.capacityPerSec, name: both((words) => words.capacity(format.rate(point.capacityPerSec))) },
        ],
      }),
      ...(width > 1 && { note: both((words) => words.thinnedPoints(String(width))) }),
    });
  }
  return charts;
}
