import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Ramp } from '../../model/plan.ts';
import type { Run } from '../../model/run.ts';
import { firstSeconds } from '../first-seconds.ts';
import { judgedTimes, successCount } from '../judged-times.ts';
import { LIMITS, samplesNeeded } from '../limits.ts';
import { saturatedServer } from '../saturation.ts';
import { plateausOf } from '../stages.ts';
import { figuresOver } from '../timeline-window.ts';
import { isTrivial } from '../trivial.ts';
import { pauses } from './pauses.ts';
import { slowRequest } from './slow-request.ts';
import { standstill } from './standstill.ts';

/** Samples on which a p95 rests. */
const SAMPLES_NEEDED = samplesNeeded(0.95);

/** Median and p95 of enough responses, and the level of load they are of. */
interface Responses {
  readonly medMs: number | undefined;
  readonly p95Ms: number | undefined;
  readonly samples: number | undefined;
  readonly level: Extract<Finding, { id: 'long-tail' }>['figures']['level'];
}

/**
 * Levels of load where they are known: over a whole run with several of them, the slow requests are those of the highest
 * one, and no tail.
 */
function responsesOf(run: Run): Responses[] {
  const all = plateausOf(run);
  if (all.length > 0) {
    // A server at its limit makes requests wait, there and until it has caught up.
    const { low, knee } = saturatedServer(run)?.levels ?? {};
    const beyond = low && all.find(({ stage }) => stage.ramp.to >= (knee?.to ?? low.level));
    const plateaus = beyond ? all.filter(({ figures }) => figures.to <= beyond.figures.from) : all;
    const first = firstSeconds(run);
    return plateaus.map(({ stage: { plan, ramp }, seconds, lane, figures }) => {
      // Slow first seconds are no tail of what came after them.
      const isCut = first !== undefined && first.to >= figures.from && first.to + 1 < seconds.to;
      const { medMs, p95Ms, samples } = isCut ? figuresOver(lane, { from: first.to + 1, to: seconds.to }) : figures;
      return { medMs, p95Ms, samples, level: { scenario: plan.name, model: plan.model, level: ramp.to } };
    });
  }
  // Of several scenarios, or of a load that rose, quick and slow times are those of different loads.
  if (run.planned.length > 1 || run.planned.some((plan) => plan.model !== 'iterations' && isRamped(plan.ramps)))
    return [];
  const { total } = run.measured;
  const { med, p95, count } = judgedTimes(total) ?? {};
  return [{ medMs: med, p95Ms: p95, samples: count ?? successCount(total), level: undefined }];
}

const isRamped = (ramps: readonly Ramp[]): boolean => new Set(ramps.flatMap(({ from, to }) => [from, to])).size > 1;

/** Of several kinds of requests, some of which are quick and others slow, together p95 and median are as far apart without any tail. */
function isMixture({ measured: { endpoints = {} } }: Run): boolean {
  const kinds = Object.values(endpoints).map((scope) => judgedTimes(scope));
  if (kinds.length < 2 || kinds.some((times) => times?.med === undefined || times.p95 === undefined)) return false;
  return kinds.every((times) => (times?.p95 ?? 0) <= LIMITS.tailRatio * (times?.med ?? 0));
}

/**
 * The least p95/median that `LIMITS.tailRatio` times is not reached by chance. Of n exponentially distributed times the ratio
 * scatters by 2.04/√n of itself: p95 by √(0.95·0.05/n)/0.05 of the mean beside ln 20, the median by 1/√n beside ln 2.
 */
function leastRatio(samples: number | undefined): number {
  return LIMITS.tailRatio * (1 + (samples === undefined ? 0 : (2 * 2.04) / Math.sqrt(samples)));
}

/** Some requests are far slower than the others: p95 is surely more than `LIMITS.tailRatio` times the median, and no trifle. */
export function longTail(run: Run): Finding[] {
  // One slow request is no tail of the others, and what waited for the end of a pause is told there.
  if (slowRequest(run).length > 0 || pauses(run).length > 0 || standstill(run).length > 0 || isMixture(run)) return [];
  const tails = responsesOf(run).flatMap(({ medMs, p95Ms, samples, level }) => {
    // The p95 of a few requests is one request, and no tail.
    if (samples !== undefined && samples < SAMPLES_NEEDED) return [];
    if (medMs === undefined || p95Ms === undefined || medMs <= 0 || p95Ms <= leastRatio(samples) * medMs) return [];
    if (isTrivial(run, p95Ms)) return [];
    const [queueRatio, ratio] = [LIMITS.queueTailRatio, p95Ms / medMs];
    return [{ medMs, p95Ms, ratio, queueRatio, level }];
  });
  const [figures] = tails.toSorted((a, b) => b.ratio - a.ratio);
  if (!figures) return [];
  return [
    { id: 'long-tail', severity: 'note', confidence: 'measured', scope: figures.level?.scenario ?? TOTAL, figures },
  ];
}
