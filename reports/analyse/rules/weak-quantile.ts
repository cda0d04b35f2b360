import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { mostOf } from '../../numbers/extremes.ts';
import { judgedScope } from '../judged-scope.ts';
import { samplesNeeded } from '../limits.ts';

const QUANTILES = [
  ['p90', 0.9],
  ['p95', 0.95],
  ['p99', 0.99],
  ['p999', 0.999],
] as const;

/** Quantiles of the response time that rest on too few requests: fewer than 10/(1−q). */
export function weakQuantile(run: Run): Finding[] {
  const { durationMs, requests } = judgedScope(run);
  const samples = durationMs?.count ?? requests;
  if (!durationMs || samples === undefined) return [];
  const quantiles = QUANTILES.flatMap(([name, q]) => {
    const needed = samplesNeeded(q);
    return durationMs[name] === undefined || samples >= needed ? [] : [{ name, needed }];
  });
  if (quantiles.length === 0) return [];
  return [
    {
      id: 'weak-quantile',
      severity: 'note',
      confidence: 'measured',
      scope: TOTAL,
      figures: { samples, quantiles, neededSamples: mostOf(quantiles.map(({ needed }) => needed)) },
    },
  ];
}
