import type { BusinessFigures, BusinessLoad } from '../model/business.ts';
import { vusFor } from './load-forecast.ts';

const SECONDS_PER_DAY = 86_400;
const SECONDS_PER_HOUR = 3_600;

/**
 * Mean = requests per day / 86 400 s; peak = those of the busiest hour / 3 600 s, taken to be spread evenly over it;
 * VUs = iterations per second · length of an iteration (Little 1961).
 */
export function businessLoad(figures: BusinessFigures): BusinessLoad {
  const requestsPerDay = figures.dau * figures.requestsPerUser;
  const peakHourRequests = requestsPerDay * figures.peakShare;
  const peakPerSec = peakHourRequests / SECONDS_PER_HOUR;
  const peakIterationsPerSec = peakPerSec / figures.requestsPerIteration;
  return {
    ...figures,
    requestsPerDay,
    meanPerSec: requestsPerDay / SECONDS_PER_DAY,
    peakHourRequests,
    peakPerSec,
    peakIterationsPerSec,
    vus: vusFor(peakIterationsPerSec, figures.iterationMs),
  };
}

/** VUs of the options file over those that the expected length of an iteration needs: it may grow by half. */
export const VU_MARGIN = 1.5;

/** Options for k6 in which a business load rises to its peak, stays there and falls again. */
export interface BusinessOptions {
  readonly scenarios: {
    readonly peak_hour: {
      readonly executor: 'ramping-arrival-rate';
      readonly startRate: number;
      readonly timeUnit: string;
      readonly preAllocatedVUs: number;
      readonly maxVUs: number;
      readonly stages: readonly { readonly duration: string; readonly target: number }[];
    };
  };
}

/** k6 takes whole iterations per unit of time only: a unit in which a whole number is no more than 1 % off. */
function wholeRate(perSec: number): { readonly timeUnit: string; readonly target: number; readonly perSec: number } {
  const units = [
    { timeUnit: '1s', seconds: 1 },
    { timeUnit: '1m', seconds: 60 },
    { timeUnit: '1h', seconds: SECONDS_PER_HOUR },
  ];
  const fits = ({ seconds }: { seconds: number }) => Number.isInteger(perSec * seconds) || perSec * seconds >= 100;
  const { timeUnit, seconds } = units.find(fits) ?? { timeUnit: '1h', seconds: SECONDS_PER_HOUR };
  // Binary fractions must not add an iteration.
  const target = Math.ceil(Number((perSec * seconds).toPrecision(9)));
  return { timeUnit, target, perSec: target / seconds };
}

/**
 * The load as options for k6 (`--config`, or a script's own `options`): one minute up to the peak, five minutes of it,
 * one minute down. All VUs stand ready from the start, with `VU_MARGIN` to spare.
 */
export function businessOptions({ peakIterationsPerSec, iterationMs }: BusinessLoad): BusinessOptions {
  const { timeUnit, target, perSec } = wholeRate(peakIterationsPerSec);
  const vus = Math.max(1, vusFor(perSec, iterationMs * VU_MARGIN));
  return {
    scenarios: {
      peak_hour: {
        executor: 'ramping-arrival-rate',
        startRate: 0,
        timeUnit,
        preAllocatedVUs: vus,
        maxVUs: vus,
        stages: [
          { duration: '1m', target },
          { duration: '5m', target },
          { duration: '1m', target: 0 },
        ],
      },
    },
  };
}
