import type { AnalysedRun, DeliveredScenario } from '../model/analysed.ts';
import { leastOf } from '../numbers/extremes.ts';

/** Share of the plan on which a verdict rests: the open scenarios' (the least of them), else the closed ones'. */
export function deliveredShare(delivered: readonly DeliveredScenario[]): number | undefined {
  const known = delivered.filter(({ ratio }) => ratio !== undefined);
  const open = known.filter(({ plan }) => plan.model !== 'closed');
  const counted = open.length > 0 ? open : known;
  return counted.length === 0 ? undefined : leastOf(counted.map(({ ratio }) => ratio ?? 0));
}

/** The same of a run where it is told beside others, at most all: users who finish their last iteration after the plan's end made no more of it. */
export const ranOf = ({ verdict }: AnalysedRun): number | undefined =>
  verdict.delivered === undefined ? undefined : Math.min(1, verdict.delivered);
