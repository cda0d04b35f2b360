import { checkPath } from '../../model/check-name.ts';
import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';

/** Checks that one finding names. */
const NAMED = 5;

/** A check failed every time: it asks for something that never was, or what it looks at never worked. */
export function checkNeverPassed({ measured: { checks } }: Run): Finding[] {
  const never = checks
    .flatMap(({ passed, failed = 0, ...check }) =>
      passed === 0 && failed > 0 ? [{ path: checkPath(check), failed }] : [],
    )
    .toSorted((a, b) => b.failed - a.failed);
  if (never.length === 0) return [];
  const figures = { checks: never.slice(0, NAMED), more: Math.max(0, never.length - NAMED) };
  return [{ id: 'check-never-passed', severity: 'warning', confidence: 'measured', scope: TOTAL, figures }];
}
