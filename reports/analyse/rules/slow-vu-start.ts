import { type Finding, TOTAL } from '../../model/finding.ts';
import type { PlannedRate } from '../../model/plan.ts';
import type { Run } from '../../model/run.ts';
import type { Seconds } from '../../model/window.ts';
import { allocatedVus } from '../allocated-vus.ts';
import { LIMITS } from '../limits.ts';
import { peakLevel, scopeOfScenario } from '../planned-load.ts';
import { limiterOf } from '../saturation.ts';
import { planOriginMs } from '../stages.ts';

const isOpen = (plan: Run['planned'][number]): plan is PlannedRate => plan.model === 'open';

/** Seconds in which open load begins or its rate rises, and those after it until as many users as that takes are at work. */
function risesOf(run: Run): Seconds[] {
  const { timeline, total } = run.measured;
  const originMs = timeline && planOriginMs(run, timeline);
  if (originMs === undefined) return [];
  const lagMs = LIMITS.vuStartLagMs + (total.iterationDurationMs?.avg ?? 0);
  const within = (fromMs: number, toMs: number): Seconds => ({
    from: Math.floor((originMs + fromMs) / 1000),
    to: (originMs + toMs + lagMs) / 1000,
  });
  return run.planned.filter(isOpen).flatMap(({ startMs, ramps }) => {
    let fromMs = startMs;
    const rises = ramps.flatMap(({ durationMs, from, to }) => {
      const beginMs = fromMs;
      fromMs += durationMs;
      return to > from ? [within(beginMs, fromMs)] : [];
    });
    return [within(startMs, startMs), ...rises];
  });
}

/**
 * Iterations that were dropped while VUs were still being started, and when that was: from when the rate rose on, without a break.
 * Drops at a rate that stays, served by the users that are there, have another cause: k6 or the server stood still for a moment.
 */
function droppedAtStart(run: Run, allowed: number) {
  const { timeline } = run.measured;
  if (!timeline) return undefined;
  const { total, vusMax } = timeline;
  const rises = risesOf(run);
  let lastTo = Number.NEGATIVE_INFINITY;
  const isOfRise = ({ from, to }: Seconds) => {
    const isOne = from - lastTo <= 1 || rises.some((rise) => from >= rise.from && from < rise.to);
    if (isOne) lastTo = to;
    return isOne;
  };
  const steps = [...total.dropped.between()].flatMap((step) =>
    step.value > 0
      ? [...vusMax.between(step.from, step.to)]
          .filter(({ value }) => value < allowed)
          .filter(isOfRise)
          .map(({ from, to }) => ({ from, to, dropped: step.value * (to - from) }))
      : [],
  );
  const dropped = steps.reduce((sum, step) => sum + step.dropped, 0);
  const window = { fromSec: steps[0]?.from ?? 0, toSec: steps.at(-1)?.to ?? 1 };
  return { dropped, window };
}

/** As many users as the highest rate takes with iterations as long as they were. */
function needsNoMore(run: Run, plan: Run['planned'][number]): boolean {
  const avgMs = (scopeOfScenario(run, plan.name) ?? run.measured.total).iterationDurationMs?.avg;
  const peak = peakLevel(plan);
  return isOpen(plan) && avgMs !== undefined && peak !== undefined && (peak * avgMs) / 1000 <= plan.preAllocatedVus;
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
  // Users enough for the highest rate stood ready from the start.
  if (open.every((plan) => needsNoMore(run, plan))) return [];
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
