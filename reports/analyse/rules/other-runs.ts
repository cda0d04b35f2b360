import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';

/** Other runs of buha shared the machine of the load generator: CPU, ports and network. */
export function otherRuns({ record }: Run): Finding[] {
  const [first, ...others] = record?.otherRuns ?? [];
  if (!first) return [];
  const figures = { runs: 1 + others.length, first };
  return [{ id: 'other-runs', severity: 'warning', confidence: 'measured', scope: TOTAL, figures }];
}
