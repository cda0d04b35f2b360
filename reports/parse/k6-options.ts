import * as z from 'zod';
import { BuhaError } from '../model/error.ts';
import type { PlannedScenario, Ramp } from '../model/plan.ts';
import { durationMs } from './duration.ts';

// Options as `k6 inspect` prints them: what a script left out is null there, and absent in the script itself.
const Duration = z.union([z.string(), z.number()]).transform((text, context) => {
  const ms = durationMs(text);
  if (ms === undefined) context.addIssue({ code: 'custom', message: `not a duration: ${text}` });
  return ms ?? 0;
});
const Stages = z.array(z.object({ duration: Duration, target: z.number() }));
const start = { startTime: Duration.nullish() };
const count = (byDefault: number) =>
  z
    .number()
    .nullish()
    .transform((value) => value ?? byDefault);
const TimeUnit = Duration.nullish().transform((ms) => ms ?? 1000);
/** k6's own limit for executors that are bound by iterations. */
const MaxDuration = Duration.nullish().transform((ms) => ms ?? 600_000);

const ScenarioSchema = z.discriminatedUnion('executor', [
  z.object({ ...start, executor: z.literal('ramping-vus'), startVUs: count(1), stages: Stages }),
  z.object({ ...start, executor: z.literal('constant-vus'), vus: count(1), duration: Duration }),
  z.object({
    ...start,
    executor: z.literal('ramping-arrival-rate'),
    startRate: count(0),
    timeUnit: TimeUnit,
    stages: Stages,
    preAllocatedVUs: z.number(),
    maxVUs: z.number().nullish(),
  }),
  z.object({
    ...start,
    executor: z.literal('constant-arrival-rate'),
    rate: z.number(),
    timeUnit: TimeUnit,
    duration: Duration,
    preAllocatedVUs: z.number(),
    maxVUs: z.number().nullish(),
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
  vus: z.number().nullish(),
  duration: Duration.nullish(),
  iterations: z.number().nullish(),
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
  const common = { name, startMs: scenario.startTime ?? 0 };
  switch (scenario.executor) {
    case 'ramping-vus':
    case 'constant-vus': {
      const pieces =
        scenario.executor === 'ramping-vus'
          ? ramps(scenario.startVUs, scenario.stages)
          : [{ durationMs: scenario.duration, from: scenario.vus, to: scenario.vus }];
      return { ...common, executor: scenario.executor, model: 'closed', ramps: pieces, durationMs: lengthMs(pieces) };
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
    default:
      return {
        ...common,
        executor: scenario.executor,
        model: 'iterations',
        durationMs: scenario.maxDuration,
        vus: scenario.vus,
        iterations:
          scenario.executor === 'per-vu-iterations' ? scenario.iterations * scenario.vus : scenario.iterations,
      };
  }
}

/** k6's shorthand (`vus`, `duration`, `iterations`, `stages` at the top) as the scenario `default` that it stands for. */
function shorthand(options: z.infer<typeof OptionsSchema>): Record<string, K6Scenario> {
  const vus = options.vus ?? 1;
  if (options.stages) {
    return { default: { executor: 'ramping-vus', startVUs: vus, stages: options.stages } };
  }
  if (options.iterations) {
    const maxDuration = options.duration ?? 600_000;
    return { default: { executor: 'shared-iterations', vus, iterations: options.iterations, maxDuration } };
  }
  if (options.duration) return { default: { executor: 'constant-vus', vus, duration: options.duration } };
  return { default: { executor: 'per-vu-iterations', vus: 1, iterations: 1, maxDuration: 600_000 } };
}

/** The planned load in k6 options, one entry per scenario. Throws `bad-k6-options` naming the field. */
export function parseK6Options(options: unknown): PlannedScenario[] {
  const read = OptionsSchema.safeParse(options);
  if (!read.success) {
    const issue = read.error.issues[0];
    throw new BuhaError('bad-k6-options', { detail: issue ? `${issue.path.join('.')}: ${issue.message}` : '' });
  }
  const scenarios = read.data.scenarios ?? shorthand(read.data);
  return Object.entries(scenarios).map(([name, scenario]) => planned(name, scenario));
}
