import {
  type LoadScenario,
  type LoadScenarios,
  type Loads,
  NO_LOADS,
  type Profile,
  type Profiles,
  type RampingArrivalRate,
  type RampingVus,
  type Stage,
} from './loads.ts';
import { settingProblem } from './problem.ts';

/** The load of a built-in profile, not yet scaled; it may depend on the think time of one iteration in ms. */
type Shape = (thinkMs: number) => LoadScenarios;

/** Profiles that every project has, not yet scaled. */
const builtIn = () => {
  const s = (seconds: number, target: number): Stage => ({ duration: `${seconds}s`, target });

  const rampingVus = (...stages: Stage[]): RampingVus => ({ executor: 'ramping-vus', startVUs: 0, stages });
  const load = () => rampingVus(s(10, 1000), s(30, 1000), s(10, 3000), s(30, 3000), s(10, 0));
  const peak = (): RampingArrivalRate => ({
    executor: 'ramping-arrival-rate',
    startRate: 10,
    timeUnit: '1s',
    preAllocatedVUs: 200,
    maxVUs: 500,
    stages: [s(10, 1000), s(20, 5000), s(30, 1000), s(10, 5000)],
  });
  /** Highest planned rate of the peak, iterations per second. */
  const peakRate = 5000;
  /** Response time up to which `peak-full` still has a free VU for every planned iteration, in ms. */
  const peakFullResponseMs = 500;
  const peakFullVus = (thinkMs: number) => Math.ceil((peakRate * (thinkMs + peakFullResponseMs)) / 1000);

  return {
    sequential: () => ({ load_test: load(), peak_test: { ...peak(), after: 'load_test' } }),
    'load-only': () => ({ load_test: load() }),
    'peak-only': () => ({ peak_test: peak() }),
    // k6 starts at most one extra VU at a time, so all of them stand ready from the start.
    'peak-full': (thinkMs: number) => ({
      peak_test: { ...peak(), preAllocatedVUs: peakFullVus(thinkMs), maxVUs: peakFullVus(thinkMs) },
    }),
    // Seven levels over a range of 64×: enough to fit a scalability curve (5 levels over 4×).
    stress: () => ({
      load_test: rampingVus(
        ...[50, 100, 200, 400, 800, 1600, 3200].flatMap((level) => [s(5, level), s(20, level)]),
        s(5, 0),
      ),
    }),
    spike: () => ({
      load_test: rampingVus(s(10, 200), s(30, 200), s(5, 3000), s(20, 3000), s(5, 200), s(45, 200), s(5, 0)),
    }),
    soak: () => ({ load_test: rampingVus(s(120, 500), s(3360, 500), s(120, 0)) }),
    // At most 15 s, and at least 200 requests of every API (a p95 needs them), even with 2 s of think time.
    smoke: () => ({
      load_test: { ...rampingVus(s(1, 50), s(9, 50), s(1, 0)), gracefulStop: '3s', gracefulRampDown: '3s' },
      peak_test: {
        ...peak(),
        startRate: 5,
        preAllocatedVUs: 80,
        maxVUs: 80,
        stages: [s(5, 5), s(2, 20), s(3, 20)],
        gracefulStop: '3s',
      },
    }),
  } satisfies Record<string, Shape>;
};

export type BuiltInProfile = keyof ReturnType<typeof builtIn>;

/** Profiles by name, those of a project before those that every one has. */
export const profileNames = ({ profiles }: Profiles = NO_LOADS): string[] => [
  ...new Set([...Object.keys(profiles), ...Object.keys(builtIn())]),
];

/** A profile of the project's own; undefined for one that is built in. */
export const profileNamed = (name: string, { profiles }: Profiles = NO_LOADS): Profile | undefined =>
  Object.hasOwn(profiles, name) ? profiles[name] : undefined;

/** Whose peak its own 500 VUs cannot deliver on any server, so that nothing is demanded. */
const UNDELIVERED: readonly string[] = ['sequential', 'peak-only'] satisfies BuiltInProfile[];

/** Smallest share of the planned load that must be delivered for a run to be judged, 0–1. */
export function minDelivered(name: string, loads: Profiles = NO_LOADS): number {
  const own = profileNamed(name, loads);
  return (own ? own.minDelivered : UNDELIVERED.includes(name) ? 0 : undefined) ?? 0.95;
}

export interface LoadSettings {
  readonly profile: string;
  /** Multiplies virtual users and rates. */
  readonly scale: number;
  /** Multiplies the stages' durations. */
  readonly durationScale: number;
}

/** How much load a user asked for, as it was written. */
export interface AskedLoad {
  readonly profile?: string | undefined;
  readonly scale?: string | undefined;
  readonly durationScale?: string | undefined;
}

/** Reads the settings as a user wrote them. Throws `SettingProblem` for names and numbers that cannot be used. */
export function readLoadSettings(
  { profile, scale = '1', durationScale = '1' }: AskedLoad,
  loads: Pick<Loads, 'profiles' | 'profile'> = NO_LOADS,
): LoadSettings {
  /** Largest factor: far above any sensible use, low enough that a slip of the keyboard is caught. */
  const most = 100;
  const factor = (field: string, text: string) => {
    const value = Number(text);
    // An empty text is 0.
    if (!(value > 0 && value <= most)) throw settingProblem(field, text, `0 < ${field} <= ${most}`);
    return value;
  };
  const names = profileNames(loads);
  const name = profile ?? loads.profile;
  if (!names.includes(name)) throw settingProblem('profile', name, names.join(', '));
  return { profile: name, scale: factor('scale', scale), durationScale: factor('duration-scale', durationScale) };
}

/** The load of a profile as its project, or every one, has it. */
const planOf = (name: string, thinkMs: number, loads: Profiles): Readonly<LoadScenarios> =>
  profileNamed(name, loads)?.scenarios ?? builtIn()[name as BuiltInProfile](thinkMs);

/** The k6 `scenarios` of a profile, scaled. `thinkMs` is the think time of one iteration. */
export function loadScenarios(
  { profile, scale, durationScale }: LoadSettings,
  thinkMs: number,
  loads: Profiles = NO_LOADS,
): LoadScenarios {
  // A stage that had load keeps some: rounding to nothing would test nothing.
  const count = (value: number) => (value === 0 ? 0 : Math.max(1, Math.round(value * scale)));
  /** Only plain seconds are scaled, which is how the profiles write every duration. */
  const ms = (seconds: string) => Number.parseFloat(seconds) * 1000;
  const scaledMs = (duration: string) => Math.max(1, Math.round(ms(duration) * durationScale));
  const duration = (text: string) => (durationScale === 1 ? text : `${scaledMs(text)}ms`);

  const planned = planOf(profile, thinkMs, loads);
  /** A scenario that waits for another one starts when that has run its scaled stages and its last iterations. */
  const startMs = ({ after, startTime = '0' }: LoadScenario): number => {
    const before = after && planned[after];
    const own = Math.round(ms(startTime) * durationScale);
    return before
      ? before.stages.reduce(
          (sum, stage) => sum + scaledMs(stage.duration),
          // k6 lets the last iterations take 30 s where nobody says otherwise.
          own + startMs(before) + ms(before.gracefulStop ?? '30'),
        )
      : own;
  };
  const scaled = (own: LoadScenario): LoadScenario => {
    const { after, ...scenario } = own;
    const waits = startMs(own);
    const start = waits > 0 && { startTime: `${waits / 1000}s` };
    const stages = scenario.stages.map((stage) => ({
      duration: duration(stage.duration),
      target: count(stage.target),
    }));
    if (scenario.executor === 'ramping-vus') {
      return { ...scenario, ...start, startVUs: count(scenario.startVUs), stages };
    }
    return {
      ...scenario,
      ...start,
      startRate: count(scenario.startRate),
      preAllocatedVUs: count(scenario.preAllocatedVUs),
      maxVUs: count(scenario.maxVUs),
      stages,
    };
  };
  return Object.fromEntries(Object.entries(planned).map(([name, scenario]) => [name, scaled(scenario)]));
}
