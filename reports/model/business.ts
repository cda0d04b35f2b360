/** What a business knows of its traffic. */
export interface BusinessFigures {
  /** Daily active users. */
  readonly dau: number;
  readonly requestsPerUser: number;
  /** Share of a day's requests that falls into its busiest hour, 0–1. */
  readonly peakShare: number;
  /** Expected length of an iteration in ms, think time included. */
  readonly iterationMs: number;
  readonly requestsPerIteration: number;
}

/** The load that follows from it. Rates per second. */
export interface BusinessLoad extends BusinessFigures {
  readonly requestsPerDay: number;
  readonly meanPerSec: number;
  readonly peakHourRequests: number;
  readonly peakPerSec: number;
  readonly peakIterationsPerSec: number;
  /** VUs that are busy at once in the busiest hour. */
  readonly vus: number;
}
