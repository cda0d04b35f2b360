import { plannedAmount, plannedLengthMs } from '../analyse/planned-load.ts';
import { isComplete } from '../model/k6-exit.ts';
import type { KnownRun } from './known-run.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

/** How far an estimate of started iterations may be off: by 1 %, or by some iterations where there are few. */
export const openShare = (started: number): number => Math.max(0.01, 10 / Math.max(started, 1));

/** Share of a plan that must have been started or dropped for it to have been run to its end. */
const WHOLE_PLAN = 0.95;

/** So much earlier than planned a whole run may end, by k6's rounding; `setup()` may have made up for more. */
const EARLY_MS = 100;

/**
 * Planned iterations that k6 started, from the plan of the open scenarios (or of the one named) and the iterations it
 * dropped; undefined where the document does not show the options, or the output no dropped iterations.
 */
function deliveredCount({ planned, output }: KnownRun, scenario?: string): { started: number; of: number } | undefined {
  const open = planned?.filter(({ model }) => model === 'open') ?? [];
  const own = open.filter(({ name }) => scenario === undefined || name === scenario);
  const amount = Math.round(own.reduce((sum, plan) => sum + plannedAmount(plan), 0));
  // The plan of a run that was broken off is the one up to there, which reports count differently.
  if (output.brokenOff || (output.ended && !isComplete(output.ended.code ?? null))) return undefined;
  const { total, scenarios, runMs } = output.measured;
  // k6's own count, where the output has it: iterations that were cut off at the end were started and are not in it.
  const counted = own.flatMap(({ name }) => scenarios[name]?.iterations ?? []);
  if (own.length > 0 && counted.length === own.length) {
    const started = sum(counted);
    const dropped = sum(own.map(({ name }) => scenarios[name]?.droppedIterations ?? 0));
    // What was neither started nor dropped was never due: the run was broken off.
    return started + dropped < amount * WHOLE_PLAN ? undefined : { started, of: amount };
  }
  // A run that was broken off dropped nothing of what it never came to.
  if (runMs !== undefined && planned && runMs < plannedLengthMs(planned) - EARLY_MS) return undefined;
  // Without a split, what was dropped is one scenario's only where no other one could drop any.
  const split = scenario === undefined ? undefined : scenarios[scenario]?.droppedIterations;
  const dropped = split ?? (open.length === own.length ? total.droppedIterations : undefined);
  if (amount === 0 || dropped === undefined || dropped > amount) return undefined;
  const ended = total.iterations ?? amount;
  const inFlight = output.measured.metrics.find(({ name }) => name === 'vus_max')?.values.max ?? 0;
  if (amount - dropped > (ended + inFlight) * 1.05 + 1) return undefined;
  return { started: amount - dropped, of: amount };
}

/**
 * The same for a share whose scenario is not named: reports give that of all open scenarios, or of the one that got
 * least. None where one of them is not known.
 */
export function deliveredCounts(run: KnownRun, scenario: string | undefined): { started: number; of: number }[] {
  const all = deliveredCount(run, scenario);
  const open = scenario === undefined ? (run.planned?.filter(({ model }) => model === 'open') ?? []) : [];
  if (open.length < 2) return all ? [all] : [];
  const each = open.flatMap(({ name }) => deliveredCount(run, name) ?? []);
  return each.length === open.length ? [...(all ? [all] : []), ...each] : [];
}

/** Share of the planned iterations that k6 started, as `deliveredCount` has them. */
export function deliveredRatio(run: KnownRun, scenario?: string): number | undefined {
  const count = deliveredCount(run, scenario);
  return count && count.started / count.of;
}
