/** A straight piece of a plan: the level goes from `from` to `to` within `durationMs`. */
export interface Ramp {
  readonly durationMs: number;
  readonly from: number;
  readonly to: number;
}

interface Common {
  readonly name: string;
  readonly startMs: number;
  /** Planned length without graceful stop; for executors bound by iterations, their time limit. */
  readonly durationMs: number;
  /** So long iterations that run at the end may go on; undefined: as long as k6 gives by itself. */
  readonly gracefulStopMs?: number;
}

/** Closed load: virtual users that wait for the answer. The plan is VU-time, the level is VUs. */
export interface PlannedVus extends Common {
  readonly executor: 'ramping-vus' | 'constant-vus';
  readonly model: 'closed';
  readonly ramps: readonly Ramp[];
  /** So long a virtual user that a falling ramp ends may go on with its iteration; undefined as above. */
  readonly gracefulRampDownMs?: number;
}

/** Open load: iterations start at a rate, whatever the answers do. The plan is iterations, the level per second. */
export interface PlannedRate extends Common {
  readonly executor: 'ramping-arrival-rate' | 'constant-arrival-rate';
  readonly model: 'open';
  readonly ramps: readonly Ramp[];
  readonly preAllocatedVus: number;
  readonly maxVus: number;
}

/** A fixed number of iterations. The plan is that number. */
export interface PlannedIterations extends Common {
  readonly executor: 'shared-iterations' | 'per-vu-iterations';
  readonly model: 'iterations';
  readonly iterations: number;
  readonly vus: number;
}

export type PlannedScenario = PlannedVus | PlannedRate | PlannedIterations;

/** Options of k6 that shape a load; `rps` caps it. */
export const LOAD_OPTIONS = ['scenarios', 'vus', 'duration', 'iterations', 'stages', 'rps'] as const;

/** A case that the compiler knows cannot be: it refuses the call where a new member of a union has come. */
export function never(value: never): never {
  throw new TypeError(`unexpected ${JSON.stringify(value)}`);
}

/** What a plan comes to by its load model; one that is new is missing in every call. */
export function byModel<Result>(
  plan: PlannedScenario,
  cases: {
    readonly closed: (plan: PlannedVus) => Result;
    readonly open: (plan: PlannedRate) => Result;
    readonly iterations: (plan: PlannedIterations) => Result;
  },
): Result {
  switch (plan.model) {
    case 'closed':
      return cases.closed(plan);
    case 'open':
      return cases.open(plan);
    case 'iterations':
      return cases.iterations(plan);
    default:
      return never(plan);
  }
}

/** True for a load that is the same from its beginning to its end. */
export function isConstant(plan: PlannedScenario): boolean {
  if (plan.model === 'iterations') return false;
  const [first] = plan.ramps;
  return first !== undefined && plan.ramps.every(({ from, to }) => from === first.to && to === first.to);
}
