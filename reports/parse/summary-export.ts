import * as z from 'zod';
import { BuhaError } from '../model/error.ts';
import type { Check, Measurement, Metric, Threshold } from '../model/run.ts';
import { parseJson } from './json.ts';
import { runLengthMs, sampleCount, scopesOf } from './scopes.ts';

// What `k6 run --summary-export` writes. Metric values lie flat beside an optional `thresholds` object.
const MetricSchema = z.object({ thresholds: z.record(z.string(), z.boolean()).optional() }).catchall(z.number());

const CheckSchema = z.object({ name: z.string(), passes: z.number(), fails: z.number() });

interface Group {
  checks: Record<string, z.infer<typeof CheckSchema>>;
  groups: Record<string, Group>;
}

const GroupSchema: z.ZodType<Group> = z.object({
  checks: z.record(z.string(), CheckSchema),
  groups: z.record(
    z.string(),
    z.lazy(() => GroupSchema),
  ),
});

const SummarySchema = z.object({ root_group: GroupSchema, metrics: z.record(z.string(), MetricSchema) });

function kindOf(values: Record<string, number>): Metric['kind'] {
  if ('passes' in values && 'fails' in values) return 'rate';
  if ('avg' in values || 'med' in values || Object.keys(values).some((name) => name.startsWith('p('))) return 'trend';
  if ('count' in values && 'rate' in values) return 'counter';
  return 'value' in values ? 'gauge' : 'trend';
}

function metricOf(name: string, fields: z.infer<typeof MetricSchema>): Metric {
  const { thresholds: _, ...flat } = fields;
  const values = flat as Record<string, number>;
  const kind = kindOf(values);
  // This format calls a rate's ratio `value`; everywhere else it is `rate`.
  if (kind !== 'rate') return { name, kind, values };
  const { value, ...counts } = values;
  return { name, kind, values: value === undefined ? counts : { ...counts, rate: value } };
}

function checksOf(group: Group): Check[] {
  const own = Object.values(group.checks).map(({ name, passes, fails }) => ({ name, passed: passes, failed: fails }));
  return [...own, ...Object.values(group.groups).flatMap(checksOf)];
}

/** In this format `true` means that the threshold was crossed. */
function thresholdsOf(name: string, crossed: Record<string, boolean> | undefined, metric: Metric): Threshold[] {
  return Object.entries(crossed ?? {}).map(([expression, failed]) => ({
    metric: name,
    expression,
    passed: !failed,
    samples: sampleCount(metric),
  }));
}

/** Reads the JSON of `--summary-export`. `file` is the name to show in errors. */
export function parseSummaryExport(text: string, file: string): Measurement {
  const read = SummarySchema.safeParse(parseJson(text, file));
  if (!read.success) {
    const issue = read.error.issues[0];
    throw new BuhaError('not-k6-summary', { file, detail: issue ? `${issue.path.join('.')}: ${issue.message}` : '' });
  }
  // k6 writes its metrics in no order; the report tells them by name.
  const entries = Object.entries(read.data.metrics).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const metrics = entries.map(([name, fields]) => metricOf(name, fields));
  return {
    metrics,
    ...scopesOf(metrics),
    checks: checksOf(read.data.root_group),
    thresholds: entries.flatMap(([name, fields], at) => thresholdsOf(name, fields.thresholds, metrics[at] as Metric)),
    runMs: runLengthMs(metrics),
  };
}
