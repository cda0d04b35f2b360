import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { LIMITS } from '../limits.ts';
import { plannedVus } from '../planned-vus.ts';
import { limiterOf } from '../saturation.ts';

/** Iterations that were dropped while VUs were still being started, and when that was. */
function droppedAtStart({ measured: { timeline } }: Run, allowed: number) {
  if (!timeline) return undefined;
  const isStarting = (second: number) => (timeline.vusMax[second] ?? Number.NaN) < allowed;
  const seconds = [...timeline.total.dropped.keys()].filter(
    (second) => (timeline.total.dropped[second] ?? 0) > 0 && isStarting(second),
  );
  const dropped = seconds.reduce((sum, second) => sum + (timeline.total.dropped[second] ?? 0), 0);
  const [first = 0, last = 0] = [seconds[0], seconds.at(-1)];
  return { dropped, window: { fromSec: first, toSec: last + 1 } };
}

/**
 * Iterations were dropped although the plan allowed more virtual users than were started, and the server answered in
 * time: k6 starts one extra user at a time, slower than the rate rose. A summary does not tell when the drops fell; where
 * samples do, those count that fell while VUs were being started.
 */
export function slowVuStart(run: Run): Finding[] {
  const open = run.planned.filter(({ model }) => model === 'open');
  const dropped = run.measured.total.droppedIterations;
  const started = run.measured.metrics.find(({ name }) => name === 'vus_max')?.values.max;
  const limiter = limiterOf(run);
  const allowed = plannedVus(run.planned);
  if (open.length === 0 || !dropped || started === undefined || limiter?.by !== 'generator') return [];
  const own = droppedAtStart(run, allowed);
  const figures = { startedVus: started, allowedVus: allowed, stretch: limiter.stretch };
  const scope = open.length === 1 ? (open[0]?.name ?? TOTAL) : TOTAL;
  if (own) {
    if (own.dropped < dropped * LIMITS.vuStartShare) return [];
    return [
      {
        id: 'slow-vu-start',
        severity: 'warning',
        confidence: 'measured',
        scope,
        figures: { ...figures, dropped: own.dropped, window: own.window },
      },
    ];
  }
  // An interrupted run need not have come to the part that needs all of them.
  if (started >= allowed || run.record?.interrupted) return [];
  return [
    {
      id: 'slow-vu-start',
      severity: 'warning',
      confidence: 'estimated',
      scope,
      figures: { ...figures, dropped, window: undefined },
    },
  ];
}
