/** For tests: plans of the catalogue's APIs, without k6. */
import { type ApiId, thinkTimeMs } from '../options/apis.ts';
import { k6Options } from '../options/k6-options.ts';
import { readLoadSettings } from '../options/profiles.ts';
import { expectedIteration, forecastLoad } from '../reports/analyse/load-forecast.ts';
import { planWarnings } from '../reports/analyse/plan-warnings.ts';
import type { Machine, ScriptPlan } from '../reports/model/forecast.ts';
import type { PlannedScenario } from '../reports/model/plan.ts';
import { parseK6Options } from '../reports/parse/k6-options.ts';
import { ownApi, PROJECT } from './own-project.ts';

/** A machine on which everything fits. */
export const AMPLE: Machine = { availableBytes: 64e9, openFiles: 1_048_576, ports: 64_512, cores: 16 };

export function plannedBy(api: ApiId, profile: string): PlannedScenario[] {
  return parseK6Options(k6Options(api, { [api]: ownApi(api) }, readLoadSettings({ profile }, PROJECT), PROJECT));
}

export function planOf(api: ApiId, profile = 'seed', latencyMs = 0, machine = AMPLE): ScriptPlan {
  const iteration = expectedIteration({ thinkMs: thinkTimeMs(ownApi(api)), requests: 1 }, latencyMs);
  const forecast = forecastLoad(plannedBy(api, profile), iteration);
  return { name: api, title: ownApi(api).title, forecast, warnings: planWarnings(forecast, undefined, machine) };
}
