import type { Finding } from '../../model/finding.ts';
import type { PlannedScenario } from '../../model/plan.ts';
import type { Run } from '../../model/run.ts';

const overlap = (a: PlannedScenario, b: PlannedScenario) =>
  a.startMs < b.startMs + b.durationMs && b.startMs < a.startMs + a.durationMs;

/** Scenarios ran at the same time, so the percentiles of the whole run mix their populations. */
export function mixedScenarios(run: Run): Finding[] {
  const mixed = run.planned.filter((plan) => run.planned.some((other) => other !== plan && overlap(plan, other)));
  if (mixed.length === 0) return [];
  const split = mixed.every(({ name }) => run.measured.scenarios[name]?.durationMs !== undefined);
  return [
    {
      id: 'mixed-scenarios',
      // Where the output tells the scenarios apart, the report does too, and this is only a reminder.
      severity: split ? 'note' : 'warning',
      confidence: 'measured',
      figures: { scenarios: mixed.map(({ name }) => name) },
    },
  ];
}
