import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';

/**
 * Users of a closed load wait for the answer, so a slow server is asked less often: its percentiles describe the
 * requests that were sent, not those that users would have sent.
 */
export function closedModel(run: Run): Finding[] {
  const closed = run.planned.filter(({ model }) => model !== 'open').map(({ name }) => name);
  if (closed.length === 0) return [];
  return [
    {
      id: 'closed-model',
      severity: 'note',
      confidence: 'measured',
      scope: TOTAL,
      figures: { scenarios: closed, dropped: run.measured.total.droppedIterations || undefined },
    },
  ];
}
