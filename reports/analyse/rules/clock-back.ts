import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { LIMITS } from '../limits.ts';

/**
 * k6 counts its users once a second, so where it did so more often, the same seconds came twice: the clock was set back
 * in the middle of the run, or rows of another run are among those of this one. All figures by time lie on each other.
 */
export function clockBack({ measured: { timeline } }: Run): Finding[] {
  const repeated = timeline?.repeated;
  if (!repeated || repeated.sec < LIMITS.clockBackSec) return [];
  const figures = { fromSec: repeated.from, toSec: repeated.to, backSec: repeated.sec };
  return [{ id: 'clock-back', severity: 'warning', confidence: 'measured', scope: TOTAL, figures }];
}
