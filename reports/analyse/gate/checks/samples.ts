import { type Check, row } from '../judged.ts';

/** Something was measured at all: requests, or iterations of a script without any. */
export const samples: Check = ({
  run: {
    measured: { total, metrics },
  },
}) => {
  const { requests, iterations } = total;
  const actual = requests || iterations || undefined;
  // An output may name neither, and yet a script's own metrics.
  const isMeasured = requests === undefined && iterations === undefined ? metrics.length > 0 : actual !== undefined;
  if (isMeasured) return [row('samples', { outcome: 'pass', unit: 'count', actual })];
  return [row('samples', { outcome: 'invalid', unit: 'count', actual: 0, reason: { kind: 'nothing-measured' } })];
};
