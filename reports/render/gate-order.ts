import { PRECEDENCE } from '../analyse/gate/precedence.ts';
import type { GateRowView, GateRunView } from './gate-view.ts';

/** Rows in the order of what they do to the verdict of their run: what decided it first, what says nothing last. */
export function byWeight({ rows, kind }: GateRunView): GateRowView[] {
  const rank = ({ weight }: GateRowView) => {
    if (weight === undefined) return PRECEDENCE.length;
    return weight === kind && kind !== 'pass' ? -1 : PRECEDENCE.indexOf(weight);
  };
  return rows.toSorted((a, b) => rank(a) - rank(b));
}

/** Runs in the order of their verdicts, the worst first. */
export const worstFirst = (runs: readonly GateRunView[]): GateRunView[] =>
  runs.toSorted((a, b) => PRECEDENCE.indexOf(a.kind) - PRECEDENCE.indexOf(b.kind));
