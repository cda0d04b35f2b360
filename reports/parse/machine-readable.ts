import * as z from 'zod';
import type { Metric } from '../model/measurement.ts';
import type { Output } from '../model/output.ts';
import { perSecond } from '../numbers/per-second.ts';
import { Figure, finiteFigures } from './finite.ts';
import { partsOf, scopesOf } from './scopes.ts';
import { shaped } from './summary-shape.ts';

// What `k6 run --new-machine-readable-summary --summary-export` writes (1.5 to 2.2). It holds neither thresholds nor
// groups, and no quantile above p95. `config.script` is the script's whole source and is not read.

const Named = z.object({ name: z.string(), contains: z.enum(['time', 'data', 'default']).optional() });

const MetricSchema = z.discriminatedUnion('type', [
  Named.extend({ type: z.literal('counter'), values: z.object({ count: Figure }) }),
  Named.extend({
    type: z.literal('rate'),
    values: z.object({ matches: Figure, total: Figure, rate: Figure.optional() }),
  }),
  Named.extend({ type: z.enum(['trend', 'gauge']), values: z.record(z.string(), Figure) }),
]);

const SummarySchema = z.object({
  version: z.string(),
  config: z.object({ duration: z.number().nonnegative() }),
  metadata: z.object({ k6_version: z.string().optional(), k6Version: z.string().optional() }).optional(),
  results: z.object({
    checks: z
      .object({
        metrics: z.array(MetricSchema).optional(),
        results: z.array(z.object({ name: z.string(), passes: z.number(), fails: z.number() })).optional(),
      })
      .nullish(),
    metrics: z.array(MetricSchema),
  }),
});

/** k6's other formats call these statistics so. */
const STATISTICS: ReadonlyMap<string, string> = new Map([
  ['p90', 'p(90)'],
  ['p95', 'p(95)'],
]);

const statistic = (name: string) => STATISTICS.get(name) ?? name;

/** The figures as k6's other formats state them: a counter's rate is that over the whole run. */
function figuresOf(metric: z.infer<typeof MetricSchema>, runSec: number): Pick<Metric, 'values' | 'infinite'> {
  switch (metric.type) {
    case 'counter': {
      const { count } = metric.values;
      if (count === null) return finiteFigures({ count, rate: count });
      const rate = perSecond(count, runSec * 1000);
      return { values: rate === undefined ? { count } : { count, rate } };
    }
    case 'rate': {
      const { matches, total } = metric.values;
      if (matches === null || total === null) return finiteFigures({ passes: matches, fails: null, rate: null });
      const { rate = total === 0 ? 0 : matches / total } = metric.values;
      if (rate === null) return finiteFigures({ passes: matches, fails: total - matches, rate });
      return { values: { passes: matches, fails: total - matches, rate } };
    }
    default: {
      const { values, infinite } = finiteFigures(metric.values);
      return {
        values: Object.fromEntries(Object.entries(values).map(([name, value]) => [statistic(name), value])),
        ...(infinite && { infinite: infinite.map(statistic) }),
      };
    }
  }
}

/** What stands among the checks as several metrics is one rate everywhere else. */
function checksMetric(metrics: readonly z.infer<typeof MetricSchema>[] = []): Metric[] {
  const succeeded = metrics.find(({ name }) => name === 'checks_succeeded');
  if (succeeded?.type !== 'rate' || succeeded.values.total === 0) return [];
  return [
    {
      name: 'checks',
      kind: 'rate',
      ...figuresOf(succeeded, 0),
      contains: 'default',
    },
  ];
}

/** Reads the machine-readable summary. Throws `not-k6-summary`. */
export function parseMachineReadable(value: unknown, file: string): Pick<Output, 'measured' | 'k6Version'> {
  const { config, metadata, results } = shaped(SummarySchema, value, file);
  const plain = results.metrics.map(
    (metric): Metric => ({
      name: metric.name,
      kind: metric.type,
      ...figuresOf(metric, config.duration),
      ...(metric.contains && { contains: metric.contains }),
    }),
  );
  const metrics = [...plain, ...checksMetric(results.checks?.metrics)].toSorted((a, b) =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : 0,
  );
  const k6Version = (metadata?.k6_version ?? metadata?.k6Version)?.replace(/^v/, '');
  return {
    ...(k6Version !== undefined && { k6Version }),
    measured: {
      metrics,
      ...scopesOf(metrics),
      ...partsOf(metrics),
      checks: (results.checks?.results ?? []).map(({ name, passes, fails }) => ({
        name,
        passed: passes,
        failed: fails,
      })),
      thresholds: [],
      runMs: config.duration * 1000,
    },
  };
}
