import type { Finding } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import type { TimelineLane } from '../../model/timeline.ts';
import type { Seconds } from '../../model/window.ts';
import { firstSeconds } from '../first-seconds.ts';
import { namesOf } from '../iteration-laws.ts';
import { LIMITS } from '../limits.ts';
import { modesOf } from '../modes.ts';
import { laneOf, settledPart, stagesOf } from '../stages.ts';
import { isTrivial } from '../trivial.ts';
import { pauses } from './pauses.ts';
import { standstill } from './standstill.ts';

/** Whether requests that took long came throughout, and not in one stretch of time that has a cause of its own. */
function isSpread(lane: TimelineLane, { from, to }: Seconds, gapMs: number): boolean {
  let [slow, held] = [0, 0];
  for (const second of lane.latencyMs.seconds(from, to)) {
    const values = lane.latencyMs.over(second, second + 1);
    const own = values ? values.count - values.countUpTo(gapMs) : 0;
    slow += own;
    if (own > 0) held += 1;
  }
  const length = to - from;
  // So many seconds of all hold one of so many events that come at random.
  return held >= LIMITS.gapSpread * length * (1 - Math.exp(-slow / length));
}

/** Slow first seconds have a cause of their own; the second in which they ended holds some of both. */
const withoutFirst = ({ from, to }: Seconds, first: Seconds | undefined): Seconds => ({
  from: first && first.to < to ? Math.max(from, first.to + 1) : from,
  to,
});

/**
 * On one level of load, response times fall into two groups. Over a whole run they always may: its levels differ. The
 * level on which they are furthest apart is told; a flow, whose requests differ anyway, is left out. A small group apart may
 * also be told where other scenarios ran at that time.
 */
export function bimodal(run: Run): Finding[] {
  const { timeline } = run.measured;
  // Those that waited for the end of a pause are no group of their own.
  if (!timeline || timeline.protocol === 'ws' || pauses(run).length > 0 || standstill(run).length > 0) return [];
  const warmUp = firstSeconds(run);
  const found = stagesOf(run).flatMap(({ plan, ramp, seconds, isPlateau, isAlone }) => {
    const lane = laneOf(timeline, plan.name, run.planned);
    if (!isPlateau || !seconds || !lane || namesOf(run, plan.name) > 1) return [];
    const settled = withoutFirst(settledPart(seconds), warmUp);
    const values = lane.latencyMs.over(settled.from, settled.to);
    const modes = values && modesOf(values);
    if (!modes || isTrivial(run, modes.highMs)) return [];
    const isTold = modes.gapMs === undefined ? isAlone : isSpread(lane, settled, modes.gapMs);
    return isTold ? [{ plan, level: ramp.to, modes, samples: values.count }] : [];
  });
  const [first] = found.toSorted((a, b) => a.modes.valley - b.modes.valley);
  if (!first) return [];
  const { plan, level, modes, samples } = first;
  const { lowMs, highMs, highShare } = modes;
  return [
    {
      id: 'bimodal',
      severity: 'note',
      confidence: 'estimated',
      scope: plan.name,
      figures: { scenario: plan.name, model: plan.model, level, samples, lowMs, highMs, highShare },
    },
  ];
}
