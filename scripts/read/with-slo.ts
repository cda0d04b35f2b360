import type { Run } from '../../reports/model/run.ts';
import type { Reading } from './reading.ts';

/**
 * Runs with the service levels by which they are judged: those that were named, else those in a run's folder, else those
 * that are found for the runs that have none.
 */
export async function withSlo(runs: readonly Run[], { slo, findSlo }: Reading): Promise<readonly Run[]> {
  if (slo) return runs.map((run) => ({ ...run, slo }));
  const without = runs.filter((run) => !run.slo);
  const found = without.length > 0 ? await findSlo?.(without) : undefined;
  return runs.map((run) => {
    const own = run.slo ?? found?.(run);
    return own ? { ...run, slo: own } : run;
  });
}
