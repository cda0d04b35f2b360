import { rejectionsOf } from '../../answers.ts';
import { judgedMetric } from '../../judged-metric.ts';
import { type Check, row } from '../judged.ts';

/**
 * A run that sent nothing, or of which every answer was an expected rejection, measured nothing, whatever k6 says of its thresholds and however many
 * iterations it counts.
 */
export const samples: Check = ({ run }) => {
  const judged = judgedMetric(run);
  const { requests } = run.measured.total;
  const answers = rejectionsOf(run);
  if (requests && answers.reduce((sum, { count }) => sum + count, 0) === requests) {
    return [
      row('samples', { outcome: 'invalid', unit: 'count', actual: 0, reason: { kind: 'all-rejected', answers } }),
    ];
  }
  if (judged) return [row('samples', { outcome: 'pass', unit: 'count', actual: judged.samples })];
  return [row('samples', { outcome: 'invalid', unit: 'count', actual: 0, reason: { kind: 'nothing-measured' } })];
};
