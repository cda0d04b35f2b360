import { measureName, partOfGoal } from '../analyse/gate/measures.ts';
import type { GateRow, SourcedGoal } from '../model/gate.ts';
import type { GateResult } from '../model/gate-result.ts';
import { partName } from '../model/part.ts';
import type { Language } from '../words/language.ts';
import type { JsonGate, JsonGateRow } from './gate-json-schema.ts';
import { type GateRowView, gateView } from './gate-view.ts';
import { leftOut, listedFirst } from './shown-first.ts';

/** The request, group or tag that a goal is about. */
function partNamed(goal: SourcedGoal): Pick<JsonGateRow, 'request' | 'group' | 'tag'> {
  const part = partOfGoal(goal);
  return part ? { [part.kind]: partName(part) } : {};
}

/** What a row is about, the same in every language. */
function identity(row: GateRow): Pick<JsonGateRow, 'id' | 'scenario' | 'request' | 'group' | 'tag' | 'source'> {
  if (row.part === 'validity') return { id: row.check, scenario: row.scenario };
  if (row.part === 'regression') return { id: row.figure ?? 'baseline' };
  const { goal } = row;
  if (!goal) return { id: 'none' };
  if (goal.source === 'threshold') {
    const id = `${goal.threshold.metric} ${goal.threshold.expression}`.trim();
    return { id, scenario: row.scenario, ...partNamed(goal), source: goal.source };
  }
  return { id: measureName(goal.measure), scenario: row.scenario, ...partNamed(goal), source: goal.source };
}

/** One row of a verdict, in a report as in a gate. */
export function jsonRow({ row, what, reason }: Pick<GateRowView, 'row' | 'what' | 'reason'>): JsonGateRow {
  const { part, outcome, unit, actual, comparison, limit, margin } = row;
  const known = { part, ...identity(row), outcome, unit, actual, comparison, limit, margin };
  return { ...known, reason: row.reason?.kind, text: what, reasonText: reason };
}

/** The result for machines, by `gate-json-schema.ts`. What is unknown is absent, never 0 or null. */
export function jsonGate(result: GateResult, exitCode: number, language: Language): JsonGate {
  const { runs } = gateView(result, language);
  return {
    schemaVersion: 2,
    verdict: result.verdict,
    exitCode,
    runs: result.runs.map(({ run, verdict, reservations }, at) => {
      const rows = listedFirst(runs[at]?.rows ?? [], ({ outcome }) => outcome !== 'pass');
      return {
        id: runs[at]?.id ?? run.name,
        title: runs[at]?.title ?? run.name,
        verdict,
        reservations: [...reservations],
        deliveredRatio: run.verdict.delivered,
        startedAt: run.record?.startedAt,
        sources: (run.sources ?? []).map(({ file, line }) => (line > 1 ? `${file}:${line}` : file)),
        rows: rows.items.map(jsonRow),
        rowsLeftOut: leftOut(rows),
      };
    }),
  };
}
