import type { Verdict, VerdictKind } from '../model/analysed.ts';
import type { Judgement } from '../model/gate.ts';
import { criteriaOf } from './criteria.ts';
import { deliveredShare } from './delivered-share.ts';
import { thresholdGoals } from './gate/goals.ts';
import { judge } from './gate/judge.ts';
import type { Judged } from './gate/judged.ts';

/**
 * What a report calls a judgement. Where the gate only knows that nothing may pass, a report says what is missing: data
 * that fits together, or goals.
 */
function kindOf({ verdict, rows }: Judgement): VerdictKind {
  if (rows.some(({ reason }) => reason?.kind === 'unsettled') || verdict === 'inconclusive') return 'undecided';
  if (verdict === 'slo-fail' || verdict === 'pass') return verdict;
  const weighty = rows.filter(({ outcome }) => outcome === 'invalid');
  return weighty.length === 0 && rows.some(({ reason }) => reason?.kind === 'no-goals') ? 'no-goal' : 'invalid';
}

/** The verdict of a report: the gate's, by the thresholds in the output. */
export function verdictOf(judged: Judged): Verdict {
  const { run, delivered } = judged;
  const judgement = judge(judged, thresholdGoals(run));
  return {
    kind: kindOf(judgement),
    criteria: criteriaOf(run.measured),
    delivered: deliveredShare(delivered),
    reservations: kindOf(judgement) === 'pass' ? judgement.reservations : [],
    rows: judgement.rows,
  };
}
