import type { Contradiction } from '../../model/contradiction.ts';
import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';

/** Metrics of which every output of one run counts the same. */
const COUNTED: readonly string[] = ['http_reqs', 'iterations'];

const isCount = ({ metric, statistic }: Contradiction) => statistic === 'count' && COUNTED.includes(metric);

/** Outputs that were given as one run state a figure differently: they are not of the same run, or one was edited. */
export function contradictorySources({ contradictions = [] }: Run): Finding[] {
  if (contradictions.length === 0) return [];
  const counts = contradictions.filter(isCount);
  return [
    {
      id: 'contradictory-sources',
      severity: counts.length > 0 ? 'critical' : 'warning',
      confidence: 'measured',
      scope: TOTAL,
      figures: {
        contradictions: [...counts, ...contradictions.filter((one) => !isCount(one))],
        counts: counts.length > 0,
      },
    },
  ];
}
