import { type Finding, type FindingFigures, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { deliveredLoad } from '../delivered-load.ts';
import { judgedTimes } from '../judged-times.ts';
import { LIMITS } from '../limits.ts';
import { limiterOf } from '../saturation.ts';
import { flatStep, mostPerSec, saturationPoint } from '../scaling.ts';
import { isTrivial } from '../trivial.ts';

type Waited = NonNullable<FindingFigures['generator-limited']['waited']>;

/** Mean and fastest response of a run whose requests waited long: think time hides that from the iterations. */
function waitedOf(run: Run): Waited | undefined {
  const { avg, min } = judgedTimes(run.measured.total) ?? {};
  if (avg === undefined || min === undefined || min <= 0 || isTrivial(run, avg)) return undefined;
  return avg > LIMITS.waitedRatio * min ? { avgMs: avg, minMs: min, ratio: avg / min } : undefined;
}

/**
 * The throughput is what the virtual users offered, not what the system can do. Not worth saying where open load was
 * delivered as planned: there the rate was chosen, and the report tells it. A summary does not show single phases.
 */
export function generatorLimited(run: Run): Finding[] {
  const limiter = limiterOf(run);
  const { requestsPerSec, requests } = run.measured.total;
  if (limiter?.by !== 'generator' || requestsPerSec === undefined) return [];
  if (requests !== undefined && requests < LIMITS.fewRequests) return [];
  const delivered = deliveredLoad(run);
  const asPlanned = delivered.every(
    ({ plan, keptRatio }) => plan.model === 'open' && keptRatio !== undefined && keptRatio >= LIMITS.deliveredRatio,
  );
  const { idleIterationMs } = limiter.laws;
  if ((delivered.length > 0 && asPlanned) || idleIterationMs === undefined) return [];
  // On its highest levels the server was the limit, whatever the mean of the run says.
  if (flatStep(run) || saturationPoint(run)) return [];
  const ofRun = limiter.laws.stretch ?? limiter.stretch;
  const isSettled = ofRun >= LIMITS.saturatedStretch;
  const stretch = isSettled ? limiter.stretch : ofRun;
  return [
    {
      id: 'generator-limited',
      severity: 'warning',
      confidence: 'estimated',
      scope: TOTAL,
      figures: {
        stretch,
        requestsPerSec,
        // Of the iterations that were stretched most, whichever scenario they are of.
        avgMs: stretch * idleIterationMs,
        isSettled,
        minMs: idleIterationMs,
        shownPerSec: mostPerSec(run) ?? requestsPerSec,
        waited: waitedOf(run),
      },
    },
  ];
}
