import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AMPLE } from '../../testing/reference-plans.ts';
import { parseK6Options } from '../parse/k6-options.ts';
import { businessLoad, businessOptions, VU_MARGIN } from './business-load.ts';
import { forecastLoad } from './load-forecast.ts';
import { planWarnings } from './plan-warnings.ts';
import { peakLevel } from './planned-load.ts';

const EXAMPLE = { dau: 100_000, requestsPerUser: 12, peakShare: 0.2, iterationMs: 1200, requestsPerIteration: 1 };

test('100 000 users of 12 requests, a fifth of them in one hour: 13.9/s, 66.7/s, 80 VUs', () => {
  const load = businessLoad(EXAMPLE);
  expect(load).toMatchObject({ requestsPerDay: 1_200_000, peakHourRequests: 240_000, vus: 80 });
  expect(load.meanPerSec).toBeCloseTo(13.889, 3);
  expect(load.peakPerSec).toBeCloseTo(66.667, 3);
});

test('an iteration of three requests is started a third as often', () => {
  const load = businessLoad({ ...EXAMPLE, requestsPerIteration: 3 });
  expect(load.peakPerSec / load.peakIterationsPerSec).toBeCloseTo(3, 9);
  expect(load.vus).toBe(27);
});

const figures = fc.record({
  dau: fc.integer({ min: 1, max: 50_000_000 }),
  requestsPerUser: fc.double({ min: 0.1, max: 200, noNaN: true }),
  peakShare: fc.double({ min: 0.001, max: 1, noNaN: true }),
  iterationMs: fc.double({ min: 1, max: 30_000, noNaN: true }),
  requestsPerIteration: fc.integer({ min: 1, max: 10 }),
});

describe('whatever the figures', () => {
  test('the peak is at least the mean where the busiest hour is more than the 24th part of a day', () => {
    fc.assert(
      fc.property(figures, (given) => {
        const { meanPerSec, peakPerSec } = businessLoad(given);
        expect(peakPerSec / meanPerSec).toBeCloseTo(given.peakShare * 24, 6);
      }),
    );
  });

  test('its VUs hold the peak (Little), and one fewer would not', () => {
    fc.assert(
      fc.property(figures, (given) => {
        const { vus, peakIterationsPerSec } = businessLoad(given);
        const busy = (peakIterationsPerSec * given.iterationMs) / 1000;
        expect(vus).toBeGreaterThanOrEqual(busy * (1 - 1e-8));
        expect(vus - 1).toBeLessThan(busy);
      }),
    );
  });

  test('the options reach the peak, hardly more, and with whole numbers', () => {
    fc.assert(
      fc.property(figures, (given) => {
        const load = businessLoad(given);
        const options = businessOptions(load);
        const [plan] = parseK6Options(options);
        const peak = (plan && peakLevel(plan)) ?? Number.NaN;
        expect(peak).toBeGreaterThanOrEqual(load.peakIterationsPerSec * (1 - 1e-8));
        // An iteration an hour is the least that k6 can be told.
        expect(peak).toBeLessThanOrEqual(load.peakIterationsPerSec * 1.01 + 1 / 3600);
        const { stages, maxVUs, preAllocatedVUs } = options.scenarios.peak_hour;
        for (const value of [maxVUs, preAllocatedVUs, ...stages.map(({ target }) => target)]) {
          expect(Number.isSafeInteger(value)).toBe(true);
        }
      }),
    );
  });

  test('its own plan has nothing against the options, not even at iterations as long as the margin allows', () => {
    const roomy = { ...AMPLE, availableBytes: undefined, openFiles: undefined, ports: undefined, cores: undefined };
    fc.assert(
      fc.property(figures, fc.double({ min: 0.01, max: VU_MARGIN, noNaN: true }), (given, slower) => {
        const planned = parseK6Options(businessOptions(businessLoad(given)));
        const iterationMs = given.iterationMs * slower;
        const forecast = forecastLoad(planned, { iterationMs, thinkMs: 0, latencyMs: iterationMs, requests: 1 });
        expect(planWarnings(forecast, undefined, roomy)).toStrictEqual([]);
      }),
    );
  });
});

test.each([
  [100_000, '1m', 4000],
  [1_000_000, '1s', 667],
  [100, '1m', 4],
  [101, '1h', 243],
])('%d users: a unit of time in which the rate is whole (%s)', (dau, timeUnit, target) => {
  const { peak_hour } = businessOptions(businessLoad({ ...EXAMPLE, dau })).scenarios;
  expect([peak_hour.timeUnit, peak_hour.stages[0]?.target]).toStrictEqual([timeUnit, target]);
});
