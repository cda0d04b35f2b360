import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { goalThroughput, type SaturationPoint, saturationPoint } from '../scaling.ts';

/** So far apart are the levels of a test of them. */
const STEP = 2;

/** Into so many parts the range around the knee is divided. */
const PARTS = 4;

/**
 * Levels that tell more than those that were tested: from one of the two around the knee to the other in equal parts, else around where
 * it seems to be; and, where every level met the goal, one beyond the highest.
 */
function advisedVus({ knee, kneeVus, maxVus }: SaturationPoint, isGoalOpen: boolean): number[] {
  const from = knee?.from ?? kneeVus / STEP;
  const to = knee?.to ?? kneeVus * STEP;
  const within = Array.from({ length: PARTS + 1 }, (_, at) => Math.round(from + ((to - from) * at) / PARTS));
  return [...new Set([...within, ...(isGoalOpen ? [Math.max(maxVus, to) * STEP] : [])])].map(Math.round);
}

/** Throughput stopped growing with users, and a curve over at least five levels says where. */
export function saturationPointFound(run: Run): Finding[] {
  const point = saturationPoint(run);
  if (!point) return [];
  const { curve, ...figures } = point;
  const { sigma, kappa, r2 } = curve;
  const goal = goalThroughput(run);
  const isGoalOpen = goal?.met !== undefined && goal.missed === undefined;
  return [
    {
      id: 'saturation-point',
      severity: 'warning',
      confidence: 'estimated',
      scope: TOTAL,
      figures: { ...figures, advisedVus: advisedVus(point, isGoalOpen), isGoalOpen, sigma, kappa, r2 },
    },
  ];
}
