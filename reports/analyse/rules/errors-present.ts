import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { answersOf } from '../answers.ts';

/** Requests failed: their answer had an unexpected status, or there was none. */
export function errorsPresent(run: Run): Finding[] {
  const { failedRequests: failed, requests, failedRatio: ratio } = run.measured.total;
  if (failed === undefined || requests === undefined || ratio === undefined || failed === 0) return [];
  return [
    {
      id: 'errors-present',
      severity: 'critical',
      confidence: 'measured',
      scope: TOTAL,
      figures: { failed, requests, ratio, answers: answersOf(run, ({ expected }) => !expected) },
    },
  ];
}
