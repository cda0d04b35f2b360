import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { allocatedVus } from '../allocated-vus.ts';
import { LIMITS } from '../limits.ts';
import { limiterOf } from '../saturation.ts';

/** Iterations that were dropped while VUs were still being started, and when that was. */
function droppedAtStart({ measured: { timeline } }: Run, allowed: number) {
  if (!timeline) return undefined;
  const { total, vusMax } = timeline;
  const steps = [...total.dropped.between()].flatMap((step) =>
    step.value > 0
      ? [...vusMax.between(step.from, step.to)]
          .filter(({ value }) => value < allowed)
          .map(({ from, to }) => ({ from, to, dropped: step.value * (to - from) }))
      : [],
  );
  const dropped = steps.reduce((sum, step) => sum + step.dropped, 0);
  const window = { fromSec: steps[0]?.from ?? 0, toSec: steps.at(-1)?.to ?? 1 };
  return { dropped, window };
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
  const allowed = allocatedVus(run.planned);
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
