import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { generatorState } from '../generator.ts';

/** The load generator was late: what it measured then is its own slowness as well. */
export function generatorLate(run: Run): Finding[] {
  const { state, late, lateSec, ofSec } = generatorState(run);
  const [first] = late;
  if (state !== 'late' || !first) return [];
  const signs = [...new Set(late.flatMap((window) => window.signs))];
  const most = (values: readonly (number | undefined)[]) =>
    values.reduce<number | undefined>((all, one) => (one === undefined ? all : Math.max(all ?? 0, one)), undefined);
  return [
    {
      id: 'generator-late',
      severity: 'warning',
      confidence: 'measured',
      scope: TOTAL,
      figures: {
        signs,
        windows: late.map(({ from, to }) => ({ from, to })),
        ...{ lateSec, ofSec },
        tickMs: most(late.map(({ tickMs }) => tickMs)),
        cpuShare: most(late.map(({ cpuShare }) => cpuShare)),
      },
    },
  ];
}
