import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { sequentialScope } from '../judged-scope.ts';
import { saturatedServer } from '../saturation.ts';

/** Iterations take much longer than on an idle server: more users would wait longer, not be served faster. */
export function serverSaturated(run: Run): Finding[] {
  const limiter = saturatedServer(run);
  const { requestsPerSec } = sequentialScope(run);
  if (!limiter || requestsPerSec === undefined) return [];
  const { inFlight, effectiveLanes } = limiter.level ?? limiter.laws;
  if (inFlight === undefined || effectiveLanes === undefined) return [];
  const step = limiter.level?.step;
  const flat = step && {
    fromVus: step.low.busyVus,
    toVus: step.high.busyVus,
    fromPerSec: step.low.requestsPerSec,
    toPerSec: step.high.requestsPerSec,
  };
  return [
    {
      id: 'server-saturated',
      severity: 'warning',
      // A summary does not show whether throughput stood still while users were added.
      confidence: flat ? 'measured' : 'estimated',
      scope: TOTAL,
      figures: {
        stretch: limiter.stretch,
        requestsPerSec: limiter.level?.requestsPerSec ?? requestsPerSec,
        inFlight,
        effectiveLanes,
        flat,
      },
    },
  ];
}
