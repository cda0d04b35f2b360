import type { Distribution } from '../../numbers/distribution.ts';
import * as format from '../../text/format.ts';
import type { Chart } from './chart.ts';
import { goalLevels } from './goal-levels.ts';
import { TO } from './ranges.ts';
import type { Scoped } from './seconds.ts';
import { both, named } from './texts.ts';

const MS = { name: both(({ responseTime }) => responseTime), unit: 'ms' } as const;

/** Steps of equal ratio with short names: the preferred numbers R10 (ISO 3), rounded as there (R″10). */
const STEPS = [1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 8] as const;

/** The lower edge of a bar, in ms; bars are numbered from the one that begins with 1 ms. */
function edge(number: number): number {
  const decade = Math.floor(number / STEPS.length);
  const step = STEPS[number - decade * STEPS.length] ?? 1;
  // Dividing keeps what is short in decimals short: 0.016 is no 0.016000000000000004.
  return decade < 0 ? step / 10 ** -decade : step * 10 ** decade;
}

/** The last bar that begins below a value, so that the value lies within it. */
function barBelow(value: number): number {
  let number = Math.floor(Math.log10(value) * STEPS.length) + 1;
  while (edge(number) >= value) number -= 1;
  return number;
}

/** Counts of response times on a logarithmic scale: a bar holds what lies above its lower edge, up to the next one. */
function histogramChart(values: Distribution): Chart {
  const first = barBelow(Math.max(values.min, 1e-3));
  const last = Math.max(first, barBelow(Math.max(values.max, 1e-3)));
  const bars = Array.from({ length: last - first + 1 }, (_, at) => {
    const [from, to] = [edge(first + at), edge(first + at + 1)];
    return { from, to, count: values.countUpTo(to) - (at === 0 ? 0 : values.countUpTo(from)) };
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
    x: {
      ...MS,
      name: both(({ responseTime, logScale }) => logScale(responseTime)),
      categories: bars.map(({ from, to }) => named(`${format.duration(from)}${TO}${format.duration(to)}`)),
    },
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
function spectrumChart(values: Distribution, levels: Chart['levels'] = []): Chart {
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
    levels,
  };
}

export function distributionCharts(scoped: Scoped): Chart[] {
  const { timeline, lane } = scoped;
  const values = lane.latencyMs.over(0, timeline.seconds);
  return values && values.count > 1 && values.max > 0
    ? [histogramChart(values), spectrumChart(values, goalLevels(scoped))]
    : [];
}
