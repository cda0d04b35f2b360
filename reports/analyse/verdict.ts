import type { Verdict, VerdictKind } from '../model/analysed.ts';
import type { Goal, Judgement } from '../model/gate.ts';
import { deliveredShare } from './delivered-share.ts';
import { goalsOf } from './gate/goals.ts';
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

/** The verdict of a report: the gate's. `isLeftOut`: goals of all runs that others of them have to meet. */
export function verdictOf(judged: Judged, isLeftOut?: (goal: Goal) => boolean): Verdict {
  const { run, delivered } = judged;
  const judgement = judge(judged, goalsOf(run, run.slo, isLeftOut));
  return {
    kind: kindOf(judgement),
    delivered: deliveredShare(delivered),
    reservations: kindOf(judgement) === 'pass' ? judgement.reservations : [],
    rows: judgement.rows,
  };
}
