import type { AnalysedRun } from '../model/analysed.ts';
import type { Goal } from '../model/gate.ts';
import type { Run } from '../model/run.ts';
import { arrivalCeilings } from './arrival-ceiling.ts';
import { deliveredLoad } from './delivered-load.ts';
import type { Rule } from './finding-rule.ts';
import { isOfOthers } from './gate/goals.ts';
import { generatorState } from './generator.ts';
import { operationalLaws } from './laws.ts';
import { withFittingPlan } from './plan-fit.ts';
import { remembered } from './remembered.ts';
import { arrivalCeiling } from './rules/arrival-ceiling.ts';
import { bimodal } from './rules/bimodal.ts';
import { checkNeverPassed } from './rules/check-never-passed.ts';
import { checksVsHttp } from './rules/checks-vs-http.ts';
import { clockBack } from './rules/clock-back.ts';
import { clockSet } from './rules/clock-set.ts';
import { closedModel } from './rules/closed-model.ts';
import { connectionChurn } from './rules/connection-churn.ts';
import { contradictorySources } from './rules/contradictory-sources.ts';
import { drain } from './rules/drain.ts';
import { drift } from './rules/drift.ts';
import { errorWindow } from './rules/error-window.ts';
import { errorsPresent } from './rules/errors-present.ts';
import { errorsUnderLoad } from './rules/errors-under-load.ts';
import { estimatedQuantiles } from './rules/estimated-quantiles.ts';
import { fastFailures } from './rules/fast-failures.ts';
import { fewLanes } from './rules/few-lanes.ts';
import { generatorLate } from './rules/generator-late.ts';
import { generatorLimited } from './rules/generator-limited.ts';
import { goalThroughputFound } from './rules/goal-throughput.ts';
import { loadNotDelivered } from './rules/load-not-delivered.ts';
import { longTail } from './rules/long-tail.ts';
import { manyNames } from './rules/many-names.ts';
import { mixedScenarios } from './rules/mixed-scenarios.ts';
import { noRawSamples } from './rules/no-raw-samples.ts';
import { optionsIgnored } from './rules/options-ignored.ts';
import { otherRuns } from './rules/other-runs.ts';
import { pauses } from './rules/pauses.ts';
import { planMismatch } from './rules/plan-mismatch.ts';
import { rejections } from './rules/rejections.ts';
import { saturationPointFound } from './rules/saturation-point.ts';
import { scalabilityLoss } from './rules/scalability-loss.ts';
import { serverCpu } from './rules/server-cpu.ts';
import { serverMetric } from './rules/server-metric.ts';
import { serverSaturated } from './rules/server-saturated.ts';
import { setupInFigures } from './rules/setup-in-figures.ts';
import { silence } from './rules/silence.ts';
import { skewedTestData } from './rules/skewed-test-data.ts';
import { slowPhase } from './rules/slow-phase.ts';
import { slowRecovery } from './rules/slow-recovery.ts';
import { slowRequest } from './rules/slow-request.ts';
import { slowVuStart } from './rules/slow-vu-start.ts';
import { standstill } from './rules/standstill.ts';
import { targetLost } from './rules/target-lost.ts';
import { throttled } from './rules/throttled.ts';
import { resets, timeouts } from './rules/unanswered.ts';
import { waitingDominates } from './rules/waiting-dominates.ts';
import { warmUp } from './rules/warm-up.ts';
import { weakQuantile } from './rules/weak-quantile.ts';
import { writeReadGap } from './rules/write-read-gap.ts';
import { wrongApi } from './rules/wrong-api.ts';
import { drainWindow, loadWindow, stagesOf } from './stages.ts';
import { steadyState } from './steady-state.ts';
import { verdictOf } from './verdict.ts';

/** Every rule, in the order in which a report tells its findings. */
export const RULES: readonly Rule[] = [
  // What was put together wrongly.
  wrongApi,
  // Whether the load generator kept time: what is said of the server rests on it.
  generatorLate,
  // What was not tested, and why.
  loadNotDelivered,
  arrivalCeiling,
  slowVuStart,
  optionsIgnored,
  otherRuns,
  contradictorySources,
  // What went wrong.
  targetLost,
  errorsPresent,
  errorWindow,
  errorsUnderLoad,
  throttled,
  fastFailures,
  resets,
  timeouts,
  checkNeverPassed,
  checksVsHttp,
  rejections,
  // What held the throughput back.
  generatorLimited,
  serverSaturated,
  serverCpu,
  serverMetric,
  saturationPointFound,
  scalabilityLoss,
  goalThroughputFound,
  waitingDominates,
  fewLanes,
  writeReadGap,
  slowRequest,
  slowPhase,
  warmUp,
  standstill,
  pauses,
  longTail,
  bimodal,
  drift,
  slowRecovery,
  connectionChurn,
  // How to read the figures.
  silence,
  clockBack,
  clockSet,
  drain,
  setupInFigures,
  skewedTestData,
  mixedScenarios,
  closedModel,
  weakQuantile,
  estimatedQuantiles,
  manyNames,
  noRawSamples,
];

/**
 * Rules that conclude from how long answers took, or how many came: a load generator that is late makes such figures, too. Those
 * that look at one stretch of time ask themselves whether it was late then.
 */
const OF_SERVER_SPEED: ReadonlySet<Rule> = new Set([
  generatorLimited,
  serverSaturated,
  serverCpu,
  serverMetric,
  saturationPointFound,
  scalabilityLoss,
  goalThroughputFound,
  waitingDominates,
  fewLanes,
  writeReadGap,
  slowRequest,
  slowPhase,
  standstill,
  pauses,
  longTail,
  bimodal,
  drift,
  slowRecovery,
]);

/** The runs of a report, each with the plan that fits it. */
interface Trusted {
  readonly of: ReadonlyMap<Run, Run>;
  readonly all: readonly Run[];
}

/** Made once for all runs of a report. */
const trustedOf = remembered((runs: readonly Run[]): Trusted => {
  const of = new Map(runs.map((run) => [run, withFittingPlan(run)] as const));
  return { of, all: runs.map((run) => of.get(run) ?? run) };
});

/**
 * A run with its laws, its delivered load, its verdict and its findings; `all` are the runs of the same report. A plan
 * that cannot be that of the run counts for nothing but the finding that says so. `isLeftOut`: goals of all runs that others
 * of them have to meet.
 */
export function analyse(
  run: Run,
  all: readonly Run[] = [run],
  isLeftOut: (goal: Goal) => boolean = isOfOthers(run, all),
): AnalysedRun {
  const { of, all: others } = trustedOf(all);
  const trusted = of.get(run) ?? withFittingPlan(run);
  const delivered = deliveredLoad(trusted);
  const isLate = generatorState(trusted).state === 'late';
  const rules = isLate ? RULES.filter((rule) => !OF_SERVER_SPEED.has(rule)) : RULES;
  const findings = [...planMismatch(run), ...rules.flatMap((rule) => rule(trusted, others))];
  return {
    ...run,
    delivered,
    laws: operationalLaws(run),
    ceilings: arrivalCeilings(trusted),
    verdict: verdictOf({ run: trusted, delivered, findings }, isLeftOut),
    findings,
    stages: stagesOf(trusted),
    loadWindow: loadWindow(trusted),
    drainWindow: drainWindow(trusted),
    steady: steadyState(trusted),
  };
}
