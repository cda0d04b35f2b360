import { type Finding, TOTAL } from '../../model/finding.ts';
import type { PlanSource } from '../../model/finding-figures.ts';
import type { Run } from '../../model/run.ts';
import { planConflicts } from '../plan-fit.ts';

function sourceOf({ record, profile }: Run): PlanSource {
  if (record) return 'record';
  return profile === undefined ? 'options' : 'profile';
}

/** The plan that was given cannot be the plan of this run: whatever is compared with it would be wrong. */
export function planMismatch(run: Run): Finding[] {
  const conflicts = planConflicts(run);
  if (conflicts.length === 0) return [];
  const source = sourceOf(run);
  return [
    {
      id: 'plan-mismatch',
      severity: 'critical',
      confidence: 'measured',
      scope: TOTAL,
      figures: { source, profile: source === 'profile' ? run.profile : undefined, conflicts },
    },
  ];
}
