import type { Finding } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import type { TimelineLane } from '../../model/timeline.ts';
import type { Seconds } from '../../model/window.ts';
import { middleOf } from '../../numbers/averages.ts';
import { LIMITS } from '../limits.ts';
import { answeredPlateaus } from '../stages.ts';
import { isTrivial } from '../trivial.ts';

/** Points of which a trend is told: their pairs are compared, so not too many. */
const MOST_POINTS = 300;

/** Medians of equal parts of some seconds, without parts in which nothing was answered. */
function medians(lane: TimelineLane, { from, to }: Seconds): number[] {
  const width = Math.max(1, Math.ceil((to - from) / MOST_POINTS));
  const parts = Array.from({ length: Math.floor((to - from) / width) }, (_, at) => from + at * width);
  return parts.flatMap((start) => lane.latencyMs.over(start, start + width)?.quantile(0.5) ?? []);
}

/** Mann–Kendall statistic of a trend (Mann 1945): how many standard deviations it lies from none. */
export function trendOf(values: readonly number[]): number {
  const n = values.length;
  let rises = 0;
  for (let at = 0; at < n; at += 1) {
    for (let later = at + 1; later < n; later += 1) {
      rises += Math.sign((values[later] as number) - (values[at] as number));
    }
  }
  const deviation = Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  return deviation > 0 ? rises / deviation : 0;
}

/**
 * What a rise takes on a level of so many seconds, of which so many are settled: a short one has to be clearer. `ratio` is that
 * of the settled part, `wholeRatio` that of the whole level, whose first seconds alone may be a ramp's wake.
 */
function risesFrom(seconds: number, settledSec: number) {
  const long = { ratio: LIMITS.driftRatio, wholeRatio: 0, z: LIMITS.driftZ, points: 0 };
  if (seconds >= LIMITS.driftSec) return long;
  if (settledSec < LIMITS.shortDriftSec) return undefined;
  return { ...long, wholeRatio: LIMITS.shortDriftRatio, z: LIMITS.shortDriftZ, points: LIMITS.shortDriftSec };
}

/** The first and the last third of some seconds, with the middle of the medians of each; undefined where either has few. */
function endsOf(lane: TimelineLane, { from, to }: Seconds) {
  const third = Math.floor((to - from) / 3);
  const [first, last] = [
    { from, to: from + third },
    { from: to - third, to },
  ];
  const [early, late] = [medians(lane, first), medians(lane, last)];
  const [firstMs, lastMs] = [middleOf(early), middleOf(late)];
  if (firstMs === undefined || lastMs === undefined || firstMs <= 0) return undefined;
  if (Math.min(early.length, late.length) < LIMITS.metricPoints) return undefined;
  return { first, last, firstMs, lastMs };
}

/** Responses became slower and slower while the load stayed the same. */
export function drift(run: Run): Finding[] {
  return answeredPlateaus(run).flatMap(({ stage: { plan, ramp }, seconds, figures: watched, lane }): Finding[] => {
    // Open load that is not served in time piles up: that is a limit, and no drift.
    if (plan.model === 'open' && watched.iterationsPerSec < ramp.to * LIMITS.deliveredRatio) return [];
    const needed = risesFrom(seconds.to - seconds.from, watched.to - watched.from);
    if (!needed) return [];
    const values = medians(lane, watched);
    const ends = endsOf(lane, watched);
    const whole = endsOf(lane, seconds);
    if (!ends || !whole || whole.lastMs < whole.firstMs * needed.wholeRatio) return [];
    const { first, last, firstMs, lastMs } = ends;
    if (lastMs < firstMs * needed.ratio) return [];
    if (values.length < needed.points || trendOf(values) < needed.z || isTrivial(run, lastMs)) return [];
    return [
      {
        id: 'drift',
        severity: 'warning',
        confidence: 'measured',
        scope: plan.name,
        figures: {
          scenario: plan.name,
          model: plan.model,
          level: ramp.to,
          ...{ first, last },
          firstMs,
          lastMs,
          ratio: lastMs / firstMs,
        },
      },
    ];
  });
}
