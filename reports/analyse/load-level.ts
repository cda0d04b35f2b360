import type { PlannedScenario } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import { levelAt, plannedLengthMs } from './planned-load.ts';
import { planOriginMs } from './stages.ts';

/** How high the load was that a run put on the system, second by second. */
export interface LoadLevel {
  readonly model: 'open' | 'closed';
  /** Users at work of closed load; the rate that open load planned, per second. */
  at(second: number): number;
}

/** The rate that open scenarios plan together at a time in ms since the plan begins. */
const rateAt = (planned: readonly PlannedScenario[], ms: number): number =>
  planned.reduce((sum, plan) => (plan.model === 'open' ? sum + levelAt(plan.ramps, ms - plan.startMs) : sum), 0);

/**
 * The load that was offered. Of open load it is the arrival rate: its users at work are what slow answers keep waiting, an effect
 * and no load. Undefined where nobody knows it, and where open and closed load together have no one level.
 */
export function loadLevel(run: Run): LoadLevel | undefined {
  const { planned, measured } = run;
  const { timeline } = measured;
  if (!timeline) return undefined;
  const open = planned.filter(({ model }) => model === 'open');
  if (open.length > 0) {
    const originMs = planOriginMs(run, timeline);
    if (open.length < planned.length || originMs === undefined) return undefined;
    const endMs = plannedLengthMs(planned);
    // What ends before or after the plan is of its first and last load.
    const at = (second: number) => rateAt(planned, Math.min(endMs, Math.max(0, (second + 0.5) * 1000 - originMs)));
    return { model: 'open', at };
  }
  const { busyVus } = timeline.total;
  return busyVus && { model: 'closed', at: (second) => busyVus.at(second) ?? 0 };
}
