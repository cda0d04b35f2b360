import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { plannedVus } from '../planned-vus.ts';
import { limiterOf } from '../saturation.ts';

/**
 * Iterations were dropped although the plan allowed more virtual users than were started, and the server answered in
 * time: k6 starts one extra user at a time, slower than the rate rose. A summary does not tell when the drops fell.
 */
export function slowVuStart(run: Run): Finding[] {
  const open = run.planned.filter(({ model }) => model === 'open');
  const dropped = run.measured.total.droppedIterations;
  const started = run.measured.metrics.find(({ name }) => name === 'vus_max')?.values.max;
  const limiter = limiterOf(run);
  const allowed = plannedVus(run.planned);
  if (open.length === 0 || !dropped || started === undefined || limiter?.by !== 'generator') return [];
  // An interrupted run need not have come to the part that needs all of them.
  if (started >= allowed || run.record?.interrupted) return [];
  return [
    {
      id: 'slow-vu-start',
      severity: 'warning',
      confidence: 'estimated',
      scope: open.length === 1 ? (open[0]?.name ?? TOTAL) : TOTAL,
      figures: { dropped, startedVus: started, allowedVus: allowed, stretch: limiter.stretch },
    },
  ];
}
