import * as z from 'zod';
import type { Metric } from '../model/measurement.ts';
import { BUILTIN_METRICS } from './builtin-metrics.ts';

/** A figure of JSON. `null` stands for Infinity and NaN, which JSON does not know. */
export const Figure = z.number().nullable();

/** What k6 itself says of a metric of its own, or of a part of one; undefined for a script's. */
const builtIn = (metric: string) => BUILTIN_METRICS.get(metric.split('{', 1)[0] ?? '');

/** The figures that are numbers, and the names of the others. */
export function finiteFigures(figures: Readonly<Record<string, number | null>>): Pick<Metric, 'values' | 'infinite'> {
  const values: Record<string, number> = {};
  const infinite: string[] = [];
  for (const [name, value] of Object.entries(figures)) {
    if (value === null) infinite.push(name);
    else values[name] = value;
  }
  return { values, ...(infinite.length > 0 && { infinite }) };
}

/** A metric of which no statistic is a number. */
export const withoutFigures = (name: string, kind = builtIn(name)?.kind ?? 'gauge'): Metric => ({
  name,
  kind,
  values: {},
  infinite: { trend: ['avg', 'min', 'med', 'max'], counter: ['count', 'rate'], rate: ['rate'], gauge: ['value'] }[kind],
});

/**
 * True for a threshold whose figure is no number: k6 judged a metric of the script on it, but no metric of its own is
 * ever Infinity, so that whatever mark stands there says nothing.
 */
export const lacksFigure = ({ name, infinite = [] }: Metric, expression: string): boolean =>
  builtIn(name) !== undefined && infinite.some((statistic) => expression.replaceAll(' ', '').startsWith(statistic));

/** Strings as they are; outside of them what is no JSON, though many a program writes it. */
const NO_JSON = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|[+-]?\b(?:NaN|Inf(?:inity)?)\b/g;

/** JSON text in which NaN and Infinity are `null`. */
export const withoutInfinity = (text: string): string =>
  text.replaceAll(NO_JSON, (token) => (token.startsWith('"') ? token : 'null'));
