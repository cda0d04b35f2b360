import { analyse } from '../reports/analyse/analyse.ts';
import { validityRows } from '../reports/analyse/gate/validity.ts';
import { withFittingPlan } from '../reports/analyse/plan-fit.ts';
import type { Finding } from '../reports/model/finding.ts';
import type { ValidityCheck, ValidityRow } from '../reports/model/gate.ts';
import type { RunRecord } from '../reports/model/record.ts';
import type { Run } from '../reports/model/run.ts';
import { referenceRun } from './reference-runs.ts';

/** Rows of one check as the gate sees the run. */
export function rows(check: ValidityCheck, run: Run, findings?: readonly Finding[]): ValidityRow[] {
  const { delivered, findings: found } = analyse(run);
  return validityRows({ run: withFittingPlan(run), delivered, findings: findings ?? found }).filter(
    (row) => row.check === check,
  );
}

export const recorded = (changes: Partial<RunRecord> = {}) => referenceRun('place-order', changes);

export const unrecorded: Run = { ...recorded(), record: undefined };

/** The reference's plan under a profile that asks for 95 % of it. */
export const demanding = (changes: Partial<RunRecord> = {}): Run => {
  const profile = { name: 'peak-full', scale: 1, durationScale: 1, minDelivered: 0.95 };
  return { ...recorded({ profile, ...changes }), profile: 'peak-full' };
};
