import type { DeliveredScenario, Measurement, Threshold, Verdict, VerdictKind } from '../model/run.ts';
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

/** The verdict of k6's own thresholds. */
export function verdictOf(measured: Measurement, delivered: readonly DeliveredScenario[]): Verdict {
  return { kind: kindOf(measured.thresholds), criteria: criteriaOf(measured), delivered: deliveredShare(delivered) };
}
