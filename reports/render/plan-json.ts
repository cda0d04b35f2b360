import { mostNeeds } from '../analyse/plan-warnings.ts';
import { peakLevel } from '../analyse/planned-load.ts';
import type { BusinessLoad } from '../model/business.ts';
import type { Machine, ScenarioForecast, ScriptPlan } from '../model/forecast.ts';
import type { Language } from '../words/language.ts';

const inSeconds = (vuMs: number | undefined) => (vuMs === undefined ? undefined : vuMs / 1000);

function scenarioJson({ plan, stages, planned, ...forecast }: ScenarioForecast) {
  const isClosed = plan.model === 'closed';
  return {
    name: plan.name,
    executor: plan.executor,
    startMs: plan.startMs,
    durationMs: plan.durationMs,
    peak: peakLevel(plan),
    plannedVuSeconds: isClosed ? inSeconds(planned) : undefined,
    plannedIterations: isClosed ? undefined : planned,
    estimatedIterations: isClosed ? forecast.iterations : undefined,
    maxVus: plan.model === 'open' ? plan.maxVus : undefined,
    preAllocatedVus: plan.model === 'open' ? plan.preAllocatedVus : undefined,
    vusNeeded: forecast.vusNeeded,
    ceilingPerSec: forecast.ceilingPerSec,
    deliverableIterations: forecast.deliverable,
    deliverableRatio: forecast.deliverableRatio,
    stages: stages.map((stage) => ({
      fromMs: stage.fromMs,
      toMs: stage.toMs,
      from: stage.ramp.from,
      to: stage.ramp.to,
      plannedVuSeconds: isClosed ? inSeconds(stage.planned) : undefined,
      plannedIterations: isClosed ? undefined : stage.planned,
      estimatedIterations: isClosed ? stage.iterations : undefined,
      vusNeeded: stage.vusNeeded,
      deliverableIterations: stage.deliverable,
    })),
  };
}

/** What `buha plan --format json` prints. What nobody knows is left out. Times in ms, ratios 0–1, rates per second. */
export function planJson(
  plans: readonly ScriptPlan[],
  machine: Machine,
  language: Language,
  business: BusinessLoad | undefined,
) {
  return {
    plans: plans.map(({ name, title, forecast, warnings }) => ({
      name,
      title: title[language],
      lengthMs: forecast.lengthMs,
      vus: forecast.vus,
      iteration: forecast.iteration,
      requests: forecast.requests,
      peakRequestsPerSec: forecast.peakRequestsPerSec,
      scenarios: forecast.scenarios.map(scenarioJson),
      warnings,
    })),
    machine: {
      has: machine,
      needs: mostNeeds(
        plans.map(({ forecast }) => forecast),
        machine,
      ),
    },
    business,
  };
}
