import type { DeliveredScenario } from '../model/analysed.ts';
import type { Run } from '../model/run.ts';
import { LIMITS } from './limits.ts';
import { scopeOfScenario } from './planned-load.ts';

/** Planned iterations of a scenario that k6 counts neither as run nor as dropped. */
export interface Uncounted {
  readonly scenario: string;
  readonly iterations: number;
  /** So much time the last rate of the plan takes to start them; undefined for a plan without a rate. */
  readonly lagMs: number | undefined;
  /** True where none can have been cut off: even the longest that ended took far less time than k6 grants at the end. */
  readonly isLate: boolean;
}

/** What makes the books of an open or counted scenario close; undefined where nobody knows, or k6 has no such books. */
export function uncountedIterations({
  plan,
  plannedAmount,
  deliveredAmount,
  dropped,
}: DeliveredScenario): number | undefined {
  if (plan.model === 'closed' || deliveredAmount === undefined || dropped === undefined) return undefined;
  return Math.max(0, Math.round(plannedAmount) - deliveredAmount - dropped);
}

/** Of so much of the grace at the end no iteration that is like the others comes near to being cut off. */
const SAFE_SHARE = 0.5;

/**
 * The iterations that are in no count of k6's, and why: it starts none that it had not come to when the time of its scenario
 * was over, without a word, and counts none that it cuts off at the end (k6 2.2.0, `lib/executor/ramping_arrival_rate.go`: the
 * loop over the times at which iterations are due returns when the scenario's time is over, however far behind it is).
 */
export function uncounted(run: Run, delivered: readonly DeliveredScenario[]): Uncounted[] {
  return delivered.flatMap((one): Uncounted[] => {
    const iterations = uncountedIterations(one);
    // Of a run that was cut short, those at the abort are among them.
    if (!iterations || one.wholeAmount !== undefined) return [];
    const { plan } = one;
    const rate = plan.model === 'open' ? plan.ramps.at(-1)?.to : undefined;
    const longestMs = scopeOfScenario(run, plan.name)?.iterationDurationMs?.max;
    const graceMs = plan.gracefulStopMs ?? LIMITS.gracefulStopMs;
    return [
      {
        scenario: plan.name,
        iterations,
        lagMs: rate ? (iterations / rate) * 1000 : undefined,
        isLate: plan.model === 'open' && longestMs !== undefined && longestMs < graceMs * SAFE_SHARE,
      },
    ];
  });
}
