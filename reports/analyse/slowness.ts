import type { AnalysedRun } from '../model/analysed.ts';
import type { Capacity, Slowness } from '../model/slowness.ts';
import { found } from './found.ts';
import { mostPerSec } from './scaling.ts';

/** Undefined where no figure shows what held the run back. */
export function slownessOf(run: AnalysedRun): Slowness | undefined {
  const saturated = found(run, 'server-saturated')?.figures;
  if (!saturated) return undefined;
  const bound = found(run, 'cpu-bound')?.figures;
  if (bound) return { kind: 'cpu-bound', cpuRatio: bound.ratio, saturated };
  const metric = found(run, 'server-metric')?.figures;
  if (metric) return { kind: 'server-metric', metric, saturated };
  const lanes = found(run, 'few-lanes')?.figures;
  if (lanes?.keys) return { kind: 'lanes', lanes, saturated };
  const idle = found(run, 'cpu-idle')?.figures;
  if (idle) return { kind: 'cpu-idle', cpuRatio: idle.ratio, saturated };
  return lanes ? { kind: 'lanes', lanes, saturated } : { kind: 'saturated', saturated };
}

/** How many times its shown limit a rate of iterations per second asks of a system; undefined where it shows none. */
export function timesCapacity(run: AnalysedRun, iterationsPerSec: number | undefined): number | undefined {
  const most = capacityOf(run);
  const { requests, iterations } = run.measured.total;
  // The limit of one kind of requests is none of all of them.
  if (found(run, 'server-saturated')?.figures.only !== undefined) return undefined;
  if (!most || iterationsPerSec === undefined || !requests || !iterations || most.toPerSec <= 0) return undefined;
  return (iterationsPerSec * requests) / iterations / most.toPerSec;
}

/**
 * What a saturated system carried: the most on any level of load where levels were held, or where throughput stood still while
 * the load rose; of a summary the mean over the whole run up to that over the planned time, since the last iterations finished
 * after it. Undefined where nothing shows a limit.
 */
export function capacityOf(run: AnalysedRun): Capacity | undefined {
  const saturated = found(run, 'server-saturated')?.figures;
  const point = found(run, 'saturation-point')?.figures.capacityPerSec;
  const { levels, overrun, ramp } = saturated ?? {};
  const held =
    saturated && (levels || overrun || ramp) ? saturated.requestsPerSec : (point ?? (saturated && mostPerSec(run)));
  if (held !== undefined) return { fromPerSec: held, toPerSec: held };
  if (!saturated || saturated.isMean) return undefined;
  const { requestsPerSec } = saturated;
  const drain = found(run, 'drain')?.figures;
  return { fromPerSec: requestsPerSec, toPerSec: drain?.isDiluted === true ? drain.loadPerSec : requestsPerSec };
}
