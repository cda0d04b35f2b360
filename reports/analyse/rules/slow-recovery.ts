import type { Finding } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { LIMITS } from '../limits.ts';
import { laneOf, type Plateau, plateausOf, settled } from '../stages.ts';
import { figuresOver } from '../timeline-window.ts';

/** Seconds in a row that must be good: one lucky second is no recovery. */
const IN_A_ROW = 3;

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

/** After a peak, responses stayed slow although the load had come back to what it was before. */
export function slowRecovery(run: Run): Finding[] {
  const { timeline } = run.measured;
  if (!timeline) return [];
  return peaksOf(plateausOf(run)).flatMap(({ before, peak, after }): Finding[] => {
    const name = peak.stage.plan.name;
    const lane = laneOf(timeline, name, run.planned);
    const [own, back] = [before.stage.seconds, after.stage.seconds];
    const beforeMs = own && lane && figuresOver(lane, settled(own)).p95Ms;
    if (!lane || !back || beforeMs === undefined) return [];
    const isGood = (second: number) => {
      const p95 = lane.latencyMs.over(second, second + 1)?.quantile(0.95);
      return p95 !== undefined && p95 <= beforeMs * LIMITS.recoveredRatio;
    };
    let recovered: number | undefined;
    let row = 0;
    for (let second = back.from; second < timeline.seconds && recovered === undefined; second += 1) {
      row = isGood(second) ? row + 1 : 0;
      if (row === IN_A_ROW) recovered = second - IN_A_ROW + 1 - back.from;
    }
    const isSlow = recovered === undefined ? back.to - back.from > LIMITS.recoverySec : recovered > LIMITS.recoverySec;
    if (!isSlow) return [];
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
          peakMs: peak.figures.p95Ms,
          recoverySec: recovered,
          watchedSec: timeline.seconds - back.from,
        },
      },
    ];
  });
}
