import type { Metric } from '../model/run.ts';
import { quantile } from '../quantile.ts';
import type { Rows } from './sample-column.ts';

const PERCENTILES = [90, 95, 99, 99.9];

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

function trend(values: Float64Array): Record<string, number> {
  // In ascending order the sum, too, does not depend on the order in which samples were written.
  const sorted = values.toSorted();
  const at = (q: number) => quantile(sorted, q) ?? Number.NaN;
  const quantiles = PERCENTILES.map((percent) => [`p(${percent})`, at(percent / 100)]);
  const ends = { count: sorted.length, min: at(0), avg: sum(sorted) / sorted.length, med: at(0.5), max: at(1) };
  return { ...ends, ...Object.fromEntries(quantiles) };
}

function counter(values: Float64Array, runMs: number | undefined): Record<string, number> {
  const count = sum(values);
  return runMs === undefined ? { count } : { count, rate: count / (runMs / 1000) };
}

function rate(values: Float64Array): Record<string, number> {
  const passes = values.reduce((total, value) => (value === 0 ? total : total + 1), 0);
  return { rate: passes / values.length, passes, fails: values.length - passes };
}

function gauge({ times, values }: Rows): Record<string, number> {
  const last = times.reduce((latest, time, at) => (time >= (times[latest] ?? time) ? at : latest), 0);
  const [min, max] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  return { value: values[last] ?? Number.NaN, min, max };
}

/**
 * The statistics that k6 gives for a kind of metric, under k6's names, from at least one sample. A counter's rate is
 * per second of the run; without the run's length it is left out.
 */
export function statisticsOf(kind: Metric['kind'], rows: Rows, runMs: number | undefined): Metric['values'] {
  switch (kind) {
    case 'trend':
      return trend(rows.values);
    case 'counter':
      return counter(rows.values, runMs);
    case 'rate':
      return rate(rows.values);
    case 'gauge':
      return gauge(rows);
  }
}
