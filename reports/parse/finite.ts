import * as z from 'zod';
import { BuhaError } from '../model/error.ts';
import type { Metric } from '../model/measurement.ts';
import { BUILTIN_METRICS } from './builtin-metrics.ts';

/** A figure of JSON. k6 writes `null` where a script gave a metric of its own Infinity or NaN, which JSON does not know. */
export const Figure = z.number().nullable();

/** True for a metric that k6 itself fills, or a part of one. */
const isBuiltIn = (metric: string) => BUILTIN_METRICS.has(metric.split('{', 1)[0] ?? '');

/**
 * The figures that are numbers, and the names of the others. `place` is where they stand, to be named: k6's own metrics
 * hold numbers only, so that there `not-k6-summary` is thrown.
 */
export function finiteFigures(
  metric: string,
  figures: Readonly<Record<string, number | null>>,
  place: { readonly file: string; readonly path: string },
): Pick<Metric, 'values' | 'infinite'> {
  const values: Record<string, number> = {};
  const infinite: string[] = [];
  for (const [name, value] of Object.entries(figures)) {
    if (value !== null) values[name] = value;
    else if (!isBuiltIn(metric)) infinite.push(name);
    else throw new BuhaError('not-k6-summary', { file: place.file, field: `${place.path}.${name}`, fault: 'wrong' });
  }
  return { values, ...(infinite.length > 0 && { infinite }) };
}
