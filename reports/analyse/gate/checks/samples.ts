import type { Metric } from '../../../model/measurement.ts';
import type { Run } from '../../../model/run.ts';
import { type Check, row } from '../judged.ts';

/** A metric of the run itself: k6 states virtual users also where none of them did anything. */
const isOfWork = ({ name, values }: Metric) =>
  !/^vus(?:_max)?$/.test(name) && Object.values(values).some((value) => value !== 0);

/** Something was measured: requests, or iterations of a script without any; else any metric of its own. */
export function isMeasured({ measured: { total, metrics } }: Run): boolean {
  const { requests, iterations } = total;
  if (requests !== undefined || iterations !== undefined) return (requests ?? 0) > 0 || (iterations ?? 0) > 0;
  return metrics.some(isOfWork);
}

/** A run without a sample measured nothing, whatever k6 says of its thresholds. */
export const samples: Check = ({ run }) => {
  const { requests, iterations } = run.measured.total;
  if (isMeasured(run)) return [row('samples', { outcome: 'pass', unit: 'count', actual: requests || iterations })];
  return [row('samples', { outcome: 'invalid', unit: 'count', actual: 0, reason: { kind: 'nothing-measured' } })];
};
