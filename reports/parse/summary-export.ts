import * as z from 'zod';
import type { Measurement, Metric, Threshold } from '../model/measurement.ts';
import { Figure, finiteFigures, lacksFigure, withoutFigures } from './finite.ts';
import { checksWithin, type SummaryGroup } from './group-checks.ts';
import { parseJson } from './json.ts';
import { judgedSamples, partsOf, runLengthMs, scopesOf } from './scopes.ts';
import { byName, shaped } from './summary-shape.ts';

// What `k6 run --summary-export` writes. Metric values lie flat beside an optional `thresholds` object.
const MetricSchema = z.object({ thresholds: z.record(z.string(), z.boolean()).optional() }).catchall(Figure);

const CheckSchema = z.object({ name: z.string(), passes: z.number(), fails: z.number() });

const GroupSchema: z.ZodType<SummaryGroup> = z.object({
  name: z.string().optional(),
  checks: z.record(z.string(), CheckSchema),
  groups: z.record(
    z.string(),
    z.lazy(() => GroupSchema),
  ),
});

const SummarySchema = z.object({ metrics: z.record(z.string(), MetricSchema.nullable()), root_group: GroupSchema });

function kindOf(values: Record<string, number | null>): Metric['kind'] {
  if ('passes' in values && 'fails' in values) return 'rate';
  if ('avg' in values || 'med' in values || Object.keys(values).some((name) => name.startsWith('p('))) return 'trend';
  if ('count' in values && 'rate' in values) return 'counter';
  return 'value' in values ? 'gauge' : 'trend';
}

function metricOf(name: string, fields: z.infer<typeof MetricSchema> | null): Metric {
  if (fields === null) return withoutFigures(name);
  const { thresholds: _, ...flat } = fields;
  const kind = kindOf(flat as Record<string, number | null>);
  const figures = finiteFigures(flat as Record<string, number | null>);
  // This format calls a rate's ratio `value`; everywhere else it is `rate`.
  if (kind !== 'rate') return { name, kind, ...figures };
  const { value, ...counts } = figures.values;
  const infinite = figures.infinite?.map((statistic) => (statistic === 'value' ? 'rate' : statistic));
  const values = value === undefined ? counts : { ...counts, rate: value };
  return { name, kind, values, ...(infinite && { infinite }) };
}

/** In this format `true` means that the threshold was crossed. */
function thresholdsOf(
  metric: Metric,
  crossed: Record<string, boolean> | undefined,
  metrics: readonly Metric[],
): Threshold[] {
  return Object.entries(crossed ?? {}).map(([expression, failed]) => ({
    metric: metric.name,
    expression,
    passed: !failed,
    samples: judgedSamples(metric, metrics),
    ...(lacksFigure(metric, expression) && { lacksFigure: true }),
  }));
}

/** Reads the JSON value of `--summary-export`. `file` is the name to show. Throws `not-k6-summary`. */
export function measurementOfExport(value: unknown, file: string): Measurement {
  const summary = shaped(SummarySchema, value, file);
  const entries = byName(summary.metrics);
  const metrics = entries.map(([name, fields]) => metricOf(name, fields));
  return {
    metrics,
    ...scopesOf(metrics),
    ...partsOf(metrics),
    checks: checksWithin(summary.root_group),
    thresholds: entries.flatMap(([, fields], at) => thresholdsOf(metrics[at] as Metric, fields?.thresholds, metrics)),
    runMs: runLengthMs(metrics),
  };
}

/** The same from its text. Throws `not-json` as well. */
export function parseSummaryExport(text: string, file: string): Measurement {
  return measurementOfExport(parseJson(text, file), file);
}
