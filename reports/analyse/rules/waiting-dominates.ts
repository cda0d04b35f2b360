import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { sequentialScope } from '../judged-scope.ts';
import { judgedTimes } from '../judged-times.ts';
import { LIMITS } from '../limits.ts';
import { saturatedServer } from '../saturation.ts';
import { isTrivial } from '../trivial.ts';

/** Of a response of the saturated server nearly all is waiting, measured by the fastest response that it gave. */
export function waitingDominates(run: Run): Finding[] {
  const laws = saturatedServer(run)?.laws;
  const times = judgedTimes(sequentialScope(run));
  if (laws?.waitingRatio === undefined || laws.minMs === undefined || times?.avg === undefined) return [];
  // Of several requests the fastest is one of them, and not what each of them could be.
  if (laws.idleMs !== laws.minMs) return [];
  if (laws.waitingRatio <= LIMITS.waitingRatio || isTrivial(run, times.avg)) return [];
  return [
    {
      id: 'waiting-dominates',
      severity: 'warning',
      confidence: 'estimated',
      scope: TOTAL,
      figures: { waitingRatio: laws.waitingRatio, minMs: laws.minMs, avgMs: times.avg, medMs: times.med },
    },
  ];
}
