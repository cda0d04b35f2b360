import type { PlannedScenario } from '../model/plan.ts';

/** Virtual users that a scenario may hold at a moment of the run. */
function vusAt(plan: PlannedScenario, ms: number): number {
  let left = ms - plan.startMs;
  if (left < 0 || left > plan.durationMs) return 0;
  if (plan.model !== 'closed') return plan.model === 'open' ? plan.maxVus : plan.vus;
  let most = 0;
  for (const { durationMs, from, to } of plan.ramps) {
    // Where two ramps meet, the higher end counts.
    if (left >= 0 && left <= durationMs) {
      most = Math.max(most, durationMs === 0 ? Math.max(from, to) : from + ((to - from) * left) / durationMs);
    }
    left -= durationMs;
  }
  return most;
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
