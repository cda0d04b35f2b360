import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { isRejection } from '../answers.ts';
import { LIMITS } from '../limits.ts';

/** A failure within this time, ms, is quick beside any answer; one beside an answer that is as quick says nothing. */
const TRIVIAL_MS = 5;

/** Failures come far sooner than answers: the request was refused, not worked on. 429 says so itself. */
export function fastFailures(run: Run): Finding[] {
  const answered = run.measured.answered ?? [];
  const rejects = isRejection(run);
  const failures = answered.filter(
    ({ status, name, scope }) =>
      status >= 400 && status !== 429 && (scope.failedRatio ?? 0) > 0 && !rejects({ name, status, expected: false }),
  );
  const most = failures.toSorted((a, b) => (b.scope.requests ?? 0) - (a.scope.requests ?? 0))[0];
  if (!most) return [];
  const { name, status, scope } = most;
  const count = scope.requests ?? 0;
  const good = answered
    .filter((one) => one.name === name && one.status >= 200 && one.status < 400)
    .toSorted((a, b) => (b.scope.requests ?? 0) - (a.scope.requests ?? 0))[0];
  const [failedMs, goodMs] = [scope.durationMs?.med, good?.scope.durationMs?.med];
  if (failedMs === undefined || goodMs === undefined || count < LIMITS.fewFailures) return [];
  if ((good?.scope.requests ?? 0) < LIMITS.fewRequests || goodMs < TRIVIAL_MS) return [];
  if (failedMs >= goodMs * LIMITS.fastFailureRatio) return [];
  return [
    {
      id: 'fast-failures',
      severity: 'note',
      confidence: 'measured',
      scope: TOTAL,
      figures: { status, count, failedMs, goodMs },
    },
  ];
}
