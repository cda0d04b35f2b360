import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LogHistogram } from '../numbers/log-histogram.ts';
import { uniform } from '../numbers/random.ts';
import { SortedValues } from '../numbers/sorted-values.ts';
import { modesOf } from './modes.ts';

/** Quantiles of a bell on the logarithmic scale, evenly: no chance. */
function bell(medianMs: number, spread: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => {
    const p = (at + 0.5) / count;
    // Logistic, which has the form of a bell and an inverse in one line.
    return medianMs * Math.exp(spread * Math.log(p / (1 - p)));
  });
}
const exponential = (meanMs: number, count: number) =>
  Array.from({ length: count }, (_, at) => -meanMs * Math.log(1 - (at + 0.5) / count));
const sorted = (values: readonly number[]) => new SortedValues(Float64Array.from(values).sort());

describe('two groups', () => {
  test('are found where they are, with their shares', () => {
    const modes = modesOf(sorted([...bell(3, 0.15, 7000), ...bell(120, 0.15, 3000)]));
    expect(modes?.lowMs).toBeGreaterThan(2.5);
    expect(modes?.lowMs).toBeLessThan(3.5);
    expect(modes?.highMs).toBeGreaterThan(105);
    expect(modes?.highMs).toBeLessThan(140);
    expect(modes?.highShare).toBeCloseTo(0.3, 2);
  });

  test('are found where one is small and nothing lies between', () => {
    const modes = modesOf(sorted([...bell(10, 0.2, 4950), ...bell(900, 0.2, 50)]));
    expect(modes).toMatchObject({ lowMs: expect.closeTo(10, 0), highMs: expect.closeTo(900, -2), highShare: 0.01 });
  });

  test('are found where a small one scatters down to the other', () => {
    const modes = modesOf(sorted([...bell(10, 0.2, 3800), ...bell(300, 0.2, 200)]));
    expect(modes).toMatchObject({ highMs: expect.closeTo(300, -2), highShare: expect.closeTo(0.05, 2) });
  });

  test('are found in counts, too', () => {
    const histogram = new LogHistogram();
    for (const value of [...bell(3, 0.15, 7000), ...bell(120, 0.15, 3000)]) histogram.add(value);
    expect(modesOf(histogram)?.highShare).toBeCloseTo(0.3, 2);
  });
});

describe('one group', () => {
  test('a heavy tail, however its values fall', () => {
    const next = uniform(3);
    for (let time = 0; time < 300; time += 1) {
      const alpha = 1 + 2 * next();
      const values = Array.from({ length: 2000 }, () => 10 * (1 - next()) ** (-1 / alpha));
      expect(modesOf(sorted(values))).toBeUndefined();
    }
  });

  test.each([
    ['a bell', bell(40, 0.3, 5000)],
    ['a wide bell', bell(40, 1, 5000)],
    ['one simple queue', exponential(50, 5000)],
    ['the same everywhere', Array.from({ length: 5000 }, () => 12.5)],
    ['evenly spread', Array.from({ length: 5000 }, (_, at) => 1 + at)],
    ['a few stragglers', [...bell(10, 0.2, 4993), ...bell(900, 0.2, 7)]],
    ['a tail without a hole', exponential(50, 5000).map((ms, at) => (at % 100 === 0 ? ms * 8 : ms))],
    ['two groups near each other', [...bell(10, 0.05, 2500), ...bell(22, 0.05, 2500)]],
    ['too few to tell', [...bell(3, 0.15, 400), ...bell(120, 0.15, 400)]],
  ])('%s', (_what, values) => {
    expect(modesOf(sorted(values))).toBeUndefined();
  });

  test('whatever bell it is, wherever it lies', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 20_000, noNaN: true }),
        fc.double({ min: 0.02, max: 0.8, noNaN: true }),
        (median, spread) => {
          expect(modesOf(sorted(bell(median, spread, 2000)))).toBeUndefined();
        },
      ),
    );
  });
});
