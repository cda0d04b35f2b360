import { checkPath } from '../model/check-name.ts';
import type { GateRow } from '../model/gate.ts';
import type { Run } from '../model/run.ts';
import { failedBeyondRejections } from './answers.ts';
import { isOfChecks } from './gate/service-levels.ts';
import { LIMITS } from './limits.ts';
import { isWired } from './wired.ts';

/** A check that failed, by its name behind those of its groups. */
export interface FailedCheck {
  readonly check: string;
  readonly failed: number;
  /** How often it was looked at. */
  readonly answers: number;
  /** Share of its answers that failed it, 0–1. */
  readonly ratio: number;
  /** Those of them that no rejection explains: runs of before 0.2 checked rejections, too. */
  readonly unexplained: number;
}

/** The checks of a run that failed, in its order. */
export const failedChecks = (run: Run): FailedCheck[] =>
  run.measured.checks.flatMap((check) => {
    const { passed = 0, failed = 0 } = check;
    const answers = passed + failed;
    const unexplained = failedBeyondRejections(run, check) / answers;
    return failed > 0 ? [{ check: checkPath(check), failed, answers, ratio: failed / answers, unexplained }] : [];
  });

/** Failed checks about which something is to be done, the one that failed most often first, and what they are held against. */
export interface ChecksToMend {
  readonly checks: readonly FailedCheck[];
  /** Service levels that were missed; empty where none speaks of checks. */
  readonly rows: readonly GateRow[];
  /** Share of failures that is allowed, 0–1, where no service level says; 0 of a script of which nothing is promised. */
  readonly allowed: number;
}

/**
 * What is to be mended of the checks of a run; undefined where none failed, or no more than its service levels allow.
 * `rows`: those of its verdict.
 */
export function checksToMend(run: Run, rows: readonly GateRow[]): ChecksToMend | undefined {
  const own = rows.filter(isOfChecks);
  const missed = own.filter(({ outcome }) => outcome === 'slo-fail');
  if (own.length > 0 && missed.length === 0) return undefined;
  const allowed = isWired(run) && own.length === 0 ? LIMITS.failedChecks : 0;
  const checks = failedChecks(run)
    .filter(({ unexplained }) => unexplained > allowed)
    .toSorted((a, b) => b.ratio - a.ratio || b.failed - a.failed);
  return checks.length === 0 ? undefined : { checks, rows: missed, allowed };
}

/** True where checks failed exactly as often as requests did: what fails a request fails its check as well. */
export const areFailedRequests = (run: Run, checks: readonly FailedCheck[]): boolean =>
  checks.length > 0 && checks.reduce((sum, { failed }) => sum + failed, 0) === run.measured.total.failedRequests;
