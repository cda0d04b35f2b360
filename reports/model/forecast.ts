import type { PlannedScenario, Ramp } from './plan.ts';

/** What one iteration is expected to take. Times in ms. */
export interface ExpectedIteration {
  /** Think time and responses together: Z + n·R. */
  readonly iterationMs: number;
  /** Z; undefined where only the whole iteration was given. */
  readonly thinkMs: number | undefined;
  /** R, which was supposed; 0 is a server that answers at once. Undefined where only the whole iteration was given. */
  readonly latencyMs: number | undefined;
  /** Requests that one iteration sends; undefined where only the script knows. */
  readonly requests: number | undefined;
}

/** What is foretold of one stage of a scenario with levels. Times in ms from the start of the run. */
export interface StageForecast {
  readonly ramp: Ramp;
  readonly fromMs: number;
  readonly toMs: number;
  /** Iterations of open load, VU-milliseconds of closed load. */
  readonly planned: number;
  /** Iterations: planned ones, or for closed load those that its VUs have time for (estimated). */
  readonly iterations: number | undefined;
  /** Open load: VUs that the stage's highest rate needs (Little's law). */
  readonly vusNeeded: number | undefined;
  /** Open load: iterations below the arrival ceiling. */
  readonly deliverable: number | undefined;
}

/** What is foretold of one scenario. Undefined is what cannot be told without the length of an iteration. */
export interface ScenarioForecast {
  readonly plan: PlannedScenario;
  readonly stages: readonly StageForecast[];
  /** Iterations; VU-milliseconds of closed load. */
  readonly planned: number;
  /** Iterations; estimated for closed load. */
  readonly iterations: number | undefined;
  /** Open load: most iterations per second that maxVUs can start. */
  readonly ceilingPerSec: number | undefined;
  /** Open load: VUs that the highest rate needs. */
  readonly vusNeeded: number | undefined;
  /** Iterations that can run: below the ceiling, or within the time limit. Undefined for closed load. */
  readonly deliverable: number | undefined;
  /** Share of the planned iterations that can run, 0–1. */
  readonly deliverableRatio: number | undefined;
}

/** What is foretold of a load before it runs. */
export interface LoadForecast {
  readonly lengthMs: number;
  /** Most virtual users at once. */
  readonly vus: number;
  /** Undefined where nobody knows how long an iteration takes. */
  readonly iteration: ExpectedIteration | undefined;
  readonly scenarios: readonly ScenarioForecast[];
  /** Requests of the whole plan, and those that can be sent. Estimated where load is closed. */
  readonly requests: { readonly planned: number; readonly deliverable: number } | undefined;
  /** Most requests per second that can be sent at the end of any stage; undefined as above. */
  readonly peakRequestsPerSec: number | undefined;
}

/** What the machine that makes the load has. Undefined is what the system does not tell; nothing is then judged. */
export interface Machine {
  readonly availableBytes: number | undefined;
  /** Most files, and thus connections, that one process may hold open. */
  readonly openFiles: number | undefined;
  /** Local ports for connections to one address. */
  readonly ports: number | undefined;
  readonly cores: number | undefined;
  /** Share of them that other programs use just now, 0–1; undefined also where nobody looked. */
  readonly busyRatio?: number | undefined;
  /** What k6 costs it, where that was measured here. */
  readonly cost?: GeneratorCost | undefined;
}

/**
 * What k6 costs the machine that makes the load: memory by itself and for each virtual user; cores by itself and for each
 * virtual user that rests; CPU time of a request.
 */
export interface GeneratorCost {
  readonly k6Bytes: number;
  readonly vuBytes: number;
  readonly k6Cores: number;
  readonly vuCores: number;
  readonly coreMsPerRequest: number;
}

/** What a plan needs of the machine, estimated. Undefined is what cannot be told without the length of an iteration. */
export interface MachineNeeds {
  readonly vus: number;
  readonly bytes: number;
  /** Each takes a local port, and one of the files. */
  readonly connections: number;
  readonly files: number;
  readonly requestsPerSec: number | undefined;
  readonly cores: number | undefined;
}

/** A script's load before it runs, and what stands against it. */
export interface ScriptPlan {
  /** Id of an API, name of a file; undefined for an options file. */
  readonly name: string | undefined;
  readonly title: { readonly ko: string; readonly en: string };
  readonly forecast: LoadForecast;
  readonly warnings: readonly PlanWarning[];
}

/** What stands against a plan before it runs. Ratios 0–1, times in ms, rates per second. */
/** What the machine that makes the load may run out of. */
export type MachineWarning =
  | { readonly id: 'memory'; readonly neededBytes: number; readonly availableBytes: number; readonly vus: number }
  | { readonly id: 'open-files'; readonly needed: number; readonly limit: number }
  | { readonly id: 'ports'; readonly needed: number; readonly available: number }
  | { readonly id: 'cores'; readonly needed: number; readonly available: number; readonly requestsPerSec: number };

export type PlanWarning =
  /** Options of the script that k6 passes over, and the executors that run instead. */
  | {
      readonly id: 'options-ignored';
      readonly executor: string | undefined;
      readonly unknown: readonly string[];
      readonly ran: readonly string[];
    }
  /** maxVUs cannot start the planned rate, however fast the server is (or with responses of `latencyMs`). */
  | {
      readonly id: 'arrival-ceiling';
      readonly scenario: string;
      readonly maxVus: number;
      readonly ceilingPerSec: number;
      readonly peakRate: number;
      readonly deliverableRatio: number;
      readonly vusNeeded: number;
      /** Undefined where the length of an iteration was given as a whole, which is then `iterationMs`. */
      readonly latencyMs: number | undefined;
      readonly iterationMs: number;
    }
  /** A fixed number of iterations that its time limit cuts off. */
  | {
      readonly id: 'time-limit';
      readonly scenario: string;
      readonly iterations: number;
      readonly deliverable: number;
      readonly limitMs: number;
      readonly vus: number;
    }
  | MachineWarning
  /** VUs that k6 has to start one by one while the test runs. */
  | {
      readonly id: 'slow-vu-start';
      readonly scenario: string;
      readonly preAllocatedVus: number;
      readonly maxVus: number;
      readonly added: number;
      /** preAllocatedVUs with which none has to be started; `isMost` where they are maxVUs. */
      readonly advisedVus: number;
      readonly isMost: boolean;
      /** Most VUs that any stage needs more, per second. */
      readonly growthPerSec: number;
    }
  /** What other programs use of the machine just now leaves this load too little. */
  | { readonly id: 'busy'; readonly busyRatio: number };
