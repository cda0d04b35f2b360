import type { DeliveredScenario } from '../model/analysed.ts';
import { isComplete } from '../model/k6-exit.ts';
import type { Scope } from '../model/measurement.ts';
import { byModel, type PlannedScenario } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import { LIMITS } from './limits.ts';
import { peakLevel, plannedAmount, plannedLengthMs, scopeOfScenario } from './planned-load.ts';
import { plannedVus } from './planned-vus.ts';
import { plateausOf } from './stages.ts';

function deliveredAmount(plan: PlannedScenario, scope: Scope | undefined): number | undefined {
  const iterations = scope?.iterations;
  const avg = scope?.iterationDurationMs?.avg;
  const heldMs = iterations === 0 ? 0 : iterations === undefined || avg === undefined ? undefined : iterations * avg;
  return byModel(plan, {
    // VU-time in use: every finished iteration held its virtual user for its whole length.
    closed: () => heldMs,
    open: () => iterations,
    iterations: () => iterations,
  });
}

/** True where the output tells what each planned scenario delivered, so that nothing of it is worked out. */
export const tellsDelivered = (run: Run): boolean =>
  run.planned.every((plan) => deliveredAmount(plan, scopeOfScenario(run, plan.name)) !== undefined);

/** True for a run that went through its whole plan, as far as its record and its length tell. */
export function isWhole({ record, measured: { runMs }, planned }: Run): boolean {
  if (record && (record.interrupted || !isComplete(record.exit.code))) return false;
  return runMs === undefined || runMs >= plannedLengthMs(planned) * (1 - LIMITS.planTolerance);
}

/**
 * Iterations of an open scenario in output that does not tell scenarios apart: its plan without what was dropped, for k6
 * starts or drops every planned iteration. Only where no other scenario can drop any, in a whole run, and where the
 * result fits the iterations that were counted; else the plan is not that of this run.
 */
function startedOf(run: Run, plan: PlannedScenario, planned: number): number | undefined {
  const { iterations, droppedIterations: dropped } = run.measured.total;
  if (plan.model !== 'open' || run.planned.some((other) => other !== plan && other.model !== 'closed'))
    return undefined;
  if (iterations === undefined || dropped === undefined || !isWhole(run)) return undefined;
  const tolerance = planned * LIMITS.planTolerance;
  const started = Math.round(planned) - dropped;
  if (started < -tolerance || started > iterations + tolerance) return undefined;
  return Math.min(Math.max(started, 0), iterations);
}

/**
 * Users of a closed scenario where all that it plans ran, as k6 counted them once a second: what is missing of their time are
 * iterations that did not end, or so short ones that the time between them counts. k6 counts the users of all scenarios
 * together, so other ones must be closed, too, or the time line tell a level on which this one was alone.
 */
function reachedVus(run: Run, plan: PlannedScenario): number | undefined {
  if (plan.model !== 'closed') return undefined;
  const peak = peakLevel(plan) ?? 0;
  const { metrics, timeline } = run.measured;
  const enough = (seen: number | undefined, needed: number) =>
    seen !== undefined && seen >= needed * LIMITS.deliveredRatio ? Math.min(peak, (seen * peak) / needed) : undefined;
  if (run.planned.every(({ model }) => model === 'closed')) {
    return enough(metrics.find(({ name }) => name === 'vus')?.values.max, plannedVus(run.planned));
  }
  const held = plateausOf(run).find(({ stage }) => stage.plan === plan && stage.ramp.to === peak);
  if (!held || !timeline) return undefined;
  const { from, to } = held.figures;
  return enough(timeline.vus.sum(from, to) / (to - from), peak);
}

/**
 * Planned against delivered load per scenario. A run that was cut short is compared with its whole plan, and with the plan up to there; a run
 * that ended badly after its whole plan (crossed thresholds) lasted too long for that to change anything. Closed load whose
 * users all ran is delivered, however little of their time lies within iterations.
 */
export function deliveredLoad(run: Run): DeliveredScenario[] {
  const { interrupted = false, exit = { code: 0 } } = run.record ?? {};
  const elapsedMs = interrupted || exit.code !== 0 ? run.measured.runMs : undefined;
  return run.planned.map((plan) => {
    const scope = scopeOfScenario(run, plan.name);
    const whole = plannedAmount(plan);
    const upTo = plannedAmount(plan, undefined, elapsedMs);
    const isCut = upTo < whole * (1 - LIMITS.planTolerance);
    // k6 starts whole iterations: a part of one at the abort was not planned yet.
    const planned = isCut && plan.model === 'open' ? Math.round(upTo) : upTo;
    const own = deliveredAmount(plan, scope);
    const started = own === undefined ? startedOf(run, plan, planned) : undefined;
    const counted = own ?? started;
    const isShort = counted !== undefined && counted < planned * LIMITS.deliveredRatio;
    const reached = isShort ? reachedVus(run, plan) : undefined;
    const delivered = reached === undefined ? counted : planned * Math.min(1, reached / (peakLevel(plan) || 1));
    return {
      plan,
      plannedAmount: planned,
      ...(isCut && { wholeAmount: whole }),
      deliveredAmount: delivered,
      dropped: started === undefined ? scope?.droppedIterations : run.measured.total.droppedIterations,
      ratio: delivered === undefined || planned === 0 ? undefined : delivered / (isCut ? whole : planned),
      keptRatio: delivered === undefined || planned === 0 ? undefined : delivered / planned,
      ...(reached !== undefined && { reachedVus: reached }),
    };
  });
}
