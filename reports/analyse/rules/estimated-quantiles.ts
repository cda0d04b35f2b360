import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';

/** There were too many samples to hold them one by one, so quantiles are estimated from counts. */
export function estimatedQuantiles({ measured: { quantileError: error } }: Run): Finding[] {
  if (error === undefined) return [];
  return [{ id: 'estimated-quantiles', severity: 'note', confidence: 'measured', scope: TOTAL, figures: { error } }];
}
