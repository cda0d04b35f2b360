import type { DeliveredScenario } from '../../model/analysed.ts';
import type { Finding } from '../../model/finding.ts';
import type { ValidityCheck, ValidityRow } from '../../model/gate.ts';
import type { Run } from '../../model/run.ts';

/** What a judgement rests on. */
export interface Judged {
  /** With its own plan, or with none: `withFittingPlan`. */
  readonly run: Run;
  readonly delivered: readonly DeliveredScenario[];
  readonly findings: readonly Finding[];
}

/** A check of validity: one row, or one for each scenario. */
export type Check = (judged: Judged) => ValidityRow[];

/** A row of a check; what is left out is unknown. */
export function row(
  check: ValidityCheck,
  given: Pick<ValidityRow, 'outcome' | 'unit'> & Partial<Omit<ValidityRow, 'part' | 'check'>>,
): ValidityRow {
  return {
    part: 'validity',
    check,
    scenario: undefined,
    actual: undefined,
    comparison: undefined,
    limit: undefined,
    margin: undefined,
    reason: undefined,
    ...given,
  };
}
