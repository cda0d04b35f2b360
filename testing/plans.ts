/** For tests: small plans of each model of load. */
import type { PlannedIterations, PlannedRate, PlannedVus, Ramp } from '../reports/model/plan.ts';

const lengthOf = (ramps: readonly Ramp[]) => ramps.reduce((sum, { durationMs }) => sum + durationMs, 0);

/** Arrivals a second. */
export const openPlan = (ramps: readonly Ramp[], startMs = 0): PlannedRate => ({
  name: 'open',
  executor: 'ramping-arrival-rate',
  model: 'open',
  startMs,
  durationMs: lengthOf(ramps),
  ramps,
  preAllocatedVus: 1,
  maxVus: 1,
});

/** Virtual users. */
export const closedPlan = (ramps: readonly Ramp[], startMs = 0): PlannedVus => ({
  name: 'closed',
  executor: 'ramping-vus',
  model: 'closed',
  startMs,
  durationMs: lengthOf(ramps),
  ramps,
});

/** A hundred iterations that ten users share. */
export const countPlan: PlannedIterations = {
  name: 'counted',
  executor: 'shared-iterations',
  model: 'iterations',
  startMs: 0,
  durationMs: 600_000,
  iterations: 100,
  vus: 10,
};
