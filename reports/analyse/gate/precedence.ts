import type { GateRow, GateVerdict, Outcome } from '../../model/gate.ts';

/** Every verdict, the weightiest first: INVALID > SLO_FAIL > REGRESSED > INCONCLUSIVE > NO_BASELINE > PASS. */
export const PRECEDENCE: readonly GateVerdict[] = [
  'invalid',
  'slo-fail',
  'regressed',
  'inconclusive',
  'no-baseline',
  'pass',
];

const isVerdict = (outcome: Outcome): outcome is GateVerdict => (PRECEDENCE as readonly Outcome[]).includes(outcome);

/** The weightiest of several verdicts. Of none it is `invalid`: nothing was judged, and that is no pass. */
export function weightiest(verdicts: readonly GateVerdict[]): GateVerdict {
  return PRECEDENCE.find((verdict) => verdicts.includes(verdict)) ?? 'invalid';
}

/** True for a service level that nobody could judge. */
const isOpenGoal = ({ part, outcome }: GateRow): boolean => part === 'service-level' && outcome === 'not-judged';

/**
 * The verdict of the rows of a run. A service level that was asked for and could not be judged is no pass: it makes the
 * run invalid, unless another one was missed, which is the more useful thing to say. A check of validity that the input
 * does not allow weighs nothing.
 */
export function verdictOfRows(rows: readonly GateRow[]): GateVerdict {
  const judged = weightiest(rows.map(({ outcome }) => outcome).filter(isVerdict));
  return judged !== 'slo-fail' && rows.some(isOpenGoal) ? 'invalid' : judged;
}

/** What a row by itself does to the verdict; undefined for one that weighs nothing. */
export function weightOf(row: GateRow): GateVerdict | undefined {
  if (isOpenGoal(row)) return 'invalid';
  return isVerdict(row.outcome) ? row.outcome : undefined;
}
