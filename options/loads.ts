import type { Told } from './apis.ts';
import type { ServiceLevels } from './service-levels.ts';

/** One step of a ramp: linear from the previous target to this one over `duration` (k6 notation: "30s"). */
export interface Stage {
  readonly duration: string;
  readonly target: number;
}

interface Start {
  /** Since the start of the run, or since the end of the scenario that `after` names; scaled as stages are. */
  readonly startTime?: string;
  /** Name of the scenario that must have ended; it becomes a start time before k6 sees it. */
  readonly after?: string;
}

export interface RampingVus extends Start {
  readonly executor: 'ramping-vus';
  readonly startVUs: number;
  readonly stages: readonly Stage[];
  readonly gracefulStop?: string;
  readonly gracefulRampDown?: string;
}

export interface RampingArrivalRate extends Start {
  readonly executor: 'ramping-arrival-rate';
  readonly startRate: number;
  readonly timeUnit: string;
  readonly preAllocatedVUs: number;
  readonly maxVUs: number;
  readonly stages: readonly Stage[];
  readonly gracefulStop?: string;
}

export type LoadScenario = RampingVus | RampingArrivalRate;
export type LoadScenarios = Record<string, LoadScenario>;

/** A profile of a project: its load, not yet scaled, and what it is for. */
export interface Profile {
  readonly scenarios: Readonly<LoadScenarios>;
  /** What it is meant to find out, for the report. */
  readonly purpose?: Told;
  /** Smallest share of the planned load that must be delivered for a run to be judged, 0–1; 0.95 where it says none. */
  readonly minDelivered?: number;
}

/** The loads of a project and what it promises under them. */
export interface Loads {
  /** Profiles of its own, beside those that are built in. */
  readonly profiles: Readonly<Record<string, Profile>>;
  /** The profile that runs where none is named. */
  readonly profile: string;
  readonly serviceLevels: ServiceLevels;
}

/** The profiles alone. */
export type Profiles = Pick<Loads, 'profiles'>;

/** What holds where a project says nothing. */
export const NO_LOADS: Loads = { profiles: {}, profile: 'smoke', serviceLevels: {} };
