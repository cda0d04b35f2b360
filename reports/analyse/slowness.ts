import type { AnalysedRun } from '../model/analysed.ts';
import type { Capacity, Slowness } from '../model/slowness.ts';
import { found } from './found.ts';

/** Undefined where no figure shows what held the run back. */
export function slownessOf(run: AnalysedRun): Slowness | undefined {
  const saturated = found(run, 'server-saturated')?.figures;
  if (!saturated) return undefined;
  const bound = found(run, 'cpu-bound')?.figures;
  if (bound) return { kind: 'cpu-bound', cpuRatio: bound.ratio, saturated };
  const metric = found(run, 'server-metric')?.figures;
  if (metric) return { kind: 'server-metric', metric, saturated };
  const keys = found(run, 'key-contention')?.figures;
  if (keys) {
    const lanes = Math.max(1, Math.round(keys.effectiveLanes));
    return { kind: 'keys', keys, lanes, isEach: lanes === keys.keys, saturated };
  }
  const idle = found(run, 'cpu-idle')?.figures;
  return idle ? { kind: 'cpu-idle', cpuRatio: idle.ratio, saturated } : { kind: 'saturated', saturated };
}

/**
 * What a saturated system carried: the most on any level of load where levels were held, else the mean over the whole
 * run up to that over the planned time, since the last iterations finished after it. Undefined where nothing shows a limit.
 */
export function capacityOf(run: AnalysedRun): Capacity | undefined {
  const point = found(run, 'saturation-point')?.figures.capacityPerSec;
  if (point !== undefined) return { fromPerSec: point, toPerSec: point };
  const saturated = found(run, 'server-saturated')?.figures;
  if (!saturated) return undefined;
  const { requestsPerSec, flat } = saturated;
  const drain = found(run, 'drain')?.figures;
  const isWhole = flat === undefined && drain?.isDiluted === true;
  return { fromPerSec: requestsPerSec, toPerSec: isWhole ? drain.loadPerSec : requestsPerSec };
}
