import * as z from 'zod';
import { BuhaError } from '../model/error.ts';
import { never, type PlannedScenario, type Ramp } from '../model/plan.ts';
import { durationMs } from './duration.ts';
import { fieldAtFault } from './summary-shape.ts';

// Options as `k6 inspect` prints them: what a script left out is null there, and absent in the script itself.
/** The longest time that k6 can hold: 64 bits of nanoseconds. */
const LONGEST_MS = 2 ** 63 / 1e6;
const SHORTEST_MS = 1e-6;
const Duration = z.union([z.string(), z.number()]).transform((text, context) => {
  const ms = durationMs(text);
  if (ms === undefined || Math.abs(ms) > LONGEST_MS) context.addIssue({ code: 'custom' });
  return ms ?? 0;
});
/** Of users, iterations, a rate: whole to k6, and what is computed of two of them stays a number. */
const Count = z.number().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);
const Stages = z.array(z.object({ duration: Duration, target: Count }));
const start = { startTime: Duration.nullish(), gracefulStop: Duration.nullish() };
const count = (byDefault: number) => Count.nullish().transform((value) => value ?? byDefault);
/** k6 refuses none and less. */
const TimeUnit = Duration.refine((ms) => ms >= SHORTEST_MS)
  .nullish()
  .transform((ms) => ms ?? 1000);
/** k6's own limit for executors that are bound by iterations. */
const MaxDuration = Duration.nullish().transform((ms) => ms ?? 600_000);

const ScenarioSchema = z.discriminatedUnion('executor', [
  z.object({
    ...start,
    executor: z.literal('ramping-vus'),
    startVUs: count(1),
    stages: Stages,
    gracefulRampDown: Duration.nullish(),
  }),
  z.object({ ...start, executor: z.literal('constant-vus'), vus: count(1), duration: Duration }),
  z.object({
    ...start,
    executor: z.literal('ramping-arrival-rate'),
    startRate: count(0),
    timeUnit: TimeUnit,
    stages: Stages,
    preAllocatedVUs: Count,
    maxVUs: Count.nullish(),
  }),
  z.object({
    ...start,
    executor: z.literal('constant-arrival-rate'),
    rate: Count,
    timeUnit: TimeUnit,
    duration: Duration,
    preAllocatedVUs: Count,
    maxVUs: Count.nullish(),
  }),
  z.object({
    ...start,
    executor: z.literal('shared-iterations'),
    vus: count(1),
    iterations: count(1),
    maxDuration: MaxDuration,
  }),
  z.object({
    ...start,
    executor: z.literal('per-vu-iterations'),
    vus: count(1),
    iterations: count(1),
    maxDuration: MaxDuration,
  }),
]);

type K6Scenario = z.infer<typeof ScenarioSchema>;

const OptionsSchema = z.object({
  scenarios: z.record(z.string(), ScenarioSchema).nullish(),
  vus: Count.nullish(),
  duration: Duration.nullish(),
  iterations: Count.nullish(),
  stages: Stages.nullish(),
});

/** Stages as ramps, each from the level at which the one before ended. */
function ramps(from: number, stages: z.infer<typeof Stages>, perSecond = 1): Ramp[] {
  let level = from * perSecond;
  return stages.map(({ duration, target }) => {
    const ramp = { durationMs: duration, from: level, to: target * perSecond };
    level = ramp.to;
    return ramp;
  });
}

const lengthMs = (pieces: readonly Ramp[]) => pieces.reduce((sum, ramp) => sum + ramp.durationMs, 0);

function planned(name: string, scenario: K6Scenario): PlannedScenario {
  const { gracefulStop } = scenario;
  const common = {
    name,
    startMs: scenario.startTime ?? 0,
    ...(typeof gracefulStop === 'number' && { gracefulStopMs: gracefulStop }),
  };
  switch (scenario.executor) {
    case 'ramping-vus':
    case 'constant-vus': {
      const pieces =
        scenario.executor === 'ramping-vus'
          ? ramps(scenario.startVUs, scenario.stages)
          : [{ durationMs: scenario.duration, from: scenario.vus, to: scenario.vus }];
      const falling = scenario.executor === 'ramping-vus' ? scenario.gracefulRampDown : undefined;
      return {
        ...common,
        executor: scenario.executor,
        model: 'closed',
        ramps: pieces,
        durationMs: lengthMs(pieces),
        ...(typeof falling === 'number' && { gracefulRampDownMs: falling }),
      };
    }
    case 'ramping-arrival-rate':
    case 'constant-arrival-rate': {
      const perSecond = 1000 / scenario.timeUnit;
      const pieces =
        scenario.executor === 'ramping-arrival-rate'
          ? ramps(scenario.startRate, scenario.stages, perSecond)
          : [{ durationMs: scenario.duration, from: scenario.rate * perSecond, to: scenario.rate * perSecond }];
      return {
        ...common,
        executor: scenario.executor,
        model: 'open',
        ramps: pieces,
        durationMs: lengthMs(pieces),
        preAllocatedVus: scenario.preAllocatedVUs,
        maxVus: scenario.maxVUs ?? scenario.preAllocatedVUs,
      };
    }
    case 'shared-iterations':
    case 'per-vu-iterations':
      return {
        ...common,
        executor: scenario.executor,
        model: 'iterations',
        durationMs: scenario.maxDuration,
        vus: scenario.vus,
        iterations:
          scenario.executor === 'per-vu-iterations' ? scenario.iterations * scenario.vus : scenario.iterations,
      };
    default:
      return never(scenario);
  }
}

/**
 * What k6 runs: its shorthands (`iterations`, `duration`, `stages`, `vus` at the top) stand for a scenario `default` and
 * come before `scenarios`; nothing at all is one iteration.
 */
function scenariosOf({ vus, ...options }: z.infer<typeof OptionsSchema>): Record<string, K6Scenario> {
  const maxDuration = options.duration ?? 600_000;
  const shared = (iterations: number): Record<string, K6Scenario> => ({
    default: { executor: 'shared-iterations', vus: vus ?? 1, iterations, maxDuration },
  });
  if (options.iterations) return shared(options.iterations);
  if (options.duration) return { default: { executor: 'constant-vus', vus: vus ?? 1, duration: options.duration } };
  if (options.stages?.length) {
    return { default: { executor: 'ramping-vus', startVUs: vus ?? 1, stages: options.stages } };
  }
  if (vus) return shared(vus);
  if (options.scenarios && Object.keys(options.scenarios).length > 0) return options.scenarios;
  return { default: { executor: 'per-vu-iterations', vus: 1, iterations: 1, maxDuration } };
}

/** The planned load in k6 options, one entry per scenario. Throws `bad-k6-options` naming the field. */
export function parseK6Options(options: unknown): PlannedScenario[] {
  const read = OptionsSchema.safeParse(options);
  if (!read.success) throw new BuhaError('bad-k6-options', { detail: fieldAtFault(read.error, options) });
  return Object.entries(scenariosOf(read.data)).map(([name, scenario]) => planned(name, scenario));
}

const CountedSchema = z.object({ maxVUs: z.number().nonnegative(), totalDuration: z.string() });

/**
 * Virtual users of the whole plan as k6 itself counted them (`k6 inspect --execution-requirements`), of its own execution
 * segment only where the options name one; undefined in options that are only a script's.
 */
export const countedVus = (options: unknown): number | undefined => CountedSchema.safeParse(options).data?.maxVUs;
