import type { GateResult, Judgement, SloFile, SourcedGoal } from '../../model/gate.ts';
import type { AnalysedRun } from '../../model/run.ts';
import { withFittingPlan } from '../plan-fit.ts';
import { goalsOf } from './goals.ts';
import type { Judged } from './judged.ts';
import { verdictOfRows, weightiest } from './precedence.ts';
import { serviceLevelRows } from './service-levels.ts';
import { validityRows } from './validity.ts';

/** Judges one run: is it valid, does it meet its goals? Both the report's verdict and the gate's come from here. */
export function judge(judged: Judged, goals: readonly SourcedGoal[]): Judgement {
  const rows = [...validityRows(judged), ...serviceLevelRows(judged.run, judged.delivered, goals)];
  return { verdict: verdictOfRows(rows), rows };
}

/**
 * Judges every run by its service levels, which `slo` may override. Pure: the same runs give the same result, and
 * without a run there is nothing that could pass.
 */
export function gate(runs: readonly AnalysedRun[], slo?: SloFile): GateResult {
  const judged = runs.map((run) => {
    const { delivered, findings } = run;
    return { run, ...judge({ run: withFittingPlan(run), delivered, findings }, goalsOf(run, slo)) };
  });
  return { verdict: weightiest(judged.map(({ verdict }) => verdict)), runs: judged };
}
