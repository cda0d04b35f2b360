import type {
  GeneratorCost,
  LoadForecast,
  Machine,
  MachineNeeds,
  MachineWarning,
  PlanWarning,
  ScenarioForecast,
} from '../model/forecast.ts';
import { CONNECTIONS_PER_VU, K6_FILES, USUAL_COST } from './generator-cost.ts';
import { LIMITS } from './limits.ts';
import { peakLevel } from './planned-load.ts';
import type { IgnoredOptions } from './rules/options-ignored.ts';

/** What a machine has to carry: virtual users at once, and requests per second. */
export type Carried = Pick<LoadForecast, 'vus' | 'peakRequestsPerSec'>;

/** What a load needs of the machine that makes it: by what k6 costs there, or else usually (`generator-cost.ts`). */
export function machineNeeds(
  { vus, peakRequestsPerSec: requestsPerSec }: Carried,
  { k6Bytes, vuBytes, k6Cores, vuCores, coreMsPerRequest }: GeneratorCost = USUAL_COST,
): MachineNeeds {
  return {
    vus,
    bytes: k6Bytes + vus * vuBytes,
    connections: vus * CONNECTIONS_PER_VU,
    files: vus * CONNECTIONS_PER_VU + K6_FILES,
    requestsPerSec,
    cores:
      requestsPerSec === undefined ? undefined : k6Cores + vus * vuCores + (requestsPerSec * coreMsPerRequest) / 1000,
  };
}

/** What loads need that run one after the other: the most that any of them does. */
export function mostNeeds(
  forecasts: readonly LoadForecast[],
  { cost }: Pick<Machine, 'cost'>,
): MachineNeeds | undefined {
  const [first, ...others] = forecasts.map((forecast) => machineNeeds(forecast, cost));
  const more = (a: number | undefined, b: number | undefined) => (a === undefined ? b : Math.max(a, b ?? a));
  return others.reduce(
    (most, needs) =>
      most && {
        vus: Math.max(most.vus, needs.vus),
        bytes: Math.max(most.bytes, needs.bytes),
        connections: Math.max(most.connections, needs.connections),
        files: Math.max(most.files, needs.files),
        requestsPerSec: more(most.requestsPerSec, needs.requestsPerSec),
        cores: more(most.cores, needs.cores),
      },
    first,
  );
}

function arrivalCeiling({ plan, ...forecast }: ScenarioForecast, { iteration }: LoadForecast): PlanWarning[] {
  const { ceilingPerSec, deliverableRatio, vusNeeded } = forecast;
  const peakRate = peakLevel(plan) ?? 0;
  if (plan.model !== 'open' || !iteration) return [];
  if (ceilingPerSec === undefined || deliverableRatio === undefined || vusNeeded === undefined) return [];
  // Counted in VUs, which are whole: a rate that is short of its peak by a rounding error is none.
  if (vusNeeded <= plan.maxVus) return [];
  const { latencyMs, iterationMs } = iteration;
  return [
    {
      id: 'arrival-ceiling',
      scenario: plan.name,
      maxVus: plan.maxVus,
      ...{ ceilingPerSec, peakRate, deliverableRatio, vusNeeded, latencyMs, iterationMs },
    },
  ];
}

function timeLimit({ plan, deliverable }: ScenarioForecast): PlanWarning[] {
  if (plan.model !== 'iterations' || deliverable === undefined || deliverable >= plan.iterations) return [];
  const { name, iterations, durationMs, vus } = plan;
  return [{ id: 'time-limit', scenario: name, iterations, deliverable, limitMs: durationMs, vus }];
}

/**
 * Beyond preAllocatedVUs k6 starts at most one VU at a time, when an iteration found none free and was dropped. Measured
 * with k6 2.2.0 on two cores: at 20/s and 100/s, 35 and 176 VUs were added and as many iterations dropped; at 400/s 480
 * and about 1 000, at 1 000/s 1 480 and about 2 450, by some 200 to 400 VUs in a second. Without an iteration's length
 * nobody knows whether any will be missing.
 */
function slowVuStart({ plan, stages, vusNeeded }: ScenarioForecast, { iteration }: LoadForecast): PlanWarning[] {
  if (plan.model !== 'open' || vusNeeded === undefined || !iteration) return [];
  const added = Math.min(plan.maxVus, vusNeeded) - plan.preAllocatedVus;
  if (added <= 0) return [];
  const rises = stages.map(({ ramp: { from, to, durationMs } }) =>
    durationMs === 0 ? 0 : ((to - from) * iteration.iterationMs) / durationMs,
  );
  const { name, preAllocatedVus, maxVus } = plan;
  const growthPerSec = rises.reduce((most, rise) => Math.max(most, rise), 0);
  const advisedVus = preAllocatedVus + added;
  const vus = { preAllocatedVus, maxVus, added, advisedVus, isMost: advisedVus === maxVus };
  return [{ id: 'slow-vu-start', scenario: name, ...vus, growthPerSec }];
}

/** Why a machine may not carry a load; what is not known of it is not judged. */
export function machineWarnings(forecast: Carried, machine: Machine): MachineWarning[] {
  const { availableBytes, openFiles, ports, cores } = machine;
  const needs = machineNeeds(forecast, machine.cost);
  const { vus, requestsPerSec } = needs;
  const warnings: MachineWarning[] = [];
  if (availableBytes !== undefined && needs.bytes > availableBytes) {
    warnings.push({ id: 'memory', neededBytes: needs.bytes, availableBytes, vus });
  }
  if (openFiles !== undefined && needs.files > openFiles) {
    warnings.push({ id: 'open-files', needed: needs.files, limit: openFiles });
  }
  if (ports !== undefined && needs.connections > ports) {
    warnings.push({ id: 'ports', needed: needs.connections, available: ports });
  }
  if (cores !== undefined && needs.cores !== undefined && requestsPerSec !== undefined) {
    if (needs.cores > cores * LIMITS.busyCores) {
      warnings.push({ id: 'cores', needed: needs.cores, available: cores, requestsPerSec });
    }
  }
  return warnings;
}

/** Other programs that leave too little of the machine; a load that is too much for all of it is told as that. */
function busyNow(forecast: Carried, { cores, busyRatio, cost }: Machine): PlanWarning[] {
  if (cores === undefined || busyRatio === undefined) return [];
  const own = (machineNeeds(forecast, cost).cores ?? 0) / cores;
  return own <= LIMITS.busyCores && own + busyRatio > LIMITS.busyCores ? [{ id: 'busy', busyRatio }] : [];
}

/**
 * Everything that stands against a plan, the gravest first: another test would run, the load cannot be delivered, this
 * machine cannot carry it, VUs start late; last what may be over before it runs. What is not known is not judged.
 */
export function planWarnings(
  forecast: LoadForecast,
  ignored: IgnoredOptions | undefined,
  machine: Machine,
): PlanWarning[] {
  const { scenarios } = forecast;
  const ran = [...new Set(scenarios.map(({ plan }) => plan.executor))];
  return [
    ...(ignored ? [{ id: 'options-ignored', ...ignored, ran } as const] : []),
    ...scenarios.flatMap((one) => [...arrivalCeiling(one, forecast), ...timeLimit(one)]),
    ...machineWarnings(forecast, machine),
    ...scenarios.flatMap((one) => slowVuStart(one, forecast)),
    ...busyNow(forecast, machine),
  ];
}
