import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { rejectionsOf } from '../answers.ts';

/** The system turned requests down for a reason of the business; k6 counts them among the successes. */
export function rejections(run: Run): Finding[] {
  const { requests } = run.measured.total;
  const answers = rejectionsOf(run);
  if (answers.length === 0 || !requests) return [];
  const count = answers.reduce((sum, answer) => sum + answer.count, 0);
  return [
    {
      id: 'rejections',
      severity: 'note',
      confidence: 'measured',
      scope: TOTAL,
      figures: { count, requests, ratio: count / requests, answers },
    },
  ];
}
