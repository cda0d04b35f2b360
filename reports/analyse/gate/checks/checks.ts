import type { Run } from '../../../model/run.ts';
import { type FailedCheck, failedChecks } from '../../failed-checks.ts';
import { LIMITS } from '../../limits.ts';
import { isWired } from '../../wired.ts';
import { type Check, row } from '../judged.ts';

const worstBy = (failed: readonly FailedCheck[], by: 'ratio' | 'unexplained') =>
  failed.toSorted((a, b) => b[by] - a[by])[0];

/** The check that failed most often, and how many failed at all; undefined where none did. */
export function worstCheck(run: Run): { check: string; ratio: number; checks: number } | undefined {
  const failed = failedChecks(run);
  const worst = worstBy(failed, 'ratio');
  return worst && { check: worst.check, ratio: worst.ratio, checks: failed.length };
}

/**
 * What a wired script checks of every answer is a promise like its share of failures, and each check is one: a flow's
 * steps do not make up for one another. A row only where it is broken.
 */
export const checks: Check = ({ run }) => {
  const failed = isWired(run) ? failedChecks(run) : [];
  const worst = worstBy(failed, 'unexplained');
  const limit = LIMITS.failedChecks;
  if (!worst || worst.unexplained <= limit) return [];
  const { check, ratio, unexplained: actual } = worst;
  const figures = { unit: 'ratio', actual, comparison: '<=', limit, margin: limit - actual } as const;
  const reason = { kind: 'checks-failed', check, ratio, checks: failed.length } as const;
  return [row('checks', { ...figures, outcome: 'slo-fail', reason })];
};
