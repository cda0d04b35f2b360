import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';

/** Outputs that were given as one run state a figure differently: they are not of the same run, or one was edited. */
export function contradictorySources({ contradictions = [] }: Run): Finding[] {
  if (contradictions.length === 0) return [];
  return [
    {
      id: 'contradictory-sources',
      severity: 'warning',
      confidence: 'measured',
      scope: TOTAL,
      figures: { contradictions },
    },
  ];
}
