import type { Run } from '../model/run.ts';
import type { TimelineLane } from '../model/timeline.ts';
import type { Seconds, WindowFigures } from '../model/window.ts';
import { leastOf } from '../numbers/extremes.ts';
import { namesOf } from './iteration-laws.ts';
import { LIMITS } from './limits.ts';
import { isDelivered, served } from './scaling.ts';
import { type Plateau, plateausOf } from './stages.ts';
import { figuresOver } from './timeline-window.ts';

/** Median of the quickest second with enough answers before `to`, ms. */
function quickestMs(lane: TimelineLane, to: number): number | undefined {
  const medians = [...lane.latencyMs.seconds(0, to)].flatMap((second) => {
    const values = lane.latencyMs.over(second, second + 1);
    return values && values.count >= LIMITS.fewRequests ? [values.quantile(0.5)] : [];
  });
  return medians.length > 0 ? leastOf(medians) : undefined;
}

/** True where no less was served in the later half than in the earlier, and no more. */
function isSteady(lane: TimelineLane, { from, to }: Seconds): boolean {
  const middle = Math.floor((from + to) / 2);
  if (middle <= from) return false;
  const [first, last] = [figuresOver(lane, { from, to: middle }), figuresOver(lane, { from: middle, to })].map(served);
  return first !== undefined && last !== undefined && Math.abs(last / first - 1) <= LIMITS.flatRatio;
}

/** A rate that the server did not keep up with. Rates per second, times in ms. */
export interface Overrun {
  readonly level: number;
  readonly perSec: number;
  readonly inFlight: number;
  /** Median of the quickest second of the run, and of the level. */
  readonly quickMs: number;
  readonly medMs: number;
}

/** Undefined where the rate was reached, or something else than the server's limit explains that it was not. */
function overrunOf({ stage, seconds, figures, lane }: Plateau): Overrun | undefined {
  const level = { level: stage.ramp.to, model: stage.plan.model, figures };
  const { medMs, samples, failedRatio = 0, requestsPerSec, avgMs = 0 }: WindowFigures = figures;
  const inFlight = (requestsPerSec * avgMs) / 1000;
  if (isDelivered(level) || medMs === undefined || samples < LIMITS.fewRequests) return undefined;
  if (failedRatio > LIMITS.refusedRatio || inFlight < LIMITS.queueInFlight || !isSteady(lane, figures))
    return undefined;
  const quickMs = quickestMs(lane, seconds.to);
  if (quickMs === undefined || medMs < quickMs * LIMITS.saturatedMedian) return undefined;
  return { level: level.level, perSec: served(figures), inFlight, quickMs, medMs };
}

/**
 * Open load that the server did not keep up with, on one level: the rate was not reached, what was served stayed the same, and
 * answers took at least `LIMITS.saturatedMedian` times as long as in the quickest second of the run. The level that served most;
 * undefined where none shows it, and for several kinds of requests.
 */
export const overrunLevel = (run: Run): Overrun | undefined =>
  plateausOf(run).reduce<Overrun | undefined>((most, plateau) => {
    if (plateau.stage.plan.model !== 'open' || namesOf(run, plateau.stage.plan.name) > 1) return most;
    const own = overrunOf(plateau);
    return own && (!most || own.perSec > most.perSec) ? own : most;
  }, undefined);
