import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { goalThroughput, type SaturationPoint, saturationPoint } from '../scaling.ts';

/** So far apart are the levels of a test of them. */
const STEP = 2;

/**
 * Levels that tell more than those that were tested: one between the two around the knee, half and twice of it, and, where every
 * level met the goal, the first of the same steps beyond the highest.
 */
function advisedVus({ knee, kneeVus, maxVus }: SaturationPoint, isGoalOpen: boolean): number[] {
  const middle = Math.round(knee ? (knee.from + knee.to) / 2 : kneeVus);
  const around = [Math.round(middle / STEP), middle, middle * STEP];
  let beyond = middle * STEP;
  while (isGoalOpen && beyond <= maxVus) beyond *= STEP;
  return [...new Set([...around, beyond])];
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
