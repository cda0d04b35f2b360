import type { Finding } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import type { TimelineLane } from '../../model/timeline.ts';
import { LIMITS } from '../limits.ts';
import { answeredPlateaus, type Plateau, stagesOf } from '../stages.ts';
import { isTrivial } from '../trivial.ts';

const level = ({ stage }: Plateau) => stage.ramp.to;

/** Plateaus before, at and after a peak: the load came back to where it was. */
function peaksOf(plateaus: readonly Plateau[]): { before: Plateau; peak: Plateau; after: Plateau }[] {
  return plateaus.flatMap((peak, at) => {
    const [before, after] = [plateaus[at - 1], plateaus[at + 1]];
    if (!before || !after || before.stage.plan !== peak.stage.plan || after.stage.plan !== peak.stage.plan) return [];
    if (level(peak) < level(before) * LIMITS.peakRatio) return [];
    return level(after) <= level(before) * (1 + LIMITS.sameLevel) ? [{ before, peak, after }] : [];
  });
}

/**
 * The first second from which the median of so many seconds was as good as before, in s since `from`; undefined where it
 * never was. Seconds in which nothing was answered tell neither.
 */
function recoveredSec({ latencyMs }: TimelineLane, from: number, to: number, goodMs: number): number | undefined {
  for (const second of latencyMs.seconds(from, to - LIMITS.recoveryWindowSec + 1)) {
    const times = latencyMs.over(second, second + LIMITS.recoveryWindowSec);
    if (times && times.quantile(0.5) <= goodMs) return second - from;
  }
  return undefined;
}

/** The last second in which something was answered, since `from`. */
function lastAnswered({ latencyMs }: TimelineLane, from: number, to: number): number {
  const last = latencyMs.seconds(from, to).at(-1);
  return last === undefined ? 0 : last + 1 - from;
}

/** True where nothing comes after a plateau but less load, so that recovery may be watched to the end. */
function isLast(run: Run, { stage }: Plateau): boolean {
  const endMs = stage.plan.startMs + stage.fromMs + stage.ramp.durationMs;
  return run.planned.every((plan) => {
    if (plan !== stage.plan) return plan.startMs + plan.durationMs <= endMs;
    return stagesOf(run).every(
      (other) => other.plan !== plan || other.fromMs <= stage.fromMs || other.ramp.to <= stage.ramp.to,
    );
  });
}

/** After a peak, responses stayed slow although the load had come back to what it was before. */
export function slowRecovery(run: Run): Finding[] {
  const { timeline } = run.measured;
  if (!timeline) return [];
  return peaksOf(answeredPlateaus(run)).flatMap(({ before, peak, after }): Finding[] => {
    const name = peak.stage.plan.name;
    const { lane, seconds: back } = after;
    const { medMs: beforeMs, samples } = before.figures;
    if (beforeMs === undefined || samples < LIMITS.recoverySamples) return [];
    const to = isLast(run, after) ? timeline.seconds : back.to;
    const recovered = recoveredSec(lane, back.from, to, beforeMs * LIMITS.recoveredRatio);
    const watchedSec = lastAnswered(lane, back.from, to);
    if ((recovered ?? watchedSec) <= LIMITS.recoverySec) return [];
    const peakMs = peak.figures.medMs;
    if (peakMs !== undefined && isTrivial(run, peakMs)) return [];
    return [
      {
        id: 'slow-recovery',
        severity: 'warning',
        confidence: 'measured',
        scope: name,
        figures: {
          scenario: name,
          model: peak.stage.plan.model,
          peak: level(peak),
          level: level(before),
          beforeMs,
          recoveredRatio: LIMITS.recoveredRatio,
          peakMs,
          recoverySec: recovered,
          watchedSec,
        },
      },
    ];
  });
}
