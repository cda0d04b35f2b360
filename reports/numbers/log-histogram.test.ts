import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HISTOGRAM_ERROR, LogHistogram } from './log-histogram.ts';
import { SortedValues } from './sorted-values.ts';

const histogramOf = (values: readonly number[]) => {
  const histogram = new LogHistogram();
  for (const value of values) histogram.add(value);
  return histogram;
};
const exactOf = (values: readonly number[]) => new SortedValues(Float64Array.from(values).sort());

/** Response times in ms as k6 has them: whole nanoseconds from nothing to a day. */
const time = fc.oneof(
  fc.constant(0),
  fc.nat(5_000).map((ns) => ns / 1e6),
  fc.nat(100_000_000).map((ns) => ns / 1e6),
  fc.nat(86_400_000),
);
const times = fc.array(time, { minLength: 1, maxLength: 400 });
const QUANTILES = [0, 0.01, 0.5, 0.9, 0.95, 0.99, 0.999, 1];

describe('a quantile is within the stated error of the exact one', () => {
  const within = (histogram: LogHistogram, exact: SortedValues) => {
    for (const q of QUANTILES) {
      const [about, real] = [histogram.quantile(q), exact.quantile(q)];
      expect(Math.abs(about - real), `${q}: ${about} for ${real}`).toBeLessThanOrEqual(
        HISTOGRAM_ERROR * Math.abs(real) * (1 + 1e-9),
      );
    }
  };

  test('for times', () => {
    fc.assert(
      fc.property(times, (values) => within(histogramOf(values), exactOf(values))),
      { numRuns: 300 },
    );
  });

  test('for values below zero', () => {
    fc.assert(
      fc.property(times, (values) => {
        const below = values.map((value) => -value);
        within(histogramOf(below), exactOf(below));
      }),
    );
  });

  test('for histograms that were put together', () => {
    fc.assert(
      fc.property(fc.array(times, { minLength: 1, maxLength: 5 }), (lists) => {
        const whole = new LogHistogram();
        for (const list of lists) whole.merge(histogramOf(list));
        within(whole, exactOf(lists.flat()));
        const atOnce = histogramOf(lists.flat());
        for (const q of QUANTILES) expect(whole.quantile(q)).toBe(atOnce.quantile(q));
      }),
    );
  });
});

test('counts, zeros and extremes are exact', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(time, fc.constant(-2.5)), { minLength: 1 }), (values) => {
      const [histogram, exact] = [histogramOf(values), exactOf(values)];
      expect([histogram.count, histogram.zeros, histogram.min, histogram.max]).toStrictEqual([
        exact.count,
        exact.zeros,
        exact.min,
        exact.max,
      ]);
      expect(histogram.sum).toBeCloseTo(exact.sum, 6);
    }),
  );
});

test('nothing has no quantile', () => {
  expect(new LogHistogram().quantile(0.5)).toBeNaN();
});
