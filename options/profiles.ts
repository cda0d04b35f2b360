import { SettingProblem } from './problem.ts';

/** One step of a ramp: linear from the previous target to this one over `duration` (k6 notation: "30s"). */
export interface Stage {
  readonly duration: string;
  readonly target: number;
}

export interface RampingVus {
  readonly executor: 'ramping-vus';
  readonly startTime?: string;
  readonly startVUs: number;
  readonly stages: readonly Stage[];
  readonly gracefulStop?: string;
  readonly gracefulRampDown?: string;
}

export interface RampingArrivalRate {
  readonly executor: 'ramping-arrival-rate';
  readonly startTime?: string;
  readonly startRate: number;
  readonly timeUnit: string;
  readonly preAllocatedVUs: number;
  readonly maxVUs: number;
  readonly stages: readonly Stage[];
  readonly gracefulStop?: string;
}

export type LoadScenario = RampingVus | RampingArrivalRate;
export type LoadScenarios = Record<string, LoadScenario>;

export interface Profile {
  /** Smallest share of the planned load that must be delivered for a run to be judged, 0–1. */
  readonly minDelivered: number;
  /**
   * The load, not yet scaled. It may depend on the think time of one iteration in milliseconds (`peak-full`) and,
   * for a start time that waits for another scenario, on the factor of the durations (`sequential`).
   */
  readonly scenarios: (thinkMs: number, durationScale: number) => LoadScenarios;
}

const s = (seconds: number, target: number): Stage => ({ duration: `${seconds}s`, target });

// The reference's common options, to the digit.
const seedLoad = (): RampingVus => ({
  executor: 'ramping-vus',
  startVUs: 0,
  stages: [s(10, 1000), s(30, 1000), s(10, 3000), s(30, 3000), s(10, 0)],
});

/** Length of the reference's load_test, and how long k6 lets its last iterations finish by default. */
const SEED_LOAD_SECONDS = 90;
const GRACEFUL_STOP_SECONDS = 30;

const seedPeak = (): RampingArrivalRate => ({
  executor: 'ramping-arrival-rate',
  startRate: 10,
  timeUnit: '1s',
  preAllocatedVUs: 200,
  maxVUs: 500,
  stages: [s(10, 1000), s(20, 5000), s(30, 1000), s(10, 5000)],
});

/** Highest planned rate of the reference's peak_test, iterations per second. */
const SEED_PEAK_RATE = 5000;

/** Response time up to which `peak-full` still has a free VU for every planned iteration. */
const PEAK_FULL_RESPONSE_MS = 500;

const peakFullVus = (thinkMs: number) => Math.ceil((SEED_PEAK_RATE * (thinkMs + PEAK_FULL_RESPONSE_MS)) / 1000);

const rampingVus = (...stages: Stage[]): RampingVus => ({ executor: 'ramping-vus', startVUs: 0, stages });

export const PROFILES = {
  // Its peak cannot be delivered by its own 500 VUs on any server, so nothing is demanded of the share.
  seed: { minDelivered: 0, scenarios: () => ({ load_test: seedLoad(), peak_test: seedPeak() }) },
  sequential: {
    minDelivered: 0,
    scenarios: (_thinkMs, durationScale) => ({
      load_test: seedLoad(),
      peak_test: { ...seedPeak(), startTime: `${SEED_LOAD_SECONDS * durationScale + GRACEFUL_STOP_SECONDS}s` },
    }),
  },
  'load-only': { minDelivered: 0.95, scenarios: () => ({ load_test: seedLoad() }) },
  'peak-only': { minDelivered: 0, scenarios: () => ({ peak_test: seedPeak() }) },
  'peak-full': {
    minDelivered: 0.95,
    // k6 starts at most one extra VU at a time, so all of them stand ready from the start.
    scenarios: (thinkMs) => ({
      peak_test: { ...seedPeak(), preAllocatedVUs: peakFullVus(thinkMs), maxVUs: peakFullVus(thinkMs) },
    }),
  },
  // Seven levels over a range of 64×: enough to fit a scalability curve (5 levels over 4×).
  stress: {
    minDelivered: 0.95,
    scenarios: () => ({
      load_test: rampingVus(
        ...[50, 100, 200, 400, 800, 1600, 3200].flatMap((level) => [s(5, level), s(20, level)]),
        s(5, 0),
      ),
    }),
  },
  spike: {
    minDelivered: 0.95,
    scenarios: () => ({
      load_test: rampingVus(s(10, 200), s(30, 200), s(5, 3000), s(20, 3000), s(5, 200), s(45, 200), s(5, 0)),
    }),
  },
  soak: {
    minDelivered: 0.95,
    scenarios: () => ({ load_test: rampingVus(s(120, 500), s(3360, 500), s(120, 0)) }),
  },
  // At most 15 s, and at least 200 requests of every API (a p95 needs them), even with 2 s of think time.
  smoke: {
    minDelivered: 0.95,
    scenarios: () => ({
      load_test: { ...rampingVus(s(1, 50), s(9, 50), s(1, 0)), gracefulStop: '3s', gracefulRampDown: '3s' },
      peak_test: {
        executor: 'ramping-arrival-rate',
        startRate: 5,
        timeUnit: '1s',
        preAllocatedVUs: 80,
        maxVUs: 80,
        stages: [s(5, 5), s(2, 20), s(3, 20)],
        gracefulStop: '3s',
      },
    }),
  },
} as const satisfies Record<string, Profile>;

export type ProfileName = keyof typeof PROFILES;

export const PROFILE_NAMES = Object.keys(PROFILES) as ProfileName[];

export interface LoadSettings {
  readonly profile: ProfileName;
  /** Multiplies virtual users and rates. */
  readonly scale: number;
  /** Multiplies the stages' durations. */
  readonly durationScale: number;
}

/** Largest factor for scales: far above any sensible use, low enough that a slip of the keyboard is caught. */
const MOST_SCALE = 100;

function positiveNumber(field: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0 && value <= MOST_SCALE)) {
    throw new SettingProblem(field, text, `0 < ${field} <= ${MOST_SCALE}`);
  }
  return value;
}

/** Reads the settings as a user wrote them. Throws `SettingProblem` for names and numbers that cannot be used. */
export function readLoadSettings(profile = 'seed', scale = '1', durationScale = '1'): LoadSettings {
  if (!Object.hasOwn(PROFILES, profile)) throw new SettingProblem('profile', profile, PROFILE_NAMES.join(', '));
  return {
    profile: profile as ProfileName,
    scale: positiveNumber('scale', scale),
    durationScale: positiveNumber('duration-scale', durationScale),
  };
}

function scaledCount(count: number, factor: number): number {
  // A stage that had load keeps some: rounding to nothing would test nothing.
  return count === 0 ? 0 : Math.max(1, Math.round(count * factor));
}

/** Only plain seconds are scaled, which is how this file writes every duration. */
function scaledDuration(duration: string, factor: number): string {
  return factor === 1 ? duration : `${Math.max(1, Math.round(Number.parseFloat(duration) * 1000 * factor))}ms`;
}

function scaledScenario(scenario: LoadScenario, settings: LoadSettings): LoadScenario {
  const { scale, durationScale } = settings;
  const stages = scenario.stages.map((stage) => ({
    duration: scaledDuration(stage.duration, durationScale),
    target: scaledCount(stage.target, scale),
  }));
  if (scenario.executor === 'ramping-vus') {
    return { ...scenario, startVUs: scaledCount(scenario.startVUs, scale), stages };
  }
  return {
    ...scenario,
    startRate: scaledCount(scenario.startRate, scale),
    preAllocatedVUs: scaledCount(scenario.preAllocatedVUs, scale),
    maxVUs: scaledCount(scenario.maxVUs, scale),
    stages,
  };
}

/** The k6 `scenarios` of a profile, scaled. `thinkMs` is the think time of one iteration. */
export function loadScenarios(settings: LoadSettings, thinkMs: number): LoadScenarios {
  const profile: Profile = PROFILES[settings.profile];
  const planned = profile.scenarios(thinkMs, settings.durationScale);
  return Object.fromEntries(
    Object.entries(planned).map(([name, scenario]) => [name, scaledScenario(scenario, settings)]),
  );
}
