import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { LIMITS } from '../limits.ts';

/** Quantiles of a trend, the smallest first, with the share of samples at or above each. */
const SHARES = [
  ['min', 1],
  ['med', 0.5],
  ['p90', 0.1],
] as const;

/**
 * Many requests opened a connection of their own. A request on a kept connection connects for 0 ms, so the smallest
 * quantile above 0 gives a lower bound of the share. Each virtual user's first connection is none of it.
 */
export function connectionChurn(run: Run): Finding[] {
  const { connectingMs, requests } = run.measured.total;
  const gauge = (metric: string) => run.measured.metrics.find(({ name }) => name === metric)?.values.max;
  const vus = gauge('vus_max') ?? gauge('vus');
  if (!connectingMs || requests === undefined || vus === undefined) return [];
  const ratio = SHARES.find(([quantile]) => (connectingMs[quantile] ?? 0) > 0)?.[1];
  if (ratio === undefined || ratio < LIMITS.newConnectionRatio || requests * ratio <= vus) return [];
  return [
    {
      id: 'connection-churn',
      severity: 'warning',
      confidence: 'measured',
      scope: TOTAL,
      figures: { ratio, requests, vus },
    },
  ];
}
