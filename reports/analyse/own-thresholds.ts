import type { Measurement, Threshold } from '../model/measurement.ts';
import { COMPARE, criteriaOf } from './criteria.ts';

/** `thresholds` of k6 options: expressions per metric, as text or as an object with the text in `threshold`. */
function expressionsOf(options: Readonly<Record<string, unknown>>): { metric: string; expression: string }[] {
  const { thresholds } = options;
  if (typeof thresholds !== 'object' || thresholds === null) return [];
  return Object.entries(thresholds).flatMap(([metric, list]) =>
    (Array.isArray(list) ? list : [list]).flatMap((item: unknown) => {
      const text = typeof item === 'object' && item !== null && 'threshold' in item ? item.threshold : item;
      return typeof text === 'string' ? [{ metric, expression: text }] : [];
    }),
  );
}

/**
 * The thresholds of the options judged on the figures, for an output that does not carry k6's own verdicts. One whose
 * figure the output lacks has no samples: it was not judged, and that is not a pass.
 */
export function judgedThresholds(options: Readonly<Record<string, unknown>>, measured: Measurement): Threshold[] {
  const thresholds = expressionsOf(options).map((one): Threshold => ({ ...one, passed: true }));
  return criteriaOf({ ...measured, thresholds }).map(({ metric, expression, comparison, limit, actual, range }) => {
    const compare = COMPARE[comparison ?? ''];
    if (compare && limit !== undefined && range) {
      return { metric, expression, passed: range.every((end) => compare(end, limit)), range };
    }
    if (!compare || limit === undefined || actual === undefined)
      return { metric, expression, passed: true, samples: 0, lacksFigure: true };
    return { metric, expression, passed: compare(actual, limit) };
  });
}
