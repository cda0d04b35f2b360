import { gateWords } from '../words/gate.ts';
import type { Language } from '../words/language.ts';
import { inColumns } from './columns.ts';
import type { GateRunView, GateView } from './gate-view.ts';

const INDENT = '  ';
/** Figures, limits and margins stand to the right, like the digits of a column. */
const RIGHT = [1, 2, 3];

function tableOf({ rows }: GateRunView, columns: readonly string[]): string[] {
  const cells = rows.map(({ what, actual, limit, margin, verdict }) => [what, actual, limit, margin, verdict]);
  return inColumns([columns, ...cells], RIGHT).map((line) => `${INDENT}${line}`);
}

/** The result for a terminal: the verdict, then for each run a table and why rows ended as they did. Ends with a line break. */
export function gateTable({ headline, runs }: GateView, language: Language): string {
  const { columns } = gateWords(language);
  const parts = runs.map((run) =>
    [
      `${run.title}: ${run.verdict}`,
      ...tableOf(run, columns),
      ...run.reasons.map(({ rows, reason }) => `${INDENT}- ${rows.join(', ')}: ${reason}`),
    ].join('\n'),
  );
  return `${[headline, ...parts].join('\n\n')}\n`;
}
