import { apiOf } from '../../options/project.ts';
import { expectedIteration, forecastLoad } from '../../reports/analyse/load-forecast.ts';
import { planWarnings } from '../../reports/analyse/plan-warnings.ts';
import type { IgnoredOptions } from '../../reports/analyse/rules/options-ignored.ts';
import type { ExpectedIteration, Machine, ScriptPlan } from '../../reports/model/forecast.ts';
import type { PlannedScenario } from '../../reports/model/plan.ts';
import type { Iteration, PreparedScript } from '../run/prepare.ts';
import type { SupposedTimes } from './settings.ts';

/** A server that answers at once: no real one does better. */
export const INSTANT: SupposedTimes = { latencyMs: 0, iterationMs: undefined };

/** What is supposed of an iteration; undefined where neither the script nor the user says enough. */
export function supposedIteration(
  iteration: Iteration | undefined,
  { latencyMs, iterationMs }: SupposedTimes,
): ExpectedIteration | undefined {
  if (iterationMs !== undefined) {
    return { iterationMs, thinkMs: undefined, latencyMs: undefined, requests: iteration?.requests };
  }
  return iteration && expectedIteration(iteration, latencyMs);
}

/** A load, named after its script, an API or a file. */
export interface NamedLoad {
  readonly name: string | undefined;
  readonly title: ScriptPlan['title'];
  readonly planned: readonly PlannedScenario[];
  /** Virtual users as k6 counted them, where it was asked. */
  readonly countedVus: number | undefined;
  readonly ignored: IgnoredOptions | undefined;
}

/** What a load comes to, and what stands against it on this machine. */
export function scriptPlan(
  { name, title, planned, countedVus, ignored }: NamedLoad,
  iteration: ExpectedIteration | undefined,
  machine: Machine,
): ScriptPlan {
  const forecast = forecastLoad(planned, iteration, countedVus);
  return { name, title, forecast, warnings: planWarnings(forecast, ignored, machine) };
}

/** The plan of a script as k6 understands it. */
export function preparedPlan(script: PreparedScript, times: SupposedTimes, machine: Machine): ScriptPlan {
  const title = apiOf(script)?.title ?? { ko: script.name, en: script.name };
  return scriptPlan({ ...script, title }, supposedIteration(script.iteration, times), machine);
}
