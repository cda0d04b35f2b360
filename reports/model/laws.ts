import type { PlannedRate } from './plan.ts';

/**
 * The operational laws for a whole run (Denning & Buzen 1978; Lazowska et al. 1984; Little 1961). They hold for any
 * measured interval. Times in ms, rates per second, ratios 0–1; what an input is missing for is undefined.
 */
export interface Laws {
  /** Of several scenarios the one that think time, idle iteration and stretch are of; undefined where the run has one, or all are alike. */
  readonly scenario: string | undefined;
  /** Think time of one iteration (Z). */
  readonly thinkMs: number | undefined;
  /** True where the think time was worked out from the figures. */
  readonly thinkEstimated: boolean;
  readonly requestsPerIteration: number | undefined;
  /** Fastest successful response (R_min). */
  readonly minMs: number | undefined;
  /** The same, of requests of several names the mean of the fastest of each. */
  readonly idleMs: number | undefined;
  /** Length of an iteration on an idle server: think time and fastest responses (Z + R_min). */
  readonly idleIterationMs: number | undefined;
  /** Requests in flight, N = X·R: all requests, for a failing one is in flight as well. */
  readonly inFlight: number | undefined;
  /** Virtual users at work, V = X_iter·I. */
  readonly activeVus: number | undefined;
  /** Requests served at once if each took the fastest response, L = X·R_min; everything above waits. */
  readonly effectiveLanes: number | undefined;
  /** Upper bound of the share of a response that was queueing, 1 − R_min/R. */
  readonly waitingRatio: number | undefined;
  /** I/(Z + R_min): 1 where the load generator is the limit, far above 1 where the server is saturated. */
  readonly stretch: number | undefined;
  /** The same with the median response: what happened to a typical iteration. */
  readonly typicalStretch: number | undefined;
  /** Different keys in the test data (k). */
  readonly keys: number | undefined;
  /** About what k serial lanes could serve, k/R_min, for example with one lock per key; not for reads. */
  readonly serialPerSec: number | undefined;
  /** Mean time that a request holds its lane if k lanes are always busy, k/X; not for reads. */
  readonly msPerLane: number | undefined;
}

/** What an arrival-rate scenario could send at most. */
export interface ArrivalCeiling {
  readonly plan: PlannedRate;
  /** Most iterations per second that the scenario's VUs can start on this server, were it idle all the time. */
  readonly ceilingPerSec: number;
  /** Highest planned rate, iterations per second. */
  readonly peakRate: number;
  /** Share of the plan below the ceiling, 0–1. */
  readonly reachableRatio: number;
  /** VUs that the planned peak needs if the server answers as fast as it ever did; rounded, for it is an estimate. */
  readonly vusNeeded: number;
  /** The same with the measured length of an iteration; undefined where the server slowed iterations down. */
  readonly vusNeededAsMeasured: number | undefined;
  /** True where the think time was worked out from the figures. */
  readonly estimated: boolean;
}
