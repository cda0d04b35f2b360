import { gateWords } from '../words/gate.ts';
import type { Language } from '../words/language.ts';
import type { GateRunView, GateView } from './gate-view.ts';
import { padEnd, padStart, width } from './width.ts';

const INDENT = '  ';
const GAP = '  ';
/** Figures, limits and margins stand to the right, like the digits of a column. */
const RIGHT = [false, true, true, true, false];

function tableOf({ rows }: GateRunView, columns: readonly string[]): string[] {
  const cells = [
    columns,
    ...rows.map(({ what, actual, limit, margin, verdict }) => [what, actual, limit, margin, verdict]),
  ];
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => width(row[at] ?? ''))));
  return cells.map((row) => {
    const line = row.map((cell, at) => (RIGHT[at] ? padStart : padEnd)(cell, widths[at] ?? 0)).join(GAP);
    return `${INDENT}${line}`.trimEnd();
  });
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
