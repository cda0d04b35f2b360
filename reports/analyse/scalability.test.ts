import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestVus, scalabilityCurve, throughputAt } from './scalability.ts';

const LEVELS = [25, 50, 100, 200, 400, 800, 1600, 3200];
const on = (lambda: number, sigma: number, kappa: number) => ({ lambda, sigma, kappa, r2: 1 });
const pointsOf = (curve: ReturnType<typeof on>, noise: readonly number[] = []) =>
  LEVELS.map((vus, at) => ({ vus, perSec: throughputAt(curve, vus) * (1 + (noise[at] ?? 0)) }));

test.each([
  [1, 0.002, 1e-7],
  [0.5, 0.05, 1e-6],
  [12, 0.3, 1e-5],
  [3, 0.01, 4e-6],
])('λ %d, σ %d, κ %d over eight levels come back', (lambda, sigma, kappa) => {
  const found = scalabilityCurve(pointsOf(on(lambda, sigma, kappa)));
  expect(found?.r2).toBeGreaterThan(0.9999);
  expect((found?.lambda ?? 0) / lambda).toBeCloseTo(1, 2);
  expect((found?.sigma ?? 0) / sigma).toBeCloseTo(1, 2);
  expect((found?.kappa ?? 0) / kappa).toBeCloseTo(1, 2);
});

test('any curve comes back within 5 %', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      fc.double({ min: -3, max: -0.7, noNaN: true }),
      fc.double({ min: -7, max: -4.5, noNaN: true }),
      (lambda, logSigma, logKappa) => {
        const [sigma, kappa] = [10 ** logSigma, 10 ** logKappa];
        const found = scalabilityCurve(pointsOf(on(lambda, sigma, kappa)));
        expect(Math.abs((found?.sigma ?? 0) / sigma - 1)).toBeLessThan(0.05);
        expect(Math.abs((found?.kappa ?? 0) / kappa - 1)).toBeLessThan(0.05);
      },
    ),
    { numRuns: 60 },
  );
});

describe('the form of the curve', () => {
  test('throughput in proportion has neither σ nor κ', () => {
    expect(scalabilityCurve(pointsOf(on(0.99, 0, 0)))).toMatchObject({ sigma: 0, kappa: 0 });
  });

  test('a hard limit is mostly σ, and the curve never falls far', () => {
    const points = LEVELS.map((vus) => ({ vus, perSec: Math.min(vus, 308) }));
    const found = scalabilityCurve(points);
    expect(found?.r2).toBeGreaterThan(0.9);
    expect(found && throughputAt(found, 3200)).toBeGreaterThan(270);
  });

  test('the most throughput lies where the derivative is nothing', () => {
    const curve = on(2, 0.02, 1e-5);
    const best = bestVus(curve) ?? Number.NaN;
    for (const near of [0.98, 1.02]) expect(throughputAt(curve, best * near)).toBeLessThan(throughputAt(curve, best));
    expect(bestVus(on(1, 0.1, 0))).toBeUndefined();
  });

  test('the same throughput everywhere says nothing', () => {
    expect(scalabilityCurve(LEVELS.map((vus) => ({ vus, perSec: 5 })))).toBeUndefined();
  });
});
