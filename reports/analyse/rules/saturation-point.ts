import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { saturationPoint } from '../scaling.ts';

/** Throughput stopped growing with users, and a curve over at least five levels says where. */
export function saturationPointFound(run: Run): Finding[] {
  const point = saturationPoint(run);
  if (!point) return [];
  const { curve, ...figures } = point;
  const { sigma, kappa, r2 } = curve;
  const knee = Math.round(point.kneeVus);
  return [
    {
      id: 'saturation-point',
      severity: 'warning',
      confidence: 'estimated',
      scope: TOTAL,
      figures: { ...figures, advisedVus: [knee / 2, knee, knee * 2], sigma, kappa, r2 },
    },
  ];
}
