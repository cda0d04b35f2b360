import * as z from 'zod';
import type { Measurement, Metric, Threshold } from '../model/measurement.ts';
import { Figure, finiteFigures, lacksFigure, withoutFigures } from './finite.ts';
import { checksWithin, type SummaryGroup } from './group-checks.ts';
import { judgedSamples, partsOf, runLengthMs, scopesOf } from './scopes.ts';
import { byName, shaped } from './summary-shape.ts';

// What k6 hands to `handleSummary(data)`, as scripts write it with JSON.stringify. Groups and checks are lists here, a
// threshold is `{ ok }`, and times are always ms: `summaryTimeUnit` changes only how k6 prints them.

const MetricSchema = z.object({
  type: z.enum(['trend', 'counter', 'rate', 'gauge']),
  contains: z.enum(['time', 'data', 'default']).optional(),
  values: z.record(z.string(), Figure),
  thresholds: z.record(z.string(), z.object({ ok: z.boolean() })).optional(),
});

const CheckSchema = z.object({ name: z.string(), passes: z.number(), fails: z.number() });

const GroupSchema: z.ZodType<SummaryGroup> = z.object({
  name: z.string().optional(),
  checks: z.array(CheckSchema),
  groups: z.array(z.lazy(() => GroupSchema)),
});

const DataSchema = z.object({
  metrics: z.record(z.string(), MetricSchema.nullable()),
  root_group: GroupSchema,
  state: z.object({ testRunDurationMs: z.number().nonnegative().optional() }).optional(),
});

function thresholdsOf(
  metric: Metric,
  thresholds: z.infer<typeof MetricSchema>['thresholds'] = {},
  metrics: readonly Metric[],
): Threshold[] {
  return Object.entries(thresholds).map(([expression, { ok }]) => ({
    metric: metric.name,
    expression,
    passed: ok,
    samples: judgedSamples(metric, metrics),
    ...(lacksFigure(metric, expression) && { lacksFigure: true }),
  }));
}

/** Reads `handleSummary` data. `setup_data` may hold tokens and is not kept. Throws `not-k6-summary`. */
export function parseHandleSummary(value: unknown, file: string): Measurement {
  const { root_group, metrics: raw, state } = shaped(DataSchema, value, file);
  const entries = byName(raw);
  const metrics = entries.map(
    ([name, metric]): Metric =>
      metric === null
        ? withoutFigures(name)
        : {
            name,
            kind: metric.type,
            ...finiteFigures(metric.values),
            ...(metric.contains && { contains: metric.contains }),
          },
  );
  return {
    metrics,
    ...scopesOf(metrics),
    ...partsOf(metrics),
    checks: checksWithin(root_group),
    thresholds: entries.flatMap(([, metric], at) => thresholdsOf(metrics[at] as Metric, metric?.thresholds, metrics)),
    runMs: state?.testRunDurationMs ?? runLengthMs(metrics),
  };
}
