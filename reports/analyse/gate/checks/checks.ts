import type { Run } from '../../../model/run.ts';
import { checkedRejections, rejectionStatuses } from '../../answers.ts';
import { LIMITS } from '../../limits.ts';
import { type Check, row } from '../judged.ts';

/** The check that failed most often, and how many failed at all; undefined where none did. */
export function worstCheck({
  measured: { checks },
}: Run): { check: string; ratio: number; checks: number } | undefined {
  const failed = checks.flatMap(({ name, passed = 0, failed = 0 }) =>
    failed > 0 ? [{ check: name, ratio: failed / (passed + failed) }] : [],
  );
  const [worst] = failed.toSorted((a, b) => b.ratio - a.ratio);
  return worst && { ...worst, checks: failed.length };
}

/** Checks that failed although no rejection explains it: runs of before 0.2 checked rejections, too. */
function failedBeyondRejections(run: Run): number {
  const { checksFailed = 0, failedRequests } = run.measured.total;
  if (run.measured.responses) return Math.max(0, checksFailed - checkedRejections(run));
  // Where the output does not tell answers apart, all of them may be rejections.
  return failedRequests === 0 && rejectionStatuses(run).length > 0 ? 0 : checksFailed;
}

/** What an API of the catalogue checks of every answer is a promise like its share of failures. A row only where it is broken. */
export const checks: Check = ({ run }) => {
  const { checksPassed = 0, checksFailed = 0 } = run.measured.total;
  const worst = worstCheck(run);
  if (run.api === undefined || !worst) return [];
  const actual = failedBeyondRejections(run) / (checksPassed + checksFailed);
  const limit = LIMITS.failedChecks;
  if (actual <= limit) return [];
  const figures = { unit: 'ratio', actual, comparison: '<=', limit, margin: limit - actual } as const;
  return [row('checks', { ...figures, outcome: 'slo-fail', reason: { kind: 'checks-failed', ...worst } })];
};
