import type { Laws } from '../model/laws.ts';
import type { Run } from '../model/run.ts';
import { generatorState } from './generator.ts';
import { failedShare } from './iteration-laws.ts';
import { operationalLaws } from './laws.ts';
import { LIMITS } from './limits.ts';
import { areLevelsSaturated, flatStep, type Step } from './scaling.ts';

/** Which side held the throughput back, with the laws from which that follows. */
export interface Limiter {
  readonly by: 'generator' | 'server';
  readonly stretch: number;
  readonly laws: Laws;
  /** The level of load on which the server was seen to be saturated; undefined without a time line. */
  readonly level: SaturatedLevel | undefined;
}

/** What a server did when more users brought no more throughput. Rates per second, times in ms. */
export interface SaturatedLevel {
  readonly step: Step;
  readonly requestsPerSec: number;
  readonly stretch: number;
  readonly inFlight: number;
  readonly effectiveLanes: number;
  readonly msPerLane: number | undefined;
}

/** The laws on the level of load to which throughput did not grow: there every lane was busy. */
function saturatedLevel(run: Run, { idleMs, idleIterationMs, keys, serialPerSec }: Laws): SaturatedLevel | undefined {
  const step = flatStep(run);
  if (!step || idleMs === undefined || idleIterationMs === undefined) return undefined;
  const { requestsPerSec, iterationsPerSec, busyVus, avgMs, failedRatio = 0 } = step.high;
  if (iterationsPerSec <= 0 || avgMs === undefined) return undefined;
  // By Little's law so long an iteration kept so many users busy.
  const stretch = ((busyVus / iterationsPerSec) * 1000) / idleIterationMs;
  if (stretch < LIMITS.saturatedStretch) return undefined;
  const successPerSec = requestsPerSec * (1 - failedRatio);
  return {
    step,
    requestsPerSec,
    stretch,
    inFlight: (requestsPerSec * avgMs) / 1000,
    effectiveLanes: (successPerSec * idleMs) / 1000,
    msPerLane: serialPerSec === undefined || keys === undefined ? undefined : (keys / successPerSec) * 1000,
  };
}

/** Share of iterations that an exception cut short; k6 counts them like any other. */
function brokenShare({ record, measured }: Run): number {
  const exceptions = record?.exceptions.count ?? 0;
  return exceptions === 0 ? 0 : exceptions / (measured.total.iterations || exceptions);
}

/**
 * The server, where iterations take at least half as long again as on an idle one; the load generator, where they do
 * not and nothing was refused. Undefined where the figures do not tell: no think time, one user alone, a few stuck
 * requests that raise the mean, many failures or exceptions. With a time line also the server, where its throughput
 * stood still while users grew, however idle it was for the rest of the run. A finding can rest on one side only, so the two never meet.
 */
export function limiterOf(run: Run): Limiter | undefined {
  // A late load generator stretches iterations as a slow server does.
  if (generatorState(run).state === 'late') return undefined;
  const laws = operationalLaws(run);
  const { stretch, typicalStretch, inFlight } = laws;
  if (stretch === undefined) return undefined;
  const level = saturatedLevel(run, laws);
  if (level) return { by: 'server', stretch: level.stretch, laws, level };
  const isSaturated = areLevelsSaturated(run);
  if (isSaturated) return { by: 'server', stretch, laws, level: undefined };
  if (stretch < LIMITS.saturatedStretch) {
    const failed = failedShare(run.measured.total);
    const unbroken = failed !== undefined && failed <= LIMITS.refusedRatio && brokenShare(run) <= LIMITS.refusedRatio;
    return unbroken ? { by: 'generator', stretch, laws, level: undefined } : undefined;
  }
  // Levels on which throughput grew as users did are no queue, however far service times scatter.
  if (isSaturated === false) return undefined;
  const queueing = inFlight !== undefined && inFlight >= LIMITS.queueInFlight;
  const typical = typicalStretch === undefined || typicalStretch >= LIMITS.typicalStretch;
  return queueing && typical ? { by: 'server', stretch, laws, level: undefined } : undefined;
}

/** The server as the limit; undefined where it is not, or the figures do not tell. */
export function saturatedServer(run: Run): Limiter | undefined {
  const limiter = limiterOf(run);
  return limiter?.by === 'server' ? limiter : undefined;
}
