import type {
  ExpectedIteration,
  LoadForecast,
  ScenarioForecast,
  ScriptPlan,
  StageForecast,
} from '../model/forecast.ts';
import { byModel, type PlannedIterations, type PlannedRate, type PlannedScenario } from '../model/plan.ts';
import { allocatedVus } from './allocated-vus.ts';
import { levelAt, peakLevel, plannedAmount, plannedLengthMs } from './planned-load.ts';

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** A sum that is known only where every part of it is. */
function sumOfKnown(values: readonly (number | undefined)[]): number | undefined {
  const known = values.flatMap((value) => value ?? []);
  return known.length === values.length ? sumOf(known) : undefined;
}

/** An iteration with `requests` responses of `latencyMs` each and `thinkMs` of rest. */
export function expectedIteration(
  { thinkMs, requests }: { readonly thinkMs: number; readonly requests: number },
  latencyMs: number,
): ExpectedIteration {
  return { iterationMs: thinkMs + requests * latencyMs, thinkMs, latencyMs, requests };
}

/**
 * VUs that a rate needs: Little's law, rate·(Z + R), a whole user for every part of one. Rounded off beyond nine digits,
 * so that 5 000/s · 1.1 s needs 5 500 VUs and not one more for the sake of binary fractions.
 */
export function vusFor(perSec: number, iterationMs: number): number {
  return Math.ceil(Number(((perSec * iterationMs) / 1000).toPrecision(9)));
}

/** Iterations per second that all VUs of an open scenario can start. */
const ceilingOf = ({ maxVus }: PlannedRate, iterationMs: number | undefined) =>
  iterationMs ? (maxVus * 1000) / iterationMs : undefined;

function stagesOf(plan: PlannedScenario, iterationMs: number | undefined): StageForecast[] {
  if (plan.model === 'iterations') return [];
  const ceiling = plan.model === 'open' ? ceilingOf(plan, iterationMs) : undefined;
  let fromMs = plan.startMs;
  return plan.ramps.map((ramp) => {
    const stage = { ...plan, ramps: [ramp] };
    const start = fromMs;
    fromMs += ramp.durationMs;
    const planned = plannedAmount(stage);
    const times = { ramp, fromMs: start, toMs: fromMs, planned };
    if (plan.model === 'closed') {
      return {
        ...times,
        iterations: iterationMs && planned / iterationMs,
        vusNeeded: undefined,
        deliverable: undefined,
      };
    }
    return {
      ...times,
      iterations: planned,
      vusNeeded: iterationMs === undefined ? undefined : vusFor(Math.max(ramp.from, ramp.to), iterationMs),
      deliverable: ceiling === undefined ? undefined : plannedAmount(stage, ceiling),
    };
  });
}

/** Iterations that fit into the time limit, without the graceful stop. */
function withinLimit({ iterations, vus, durationMs }: PlannedIterations, iterationMs: number | undefined) {
  return iterationMs ? Math.min(iterations, Math.floor((vus * durationMs) / iterationMs)) : undefined;
}

function scenarioForecast(plan: PlannedScenario, iterationMs: number | undefined): ScenarioForecast {
  const stages = stagesOf(plan, iterationMs);
  const planned = plannedAmount(plan);
  const deliverable = byModel(plan, {
    closed: () => undefined,
    open: () => sumOfKnown(stages.map((stage) => stage.deliverable)),
    iterations: (own) => withinLimit(own, iterationMs),
  });
  const isOpen = plan.model === 'open';
  return {
    plan,
    stages,
    planned,
    iterations: byModel(plan, {
      closed: () => iterationMs && planned / iterationMs,
      open: () => planned,
      iterations: () => planned,
    }),
    ceilingPerSec: isOpen ? ceilingOf(plan, iterationMs) : undefined,
    vusNeeded: isOpen && iterationMs !== undefined ? vusFor(peakLevel(plan) ?? 0, iterationMs) : undefined,
    deliverable,
    deliverableRatio: deliverable === undefined ? undefined : planned === 0 ? 1 : deliverable / planned,
  };
}

/** Iterations per second that a scenario can start at a moment of the run; the whole of its VUs' where they are counted. */
function rateAt({ plan, ceilingPerSec }: ScenarioForecast, ms: number, iterationMs: number): number {
  const own = ms - plan.startMs;
  const perSec = (vus: number) => (vus * 1000) / iterationMs;
  return byModel(plan, {
    closed: ({ ramps }) => perSec(levelAt(ramps, own)),
    open: ({ ramps }) => Math.min(levelAt(ramps, own), ceilingPerSec ?? Number.POSITIVE_INFINITY),
    iterations: ({ vus, durationMs }) => (own >= 0 && own <= durationMs ? perSec(vus) : 0),
  });
}

/** Most iterations per second of all scenarios together, at the start or end of any stage. */
function peakIterationsPerSec(scenarios: readonly ScenarioForecast[], iterationMs: number): number {
  const moments = scenarios.flatMap(({ plan, stages }) => [plan.startMs, ...stages.map(({ toMs }) => toMs)]);
  return moments.reduce((most, ms) => Math.max(most, sumOf(scenarios.map((one) => rateAt(one, ms, iterationMs)))), 0);
}

/**
 * What a plan will come to. The deliverable part of open load is the integral of min(rate, maxVUs/(Z + R)): an upper
 * bound for any server whose responses take at least R, except that VUs which are idle when the ceiling is reached can
 * start one iteration each above it. Closed load is taken to iterate without a pause: VU-time / (Z + R). Graceful stops
 * are left out. Without an iteration's length, only what is planned is told. `counted` are the virtual users as k6 itself
 * counted them, where it did.
 */
export function forecastLoad(
  planned: readonly PlannedScenario[],
  iteration: ExpectedIteration | undefined,
  counted?: number,
): LoadForecast {
  // An iteration that takes no time would start without end.
  const iterationMs = iteration && iteration.iterationMs > 0 ? iteration.iterationMs : undefined;
  const scenarios = planned.map((plan) => scenarioForecast(plan, iterationMs));
  const perIteration = iteration?.requests;
  const iterations = sumOfKnown(scenarios.map((one) => one.iterations));
  const deliverable = sumOfKnown(scenarios.map((one) => one.deliverable ?? one.iterations));
  return {
    lengthMs: plannedLengthMs(planned),
    vus: counted ?? allocatedVus(planned),
    iteration,
    scenarios,
    requests:
      perIteration === undefined || iterations === undefined || deliverable === undefined
        ? undefined
        : { planned: iterations * perIteration, deliverable: deliverable * perIteration },
    peakRequestsPerSec:
      perIteration === undefined || iterationMs === undefined
        ? undefined
        : peakIterationsPerSec(scenarios, iterationMs) * perIteration,
  };
}

/** Scripts by the load that they share, in the order in which they come. */
export function byLoad(plans: readonly ScriptPlan[]): ScriptPlan[][] {
  const groups = new Map<string, ScriptPlan[]>();
  for (const plan of plans) {
    const key = JSON.stringify(plan.forecast.scenarios.map((one) => one.plan));
    groups.set(key, [...(groups.get(key) ?? []), plan]);
  }
  return [...groups.values()];
}
