import { type Finding, TOTAL } from '../../model/finding.ts';
import { ownValue } from '../../model/own-value.ts';
import type { PlannedScenario } from '../../model/plan.ts';
import type { Run } from '../../model/run.ts';

const overlap = (a: PlannedScenario, b: PlannedScenario) =>
  a.startMs < b.startMs + b.durationMs && b.startMs < a.startMs + a.durationMs;

/** Scenarios ran at the same time and the output does not tell them apart: its percentiles mix their populations. */
export function mixedScenarios(run: Run): Finding[] {
  const { scenarios } = run.measured;
  const mixed = run.planned.filter((plan) => run.planned.some((other) => other !== plan && overlap(plan, other)));
  const isSplit = ({ name }: PlannedScenario) => ownValue(scenarios, name)?.durationMs !== undefined;
  if (mixed.length === 0 || mixed.every(isSplit)) return [];
  return [
    {
      id: 'mixed-scenarios',
      severity: 'warning',
      confidence: 'measured',
      scope: TOTAL,
      figures: {
        scenarios: mixed.map(({ name }) => name),
        unsplit: mixed.filter((plan) => !isSplit(plan)).map(({ name }) => name),
      },
    },
  ];
}
