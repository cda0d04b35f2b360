import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { saturationPoint } from '../scaling.ts';

/** Throughput stopped growing with users, and a curve over at least five levels says where. */
export function saturationPointFound(run: Run): Finding[] {
  const point = saturationPoint(run);
  if (!point) return [];
  const { curve, ...figures } = point;
  const { sigma, kappa, r2 } = curve;
  return [
    {
      id: 'saturation-point',
      severity: 'warning',
      confidence: 'estimated',
      scope: TOTAL,
      figures: { ...figures, sigma, kappa, r2 },
    },
  ];
}
