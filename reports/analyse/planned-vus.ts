import { byModel, type PlannedScenario } from '../model/plan.ts';
import { levelAt } from './planned-load.ts';

/** Virtual users that a scenario may hold at a moment of the run. */
function vusAt(plan: PlannedScenario, ms: number): number {
  const own = ms - plan.startMs;
  if (own < 0 || own > plan.durationMs) return 0;
  return byModel(plan, {
    closed: ({ ramps }) => levelAt(ramps, own),
    open: ({ maxVus }) => maxVus,
    iterations: ({ vus }) => vus,
  });
}

/** Most virtual users that the plan holds at once: the levels of closed load, and what open load may start. */
export function plannedVus(planned: readonly PlannedScenario[]): number {
  // Levels are straight between these moments, so one of them has the most.
  const moments = planned.flatMap((plan) => {
    let end = plan.startMs;
    const ends = plan.model === 'closed' ? plan.ramps.map((ramp) => (end += ramp.durationMs)) : [];
    return [plan.startMs, ...ends, plan.startMs + plan.durationMs];
  });
  return moments.reduce(
    (most, ms) =>
      Math.max(
        most,
        planned.reduce((sum, plan) => sum + vusAt(plan, ms), 0),
      ),
    0,
  );
}
