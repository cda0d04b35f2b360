import { throughputAt } from '../../analyse/scalability.ts';
import { levelsOf, saturationPoint, served } from '../../analyse/scaling.ts';
import type { Distribution } from '../../distribution.ts';
import type { AnalysedRun, Scope } from '../../model/run.ts';
import * as format from '../format.ts';
import type { Chart, ChartSeries, Color } from './chart.ts';
import { both, named } from './texts.ts';
import type { Scoped } from './time-charts.ts';

const MS = { name: both(({ responseTime }) => responseTime), unit: 'ms' } as const;
const PER_DECADE = 12;

/** Counts of response times on a logarithmic scale. */
function histogramChart(values: Distribution): Chart {
  const least = Math.max(values.min, 1e-3);
  const step = (at: number) => 10 ** (at / PER_DECADE);
  const first = Math.floor(Math.log10(least) * PER_DECADE);
  const last = Math.ceil(Math.log10(Math.max(values.max, least * 1.01)) * PER_DECADE);
  const bars = Array.from({ length: Math.max(1, last - first) }, (_, at) => {
    const below = at === 0 ? 0 : values.countUpTo(step(first + at));
    return { from: step(first + at), to: step(first + at + 1), count: values.countUpTo(step(first + at + 1)) - below };
  });
  const most = bars.reduce((a, b) => (b.count > a.count ? b : a));
  return {
    id: 'histogram',
    title: both(({ titles }) => titles.histogram),
    text: both(({ texts }) =>
      texts.histogram({
        count: format.count(values.count),
        most: format.count(most.count),
        from: format.duration(most.from),
        to: format.duration(most.to),
      }),
    ),
    x: { ...MS, categories: bars.map(({ from }) => named(format.duration(from))) },
    y: { name: both(({ requests }) => requests), unit: 'count' },
    series: [
      {
        name: both(({ requests }) => requests),
        kind: 'bar',
        color: 'sky',
        points: bars.map(({ count }, at) => [at, count]),
      },
    ],
  };
}

const SPECTRUM = [0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999];

/** Response time by percentile: the axis counts nines, so that the tail has room. */
function spectrumChart(values: Distribution): Chart {
  const nines = (q: number) => 1 / (1 - q);
  // A quantile beyond the samples only repeats the maximum.
  const known = SPECTRUM.filter((q) => values.count * (1 - q) >= 1);
  const points = Array.from({ length: 81 }, (_, at) => 10 ** (at / 20))
    .filter((n) => n <= nines(known.at(-1) ?? 0.5) * 1.0001)
    .map((n): readonly [number, number] => [n, values.quantile(1 - 1 / n)]);
  return {
    id: 'spectrum',
    title: both(({ titles }) => titles.spectrum),
    text: both(({ texts }) =>
      texts.spectrum(known.map((q) => `p${Number((q * 100).toFixed(2))} ${format.duration(values.quantile(q))}`)),
    ),
    x: { name: both(({ percentile }) => percentile), unit: 'nines', isLog: true },
    y: { ...MS },
    series: [{ name: both(({ responseTime }) => responseTime), kind: 'line', color: 'orange', points }],
  };
}

export function distributionCharts({ timeline, lane }: Scoped): Chart[] {
  const values = lane.latencyMs.over(0, timeline.seconds);
  return values && values.count > 1 && values.max > 0 ? [histogramChart(values), spectrumChart(values)] : [];
}

/** Throughput by users, with the saturation point; latency by throughput, second by second. */
export function scalingCharts({ run, timeline, lane, scenario }: Scoped): Chart[] {
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
            isDashed: true,
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
        places: [{ value: point.kneeVus, name: both((words) => words.saturation(format.count(point.kneeVus))) }],
      }),
    });
  }
  const seconds = Array.from({ length: timeline.seconds }, (_, second): [number, number] | undefined => {
    const p95 = lane.latencyMs.over(second, second + 1)?.quantile(0.95);
    const count = lane.requests[second] ?? 0;
    return p95 === undefined || count === 0 ? undefined : [count, p95];
  }).filter((one) => one !== undefined);
  // So many points would hide each other; every n-th is as good a picture.
  const every = Math.ceil(seconds.length / 1500);
  if (seconds.length > 5) {
    charts.push({
      id: 'latency-throughput',
      title: both(({ titles }) => titles.latencyThroughput),
      text: both(({ texts }) => texts.latencyThroughput(format.count(seconds.length))),
      x: perSec,
      y: { ...MS, name: named('p95') },
      series: [
        {
          name: both((words) => words.everySecond),
          kind: 'points',
          color: 'sky',
          points: seconds.filter((_, at) => at % every === 0),
        },
        ...(isWhole && levels.length > 1
          ? [
              {
                name: both((words) => words.heldLevels),
                kind: 'points',
                color: 'orange',
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
    });
  }
  return charts;
}

const PHASES = ['blocked', 'connecting', 'tls', 'sending', 'waiting', 'receiving'] as const;
const PHASE_COLORS: readonly Color[] = ['gray', 'purple', 'red', 'sky', 'orange', 'green'];
const MOST_ROWS = 12;

function phaseMeans({ blockedMs, connectingMs, tlsMs, sendingMs, waitingMs, receivingMs }: Scope) {
  const [connecting, tls] = [connectingMs?.avg ?? 0, tlsMs?.avg ?? 0];
  // k6 counts connecting and TLS within blocked, too.
  const blocked = Math.max(0, (blockedMs?.avg ?? 0) - connecting - tls);
  return {
    blocked,
    connecting,
    tls,
    sending: sendingMs?.avg ?? 0,
    waiting: waitingMs?.avg ?? 0,
    receiving: receivingMs?.avg ?? 0,
  };
}

/** Phases of a request, of all and of each scenario and endpoint; none where the output does not hold them. */
export function phasesChart({ measured: { total, scenarios, endpoints = {} } }: AnalysedRun): Chart[] {
  if (total.waitingMs?.avg === undefined) return [];
  const parts = [...Object.entries(scenarios), ...(Object.keys(endpoints).length > 1 ? Object.entries(endpoints) : [])]
    .filter(([, scope]) => scope.waitingMs?.avg !== undefined)
    .slice(0, MOST_ROWS);
  const rows = [
    { name: both((words) => words.total), scope: total },
    ...parts.map(([name, scope]) => ({ name: named(name), scope })),
  ];
  const means = rows.map(({ scope }) => phaseMeans(scope));
  const [whole] = means;
  const longest = PHASES.reduce((a, b) => ((whole?.[b] ?? 0) > (whole?.[a] ?? 0) ? b : a));
  return [
    {
      id: 'phases',
      title: both(({ titles }) => titles.phases),
      text: both((words) =>
        words.texts.phases({ longest: words.phases[longest], mean: format.duration(whole?.[longest] ?? 0) }),
      ),
      x: { name: named(''), unit: 'count', categories: rows.map(({ name }) => name) },
      y: { ...MS },
      series: PHASES.map((phase, at) => ({
        name: both((words) => words.phases[phase]),
        kind: 'bar',
        color: PHASE_COLORS[at] ?? 'gray',
        isStacked: true,
        points: means.map((own, row) => [row, own[phase]] as const),
      })),
    },
  ];
}

/** The APIs of a document side by side. */
export function comparisonChart(runs: readonly AnalysedRun[], titles: readonly string[]): Chart[] {
  const rows = runs.flatMap((run, at) => {
    const { requestsPerSec, durationMs, successDurationMs } = run.measured.total;
    const p95 = (successDurationMs ?? durationMs)?.p95;
    return requestsPerSec === undefined ? [] : [{ name: named(titles[at] ?? run.name), perSec: requestsPerSec, p95 }];
  });
  if (rows.length < 2) return [];
  return [
    {
      id: 'comparison',
      title: both(({ titles: own }) => own.comparison),
      text: both((words) =>
        words.texts.comparison(
          rows.map(
            ({ name, perSec, p95 }) =>
              `${name.ko}: ${words.throughput} ${format.rate(perSec)}${p95 === undefined ? '' : `, p95 ${format.duration(p95)}`}`,
          ),
        ),
      ),
      x: { name: named(''), unit: 'count', categories: rows.map(({ name }) => name) },
      y: { name: both((words) => words.throughput), unit: 'perSec' },
      y2: { name: named('p95'), unit: 'ms' },
      series: [
        {
          name: both((words) => words.throughput),
          kind: 'bar',
          color: 'green',
          points: rows.map(({ perSec }, at) => [at, perSec]),
        },
        {
          name: named('p95'),
          kind: 'bar',
          color: 'orange',
          isSecond: true,
          points: rows.map(({ p95 }, at) => [at, p95 ?? null]),
        },
      ],
    },
  ];
}
