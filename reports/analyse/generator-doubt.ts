import type { GateRow } from '../model/gate.ts';
import type { Run } from '../model/run.ts';
import { mostOf } from '../numbers/extremes.ts';
import { generatorState } from './generator.ts';
import { LIMITS } from './limits.ts';

/** True for a goal of times that was missed, of the whole run or of a part of it. */
export const isMissedTime = (row: GateRow): boolean =>
  row.part === 'service-level' && row.unit === 'ms' && row.outcome === 'slo-fail';

/** Why what a run measured may be the load generator's own slowness. */
export type GeneratorDoubt =
  /** It was late for so many seconds. `cpuShare`: of the CPU that k6 may use, where that is how it shows, 0–1. */
  | { readonly kind: 'late'; readonly lateSec: number; readonly ofSec: number; readonly cpuShare: number | undefined }
  /** Goals of times were missed on a machine so busy, 0–1, and nothing shows that k6 was on time all the same. */
  | { readonly kind: 'busy'; readonly cpuShare: number };

/** The doubt about rows of a run; undefined where there is none. A busy machine makes times longer: what meets its goals all the same meets them. */
export function generatorDoubt(run: Run, rows: readonly GateRow[]): GeneratorDoubt | undefined {
  const { state, late, lateSec, ofSec } = generatorState(run);
  if (state === 'late') {
    const shares = late.flatMap(({ signs, cpuShare }) =>
      signs.includes('cpu') && cpuShare !== undefined ? [cpuShare] : [],
    );
    return { kind: 'late', lateSec, ofSec, cpuShare: shares.length > 0 ? mostOf(shares) : undefined };
  }
  const cpuShare = run.record?.machineCpuShare ?? 0;
  const isBusy = cpuShare > LIMITS.generatorCpuShare && state !== 'on-time';
  return isBusy && rows.some(isMissedTime) ? { kind: 'busy', cpuShare } : undefined;
}
