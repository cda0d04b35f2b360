import { checkPath } from '../../../model/check-name.ts';
import type { Run } from '../../../model/run.ts';
import { failedBeyondRejections } from '../../answers.ts';
import { LIMITS } from '../../limits.ts';
import { isWired } from '../../wired.ts';
import { type Check, row } from '../judged.ts';

interface FailedCheck {
  readonly check: string;
  /** Share of its answers that failed it, 0–1. */
  readonly ratio: number;
  /** Those of them that no rejection explains: runs of before 0.2 checked rejections, too. */
  readonly unexplained: number;
}

const failedChecks = (run: Run): FailedCheck[] =>
  run.measured.checks.flatMap((check) => {
    const { passed = 0, failed = 0 } = check;
    const of = passed + failed;
    return failed > 0
      ? [{ check: checkPath(check), ratio: failed / of, unexplained: failedBeyondRejections(run, check) / of }]
      : [];
  });

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
