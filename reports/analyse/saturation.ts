import type { Laws } from '../model/laws.ts';
import type { Run } from '../model/run.ts';
import { failedShare, operationalLaws } from './laws.ts';
import { LIMITS } from './limits.ts';

/** Which side held the throughput back, with the laws from which that follows. */
export type Limiter = { readonly by: 'generator' | 'server'; readonly stretch: number; readonly laws: Laws };

/** Share of iterations that an exception cut short; k6 counts them like any other. */
function brokenShare({ record, measured }: Run): number {
  const exceptions = record?.exceptions.count ?? 0;
  return exceptions === 0 ? 0 : exceptions / (measured.total.iterations || exceptions);
}

/**
 * The server, where iterations take at least half as long again as on an idle one; the load generator, where they do
 * not and nothing was refused. Undefined where the figures do not tell: no think time, one user alone, a few stuck
 * requests that raise the mean, many failures or exceptions. A finding can rest on one side only, so the two never meet.
 */
export function limiterOf(run: Run): Limiter | undefined {
  const laws = operationalLaws(run);
  const { stretch, typicalStretch, inFlight } = laws;
  if (stretch === undefined) return undefined;
  if (stretch < LIMITS.saturatedStretch) {
    const failed = failedShare(run.measured.total);
    const unbroken = failed !== undefined && failed <= LIMITS.refusedRatio && brokenShare(run) <= LIMITS.refusedRatio;
    return unbroken ? { by: 'generator', stretch, laws } : undefined;
  }
  const queueing = inFlight !== undefined && inFlight >= LIMITS.queueInFlight;
  const typical = typicalStretch === undefined || typicalStretch >= LIMITS.typicalStretch;
  return queueing && typical ? { by: 'server', stretch, laws } : undefined;
}

/** The server as the limit; undefined where it is not, or the figures do not tell. */
export function saturatedServer(run: Run): Limiter | undefined {
  const limiter = limiterOf(run);
  return limiter?.by === 'server' ? limiter : undefined;
}
