import { TOTAL } from '../model/finding.ts';
import type { PlanConflict } from '../model/finding-figures.ts';
import type { PlannedScenario } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import { mostOf } from '../numbers/extremes.ts';
import { isWhole } from './delivered-load.ts';
import { LIMITS } from './limits.ts';
import { plannedAmount, scopeOfScenario, vusOf } from './planned-load.ts';

const MS_PER_UNIT: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;

/** How long the last iterations of a scenario may take to finish, in ms. */
function gracefulStopMs({ options }: Run, { name }: PlannedScenario): number {
  const text = fieldOf(fieldOf(options?.scenarios, name), 'gracefulStop');
  if (typeof text !== 'string') return LIMITS.gracefulStopMs;
  const parts = [...text.matchAll(/([\d.]+)(ms|s|m|h)/g)];
  return parts.reduce((sum, [, value, unit = '']) => sum + Number(value) * (MS_PER_UNIT[unit] ?? 0), 0);
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const most = (values: readonly number[]) => mostOf([0, ...values]);

/** Moment in ms until which a scenario has load; 0 for iterations, which may be done at once. */
export function loadEndMs(plan: PlannedScenario): number {
  if (plan.model === 'iterations') return 0;
  const last = plan.ramps.findLastIndex(({ from, to }) => from > 0 || to > 0);
  return plan.startMs + sumOf(plan.ramps.slice(0, last + 1).map(({ durationMs }) => durationMs));
}

/** True where a crossed threshold may have ended the run before its plan. */
export const mayAbort = ({ options }: Run) => JSON.stringify(options?.thresholds ?? {}).includes('"abortOnFail":true');

/** k6 makes every planned user before it starts, also for a run that is interrupted later. */
function vusConflicts({ planned, measured }: Run): PlanConflict[] {
  const started = measured.metrics.find(({ name }) => name === 'vus_max')?.values.max;
  if (started === undefined) return [];
  const vus = planned.map(vusOf);
  // Scenarios that follow each other may or may not share their users.
  const allowed = sumOf(vus.map((one) => one.most));
  const sure = most(vus.map((one) => one.least));
  if (started > allowed * (1 + LIMITS.vusTolerance))
    return [{ kind: 'vus-above', planned: allowed, measured: started }];
  if (started < sure * (1 - LIMITS.vusTolerance) - LIMITS.planSlack)
    return [{ kind: 'vus-below', planned: sure, measured: started }];
  return [];
}

/** Only for runs without a record: a recorded plan is that of its script, whatever made the run long. */
function lengthConflicts(run: Run): PlanConflict[] {
  const { planned, record } = run;
  const { runMs } = run.measured;
  if (record || runMs === undefined) return [];
  const mostMs = most(planned.map((plan) => plan.startMs + plan.durationMs + gracefulStopMs(run, plan)));
  if (runMs > mostMs + LIMITS.planSlackMs) return [{ kind: 'too-long', runMs, mostMs }];
  const plannedMs = most(planned.map(loadEndMs));
  if (runMs < plannedMs * LIMITS.planLengthRatio - LIMITS.planSlackMs && !mayAbort(run))
    return [{ kind: 'too-short', runMs, plannedMs }];
  return [];
}

/** k6 drops iterations of arrival rates, and of counted iterations whose time limit is over. */
function droppedConflicts({ planned, measured: { total, runMs = Number.POSITIVE_INFINITY } }: Run): PlanConflict[] {
  const dropped = total.droppedIterations ?? 0;
  // The samples of a stream begin a little later than the run.
  const ranMs = runMs / LIMITS.planLengthRatio;
  const canDrop = planned.some(
    (plan) => plan.model === 'open' || (plan.model === 'iterations' && ranMs >= plan.startMs + plan.durationMs),
  );
  return dropped === 0 || canDrop ? [] : [{ kind: 'dropped', dropped }];
}

/** Iterations that started or were dropped, against those that the plan has. */
interface Amount {
  readonly scenario: string;
  readonly planned: number;
  readonly measured: number;
}

/** `vus` may each have held an iteration that was interrupted, which k6 counts nowhere; undefined: too few proves nothing. */
function amountConflict(amount: Amount, vus: number | undefined): PlanConflict[] {
  const { planned, measured } = amount;
  if (measured > planned * (1 + LIMITS.planMismatch) + LIMITS.planSlack) return [{ kind: 'too-many', ...amount }];
  if (vus !== undefined && measured + vus < planned * (1 - LIMITS.planShortfall) - LIMITS.planSlack)
    return [{ kind: 'too-few', ...amount }];
  return [];
}

/** Every planned iteration of open load starts or is dropped. Of a recorded plan too few prove no other plan. */
function amountConflicts(run: Run): PlanConflict[] {
  const { total } = run.measured;
  const whole = run.record === undefined && isWhole(run) && !mayAbort(run);
  const counted = run.planned.filter(({ model }) => model !== 'closed');
  if (counted.length === 0) return [];
  const own = counted.flatMap((plan) => {
    const scope = scopeOfScenario(run, plan.name);
    const dropped = scope?.droppedIterations ?? (counted.length === 1 ? total.droppedIterations : undefined);
    if (scope?.iterations === undefined) return [];
    const amount = { scenario: plan.name, planned: plannedAmount(plan), measured: scope.iterations + (dropped ?? 0) };
    const complete = whole && plan.model === 'open' && dropped !== undefined;
    return amountConflict(amount, complete ? vusOf(plan).most : undefined);
  });
  const { iterations, droppedIterations: dropped = 0 } = total;
  if (own.length > 0 || iterations === undefined) return own;
  const planned = sumOf(counted.map((plan) => plannedAmount(plan)));
  // Beside closed load, whose iterations nobody plans, only what was dropped is sure to be of these scenarios.
  const closed = counted.length < run.planned.length;
  const many = amountConflict(
    { scenario: TOTAL, planned, measured: closed ? dropped : iterations + dropped },
    undefined,
  );
  if (many.length > 0 || !whole || counted.some(({ model }) => model !== 'open')) return many;
  const vus = sumOf(counted.map((plan) => vusOf(plan).most));
  return amountConflict({ scenario: TOTAL, planned, measured: iterations + dropped }, vus).filter(
    ({ kind }) => kind === 'too-few',
  );
}

/** A user holds one iteration at a time, so that those of a scenario last no longer than its users are there. */
function timeConflicts(run: Run): PlanConflict[] {
  return run.planned.flatMap((plan): PlanConflict[] => {
    if (plan.model !== 'closed') return [];
    const { iterations, iterationDurationMs } = scopeOfScenario(run, plan.name) ?? {};
    if (iterations === undefined || iterationDurationMs?.avg === undefined) return [];
    const heldMs = iterations * iterationDurationMs.avg;
    const { most: vus } = vusOf(plan);
    // Samples may begin with the first iteration that ended, and a ramp down lets iterations end.
    const lengthMs = most([run.measured.runMs ?? 0, plan.durationMs + 2 * gracefulStopMs(run, plan)]);
    const mostMs = vus * (lengthMs + LIMITS.planSlackMs);
    return heldMs > mostMs ? [{ kind: 'too-much-time', scenario: plan.name, heldMs, mostMs, vus }] : [];
  });
}

/** Where the run and the plan that was given for it contradict each other; empty where nobody knows the plan. */
export function planConflicts(run: Run): PlanConflict[] {
  if (run.planned.length === 0) return [];
  return [
    ...vusConflicts(run),
    ...droppedConflicts(run),
    ...lengthConflicts(run),
    ...amountConflicts(run),
    ...timeConflicts(run),
  ];
}

/**
 * False where the plan (of the record, `--profile` or `--options`) cannot be that of the run: its delivered share and
 * whatever else rests on the plan then say nothing. True where nobody knows the plan.
 */
export const planFits = (run: Run): boolean => planConflicts(run).length === 0;

/** The run without a plan and options that are not its own. */
export const withFittingPlan = (run: Run): Run => (planFits(run) ? run : { ...run, planned: [], options: undefined });
