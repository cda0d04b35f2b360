import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { LIMITS } from '../limits.ts';
import { clockBack } from './clock-back.ts';
import { silence } from './silence.ts';

/**
 * The clock of the load generator was set while the run was on, as buha saw by a steady clock beside it. What shows in
 * the samples by itself, a time without any or one that comes twice, is told by where it is.
 */
export function clockSet(run: Run): Finding[] {
  const { record, measured } = run;
  const setSec = record?.clockSetSec;
  if (setSec === undefined || !measured.runMs || silence(run).length > 0 || clockBack(run).length > 0) return [];
  const share = (Math.abs(setSec) * 1000) / measured.runMs;
  if (share < LIMITS.clockSetShare) return [];
  return [{ id: 'clock-set', severity: 'warning', confidence: 'measured', scope: TOTAL, figures: { setSec, share } }];
}
