import { isComplete } from '../model/k6-exit.ts';
import type { RunRecord } from '../model/record.ts';
import type { DeliveredScenario, Run, Threshold, Verdict, VerdictKind } from '../model/run.ts';
import { criteriaOf } from './criteria.ts';

/** Share of the plan on which a verdict rests: the open scenarios' (the least of them), else the closed ones'. */
export function deliveredShare(delivered: readonly DeliveredScenario[]): number | undefined {
  const known = delivered.filter(({ ratio }) => ratio !== undefined);
  const open = known.filter(({ plan }) => plan.model !== 'closed');
  const counted = open.length > 0 ? open : known;
  return counted.length === 0 ? undefined : Math.min(...counted.map(({ ratio }) => ratio ?? 0));
}

function kindOf(criteria: readonly Threshold[]): VerdictKind {
  if (criteria.length === 0) return 'no-goal';
  const judged = criteria.filter(({ samples }) => samples !== 0);
  if (judged.some(({ passed }) => !passed)) return 'slo-fail';
  // k6 passes a threshold without samples: nothing was measured, so nothing was met.
  return judged.length < criteria.length ? 'invalid' : 'pass';
}

/** True for a run that measured what it set out to: k6 completed it, and no iteration broke off with an exception. */
function isValid(record: RunRecord | undefined): boolean {
  return record === undefined || (isComplete(record.exit.code) && !record.interrupted && record.exceptions.count === 0);
}

/** The verdict of k6's own thresholds; without validity there is nothing to judge. */
export function verdictOf({ measured, record }: Run, delivered: readonly DeliveredScenario[]): Verdict {
  const kind = !isValid(record)
    ? 'invalid'
    : record?.exit.code === 110
      ? 'slo-fail' // The script marked the run as failed.
      : kindOf(measured.thresholds);
  return { kind, criteria: criteriaOf(measured), delivered: deliveredShare(delivered) };
}
