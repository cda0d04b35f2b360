import { type Finding, TOTAL } from '../../model/finding.ts';
import type { RequestPart } from '../../model/finding-figures.ts';
import type { Scope } from '../../model/measurement.ts';
import type { Run } from '../../model/run.ts';
import { LIMITS } from '../limits.ts';

/** Mean of each part of a request that is not waiting for the answer, ms. k6 counts connecting and TLS within blocked. */
function partsOf({ blockedMs, connectingMs, tlsMs, sendingMs, receivingMs }: Scope): [RequestPart, number][] {
  const [connecting, tls] = [connectingMs?.avg ?? 0, tlsMs?.avg ?? 0];
  return [
    ['blocked', Math.max(0, (blockedMs?.avg ?? 0) - connecting - tls)],
    ['connecting', connecting],
    ['tls', tls],
    ['sending', sendingMs?.avg ?? 0],
    ['receiving', receivingMs?.avg ?? 0],
  ];
}

/** A part of the request other than waiting for the answer takes a good share of its time. */
export function slowPhase(run: Run): Finding[] {
  const { total } = run.measured;
  const answerMs = total.durationMs?.avg;
  if (answerMs === undefined || (total.requests ?? 0) < LIMITS.fewRequests) return [];
  const wholeMs = answerMs + (total.blockedMs?.avg ?? 0);
  const [slowest] = partsOf(total).toSorted(([, a], [, b]) => b - a);
  if (!slowest) return [];
  const [part, avgMs] = slowest;
  // A part that is longer than the whole is of figures that do not fit together.
  if (avgMs < LIMITS.slowPartMs || avgMs < wholeMs * LIMITS.slowPartRatio || avgMs > wholeMs) return [];
  return [
    {
      id: 'slow-phase',
      severity: avgMs >= wholeMs / 2 ? 'warning' : 'note',
      confidence: 'measured',
      scope: TOTAL,
      figures: { part, avgMs, wholeMs, ratio: avgMs / wholeMs },
    },
  ];
}
