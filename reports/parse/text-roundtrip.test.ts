import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printedDuration, printedShare, printedSize } from '../../testing/k6-printed.ts';
import { tries } from '../../testing/tries.ts';
import { parseText } from './text.ts';
import { textValue } from './text-values.ts';

describe('a figure is read back within its last place', () => {
  const magnitude = (from: number, to: number) =>
    fc
      .tuple(fc.double({ min: 1, max: 9.999, noNaN: true }), fc.integer({ min: from, max: to }))
      .map(([m, e]) => m * 10 ** e);

  test('durations from nanoseconds to hours: never above the true value, which was cut off', () => {
    fc.assert(
      fc.property(magnitude(-6, 8), (ms) => {
        const { value = Number.NaN, precision = 0 } = textValue(printedDuration(ms)) ?? {};
        expect(ms - value).toBeGreaterThanOrEqual(-ms * 1e-12);
        expect(ms - value).toBeLessThan(precision * (1 + 1e-9) + ms * 1e-12);
      }),
      { numRuns: tries(2000) },
    );
  });

  test('durations in a unit that the script chose', () => {
    const units = [
      ['s', 1000],
      ['ms', 1],
      ['µs', 0.001],
    ] as const;
    fc.assert(
      fc.property(magnitude(-3, 6), fc.constantFrom(...units), (ms, [unit, size]) => {
        const { value = Number.NaN, precision = 0 } = textValue(`${(ms / size).toFixed(2)}${unit}`) ?? {};
        expect(Math.abs(ms - value)).toBeLessThan(precision);
      }),
    );
  });

  test('sizes from bytes to terabytes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: 0, max: 999 }), magnitude(1, 14).map(Math.round)), (bytes) => {
        const { value = Number.NaN, precision = 0 } = textValue(printedSize(bytes)) ?? {};
        expect(Math.abs(bytes - value)).toBeLessThanOrEqual(precision);
      }),
      { numRuns: tries(2000) },
    );
  });
});

type Printed = { name: string; text: string; kind: string; values: Record<string, number> };

const printedNumber = (value: number) => String(Number(value.toFixed(6)));
const STATISTICS = ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)', 'p(99.9)'];

const positive = fc.double({ min: 0, max: 1e6, noNaN: true });
const counts = fc.tuple(fc.nat(1e6), fc.nat(1e6));

const trend = fc
  .tuple(fc.array(positive, { minLength: 7, maxLength: 7 }), fc.constantFrom(printedDuration, printedNumber))
  .map(([own, print]) => ({
    kind: 'trend',
    text: STATISTICS.map((name, at) => `${name}=${print(own[at] ?? 0).padEnd(9)}`).join(' '),
    values: Object.fromEntries(STATISTICS.map((name, at) => [name, own[at] ?? 0])),
  }));
const counter = fc
  .tuple(positive, positive, fc.constantFrom(printedNumber, printedSize, printedDuration))
  .map(([count, rate, print]) => ({
    kind: 'counter',
    text: `${print(count).padEnd(8)} ${print(rate)}/s`,
    values: { count, rate },
  }));
const gauge = fc.tuple(positive, positive, positive).map(([value, min, max]) => ({
  kind: 'gauge',
  text: `${printedNumber(value)}  min=${printedNumber(min)}  max=${printedNumber(max)}`,
  values: { value, min, max },
}));
const rate = (form: (passes: number, fails: number) => string) =>
  counts.map(([passes, fails]) => {
    const ratio = passes + fails === 0 ? 0 : passes / (passes + fails);
    return {
      kind: 'rate',
      text: `${printedShare(ratio)} ${form(passes, fails)}`,
      values: { passes, fails, rate: ratio },
    };
  });

const FORMS = {
  'before 0.55': (passes: number, fails: number) => `✓ ${passes}       ✗ ${fails}`,
  later: (passes: number, fails: number) => `${passes} out of ${passes + fails}`,
};

const metricName = fc.stringMatching(/^[a-z][a-z0-9_]{0,30}$/).filter((name) => !name.startsWith('checks'));

/** Metrics with names, as lines of one block. */
const block = (form: (passes: number, fails: number) => string) =>
  fc
    .tuple(
      counter,
      fc.uniqueArray(fc.tuple(metricName, fc.oneof(trend, counter, gauge, rate(form))), { selector: ([name]) => name }),
    )
    .map(([reqs, own]): Printed[] => [
      { name: 'http_reqs', ...reqs },
      { name: 'iterations', ...reqs },
      ...own
        .filter(([name]) => name !== 'http_reqs' && name !== 'iterations')
        .map(([name, metric]) => ({ name, ...metric })),
    ]);

function linesOf(metrics: readonly Printed[], indent: string): string[] {
  const longest = Math.max(...metrics.map(({ name }) => name.length)) + 3;
  return metrics.map(({ name, text }) => `${indent}${name.padEnd(longest, '.')}: ${text}`);
}

describe.each(Object.entries(FORMS))('a summary of random metrics is read back, in the form %s', (_form, form) => {
  test.each([
    ['as before 1.0', (lines: readonly string[]) => ['     ✓ status is 200', '', ...lines, '']],
    ['as since 1.0', (lines: readonly string[]) => ['', '  █ TOTAL RESULTS ', '', '    HTTP', ...lines, '', '']],
  ])('%s', (_version, around) => {
    fc.assert(
      fc.property(block(form), fc.constantFrom('', '     ', '\t'), (metrics, indent) => {
        const outputs = parseText(around(linesOf(metrics, indent)).join('\n'), 'x');
        expect(outputs).toHaveLength(1);
        const read = new Map(outputs[0]?.measured.metrics.map((metric) => [metric.name, metric]));
        expect([...read.keys()].toSorted()).toStrictEqual(metrics.map(({ name }) => name).toSorted());
        for (const { name, kind, values } of metrics) {
          const metric = read.get(name);
          expect(metric?.kind).toBe(kind);
          expect(Object.keys(metric?.values ?? {}).toSorted()).toStrictEqual(Object.keys(values).toSorted());
          for (const [statistic, value] of Object.entries(values)) {
            const difference = Math.abs((metric?.values[statistic] ?? Number.NaN) - value);
            expect(difference, `${name} ${statistic}`).toBeLessThanOrEqual(
              (metric?.precision?.[statistic] ?? 0) * 1.05 + value * 1e-12,
            );
          }
        }
      }),
      { numRuns: tries(150) },
    );
  });
});
