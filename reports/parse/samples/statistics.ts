import type { Metric } from '../../model/measurement.ts';
import type { Distribution } from '../../numbers/distribution.ts';
import { perSecond } from '../../numbers/per-second.ts';

/** One object of one shape: a run of many names has tens of thousands. */
const trend = (values: Distribution): Record<string, number> => ({
  count: values.count,
  min: values.min,
  avg: values.sum / values.count,
  med: values.quantile(0.5),
  max: values.max,
  'p(90)': values.quantile(0.9),
  'p(95)': values.quantile(0.95),
  'p(99)': values.quantile(0.99),
  'p(99.9)': values.quantile(0.999),
});

function counter({ sum: count }: Distribution, runMs: number | undefined): Record<string, number> {
  const rate = perSecond(count, runMs);
  return rate === undefined ? { count } : { count, rate };
}

function rate({ count, zeros: fails }: Distribution): Record<string, number> {
  return { rate: (count - fails) / count, passes: count - fails, fails };
}

/**
 * The statistics that k6 gives for a kind of metric, under k6's names, from at least one sample; `last` is the latest
 * value. A counter's rate is per second of the run; without the run's length it is left out.
 */
export function statisticsOf(
  kind: Metric['kind'],
  values: Distribution,
  last: number,
  runMs: number | undefined,
): Metric['values'] {
  switch (kind) {
    case 'trend':
      return trend(values);
    case 'counter':
      return counter(values, runMs);
    case 'rate':
      return rate(values);
    case 'gauge':
      return { value: last, min: values.min, max: values.max };
  }
}
