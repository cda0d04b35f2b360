import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outputOf, recordings } from '../../testing/reference-formats.ts';
import { BuhaError } from '../model/error.ts';
import type { Check, Metric } from '../model/measurement.ts';
import { quantile } from '../numbers/quantile.ts';
import { errorText } from '../words/errors.ts';
import { checkPlausible } from './plausible.ts';
import { scopesOf } from './scopes.ts';

function faultOf(
  metrics: readonly Metric[],
  checks: readonly Check[] = [],
): BuhaError<'impossible-figures'> | undefined {
  try {
    checkPlausible({ metrics, ...scopesOf(metrics), checks, thresholds: [], runMs: undefined }, 'a.json', 7);
    return undefined;
  } catch (fault) {
    if (fault instanceof BuhaError && fault.code === 'impossible-figures') return fault;
    throw fault;
  }
}

const trend = (values: Record<string, number>, name = 'http_req_duration'): Metric => ({
  name,
  kind: 'trend',
  contains: 'time',
  values,
});
const rate = (values: Record<string, number>): Metric => ({ name: 'http_req_failed', kind: 'rate', values });
const one = (kind: Metric['kind'], name: string, values: Record<string, number>): Metric => ({ name, kind, values });

/** Statistics named in the error, in its order. */
const named = (metric: Metric) => {
  const { first, second } = faultOf([metric])?.facts ?? {};
  return [first?.statistic, second?.statistic].filter((statistic) => statistic !== undefined);
};

describe('figures that cannot both be: both are named', () => {
  test.each<[string[], Metric]>([
    [['p(90)', 'p(95)'], trend({ 'p(95)': 11, 'p(90)': 12.5, max: 20 })],
    [['p(95)', 'p(99)'], trend({ 'p(95)': 11, 'p(99)': 10 })],
    [['p(99)', 'p(99.9)'], trend({ 'p(99.9)': 10, 'p(99)': 10.1 })],
    [['p(99.9)', 'max'], trend({ 'p(99.9)': 10, max: 9 })],
    [['med', 'p(90)'], trend({ med: 3, 'p(90)': 2 })],
    [['min', 'med'], trend({ min: 3, med: 2 })],
    [['med', 'p(97.5)'], trend({ 'p(97.5)': 2, med: 3, 'p(99)': 4 })],
    [['min', 'avg'], trend({ min: 3, avg: 2 })],
    [['avg', 'max'], trend({ avg: 66.44, max: 27.25 })],
    [['p(90)', 'p(95)'], trend({ 'p(95)': -3, 'p(90)': -2 }, 'drift')],
    [['rate', 'passes'], rate({ rate: 0.07, passes: 3, fails: 97 })],
    [['rate', 'passes'], rate({ rate: 0.5, passes: 0, fails: 0 })],
    [['value', 'max'], one('gauge', 'vus', { value: 9, min: 1, max: 8 })],
    [['min', 'value'], one('gauge', 'vus', { value: 0, min: 1, max: 8 })],
  ])('%j', (statistics, metric) => expect(named(metric)).toStrictEqual(statistics));

  test('the error says them as figures of their unit, in both languages', () => {
    const fault = faultOf([trend({ 'p(90)': 12.5, 'p(95)': 11 })]);
    expect(fault?.facts).toMatchObject({ file: 'a.json', line: 7, metric: 'http_req_duration' });
    for (const language of ['ko', 'en'] as const) {
      if (!fault) throw new Error('no fault');
      expect(errorText(fault, language)).toMatch(/a\.json:7 .*http_req_duration.*12\.5ms.*11ms/);
    }
  });
});

describe('a figure that no run has', () => {
  test.each<[string, Metric]>([
    ['count', one('counter', 'http_reqs', { count: -5, rate: 1 })],
    ['count', one('counter', 'iterations{scenario:a}', { count: -5, rate: 1 })],
    ['rate', one('counter', 'data_sent', { count: 5, rate: -1 })],
    ['count', trend({ count: -1, avg: 3 }, 'drift')],
    ['avg', trend({ avg: -3 })],
    ['count', one('counter', 'http_reqs', { count: 1e308 })],
    ['count', one('counter', 'iterations', { count: 12.5 })],
    ['passes', rate({ passes: 0.5, fails: 0.5, rate: 0.5 })],
    ['passes', rate({ passes: -1, fails: 3, rate: 0 })],
    ['fails', rate({ passes: 1, fails: -3, rate: 0 })],
    ['rate', rate({ rate: 1.01 })],
    ['rate', rate({ rate: -0.01 })],
    ['value', one('gauge', 'vus', { value: -1 })],
    ['avg', trend({ avg: Number.NaN }, 'drift')],
    ['max', trend({ max: Number.POSITIVE_INFINITY }, 'drift')],
  ])('%s', (statistic, metric) => expect(named(metric)).toStrictEqual([statistic]));

  test('a check that passed less than never', () => {
    expect(faultOf([], [{ name: 'ok', passed: 3, failed: -1 }])?.facts).toMatchObject({
      metric: 'ok',
      first: { statistic: 'fails', value: -1 },
    });
    expect(faultOf([], [{ name: 'ok', passed: undefined, failed: 0 }])).toBeUndefined();
  });
});

describe('what only looks strange is left alone', () => {
  test.each<[string, Metric]>([
    ['metrics of a script may be negative', trend({ min: -21, avg: -10.5, med: -10, max: 0 }, 'drift')],
    ['a script may count downwards', one('counter', 'data_left', { count: -5, rate: -1 })],
    ['a script may count by halves', one('counter', 'litres', { count: 2.5, rate: 1 })],
    ['text rounds sizes', one('counter', 'data_sent', { count: 6600.000000000001, rate: 1 })],
    ['names that begin as those of k6 are not k6’s', one('gauge', 'vus_delta', { value: -1, min: -2, max: 3 })],
    ['no samples', trend({ min: 0, avg: 0, med: 0, max: 0, 'p(95)': 0, count: 0 })],
    ['a ratio of nothing', rate({ passes: 0, fails: 0, rate: 0 })],
    ['a mean above p95', trend({ min: 1, med: 2, 'p(95)': 3, avg: 50, max: 900 })],
    ['the last digit of a mean of equal values', trend({ min: 0.1, avg: 0.1 + 2 ** -55, max: 0.1 })],
  ])('%s', (_what, metric) => expect(faultOf([metric])).toBeUndefined());

  test('truncated text: 1.2s and 1.19s may be the same, 1.2s and 1.17s may not', () => {
    const precision = { avg: 10, max: 10 };
    expect(faultOf([{ ...trend({ avg: 1200, max: 1190 }), precision }])).toBeUndefined();
    expect(faultOf([{ ...trend({ avg: 1200, max: 1170 }), precision }])).toBeDefined();
    const printed = { ...rate({ rate: 0.3193, passes: 3194, fails: 6806 }), precision: { rate: 1e-4 } };
    expect(faultOf([printed])).toBeUndefined();
    expect(faultOf([{ ...printed, precision: {} }])).toBeDefined();
  });

  test.each(recordings)('$path, which k6 wrote', async (recording) => {
    const { measured } = await outputOf(recording);
    expect(() => checkPlausible(measured, recording.path, 1)).not.toThrow();
  });
});

test('statistics of real samples are never refused, and swapping two that differ always is', () => {
  const times = fc.array(fc.double({ min: 0, max: 1e5, noNaN: true }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(times, fc.nat(5), fc.nat(5), (samples, a, b) => {
      const sorted = Float64Array.from(samples).toSorted();
      const at = { min: 0, med: 0.5, 'p(90)': 0.9, 'p(95)': 0.95, 'p(99)': 0.99, max: 1 };
      const values: Record<string, number> = Object.fromEntries(
        Object.entries(at).map(([name, q]) => [name, quantile(sorted, q) ?? 0]),
      );
      const avg = samples.reduce((sum, time) => sum + time, 0) / samples.length;
      expect(faultOf([trend({ ...values, avg, count: samples.length })])).toBeUndefined();
      const [low = '', high = ''] = [Object.keys(at)[Math.min(a, b)], Object.keys(at)[Math.max(a, b)]];
      const [under = 0, over = 0] = [values[low], values[high]];
      if (over - under <= 1e-6 * over) return;
      expect(faultOf([trend({ ...values, [low]: over, [high]: under })])).toBeDefined();
    }),
  );
});
