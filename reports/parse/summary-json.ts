import { BuhaError } from '../model/error.ts';
import type { Output } from '../model/output.ts';
import { withoutInfinity } from './finite.ts';
import { parseHandleSummary } from './handle-summary.ts';
import { parseJson } from './json.ts';
import { parseMachineReadable } from './machine-readable.ts';
import { measurementOfExport } from './summary-export.ts';
import { isBuiltIn } from './text-grammar.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of a summary's text, also with NaN and Infinity in it. Throws `not-json`, `json-too-deep`. */
export function summaryValue(text: string, file: string): unknown {
  try {
    return parseJson(text, file);
  } catch (fault) {
    const mended = withoutInfinity(text);
    if (mended === text) throw fault;
    try {
      return parseJson(mended, file);
    } catch {
      // The fault as it stands in the file.
      throw fault;
    }
  }
}

/** True for what has the shape of a summary of k6 in one of its forms, whatever its figures. */
export function isSummaryJson(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { metrics, results } = value;
  if (isMetricsAlone(value)) return true;
  if (isRecord(results)) return Array.isArray(results.metrics);
  // One metric alone is an excerpt.
  const names = isRecord(metrics) ? Object.keys(metrics) : [];
  return names.some(isBuiltIn) && (value.root_group !== undefined || names.length > 1);
}

/**
 * In `handleSummary` data every metric keeps its figures in `values`, beside its type; in `--summary-export` they lie
 * flat. One that is spoilt does not tell.
 */
function holdsValues(metrics: unknown): boolean | undefined {
  const all = isRecord(metrics) ? Object.values(metrics).filter(isRecord) : [];
  const within = all.filter(({ values, type }) => isRecord(values) || typeof type === 'string').length;
  const flat = all.filter((metric) => Object.values(metric).some((one) => typeof one === 'number')).length;
  return within === flat ? undefined : within > flat;
}

/** The metrics alone, as a script may have written them: a summary without anything else. */
const isMetricsAlone = (value: Readonly<Record<string, unknown>>): boolean =>
  value.metrics === undefined &&
  value.results === undefined &&
  Object.entries(value).filter(([name, metric]) => isBuiltIn(name) && isRecord(metric)).length > 1;

/** A summary from which somebody cut out the groups and the checks, with none of either. */
export function withRootGroup(value: unknown): unknown {
  if (!isRecord(value)) return value;
  if (isMetricsAlone(value)) return withRootGroup({ metrics: value });
  if (value.root_group !== undefined || !isRecord(value.metrics)) return value;
  return { ...value, root_group: holdsValues(value.metrics) ? { groups: [], checks: [] } : { groups: {}, checks: {} } };
}

/**
 * Tells k6's JSON summaries apart by their shape and reads them. Throws `not-k6-summary`, and `no-samples` for one
 * without any metric: a report of it would be made of nothing.
 */
export function parseSummaryJson(value: unknown, file: string): Omit<Output, 'file' | 'line'> {
  const output = told(value, file);
  if (output.measured.metrics.length === 0) throw new BuhaError('no-samples', { file });
  return output;
}

function told(value: unknown, file: string): Omit<Output, 'file' | 'line'> {
  if (!isRecord(value)) throw new BuhaError('not-k6-summary', { file, field: 'metrics', fault: 'missing' });
  if (isMetricsAlone(value)) return told(withRootGroup(value), file);
  if (isRecord(value.results) || (value.results !== undefined && value.metrics === undefined))
    return { format: 'machine-readable', ...parseMachineReadable(value, file) };
  const { metrics, root_group: root } = value;
  if (holdsValues(metrics) ?? (isRecord(root) && Array.isArray(root.groups))) {
    return { format: 'handle-summary', measured: parseHandleSummary(value, file) };
  }
  return { format: 'summary-export', measured: measurementOfExport(value, file) };
}
