import { foldedLine, TERMINAL_COLUMNS } from '../text/fold.ts';
import { inert } from '../text/inert.ts';
import { lineText } from '../text/line.ts';
import { type GateWords, gateWords } from '../words/gate.ts';
import type { Language } from '../words/language.ts';
import { inColumns } from './columns.ts';
import { byWeight, isQuiet, isUnjudged, namedRows, shownRows, worstFirst } from './gate-order.ts';
import type { GateRowView, GateRunView, GateView } from './gate-view.ts';

const INDENT = '  ';
/** Figures, limits and margins stand to the right, like the digits of a column. */
const RIGHT = [1, 2, 3];
/** What may take several lines: names, then limits that are expressions of the user's, then verdicts. */
const FLEXIBLE = [0, 2, 4];

/** Names of rows, shorter where that leaves them apart: their limits stand beside them. */
function namesOf(rows: readonly GateRowView[], words: GateWords): string[] {
  const short = rows.map(({ what, limit }) => {
    const told = ` (${limit})`;
    return words.shortWhat(what.endsWith(told) ? what.slice(0, -told.length) : what);
  });
  const keys = rows.map(({ limit }, at) => JSON.stringify([short[at], limit]));
  const times = new Map<string, number>();
  for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1);
  return rows.map(({ what }, at) => (times.get(keys[at] ?? '') === 1 ? (short[at] ?? what) : what));
}

function tableOf(rows: readonly GateRowView[], words: GateWords, columns: number): string[] {
  if (rows.length === 0) return [];
  const names = namesOf(rows, words);
  const cells = rows.map(({ what, actual, limit, margin, verdict }, at) => [
    ...[names[at] ?? what, actual, limit, margin, verdict],
  ]);
  const shape = { columns: columns - INDENT.length, flexible: FLEXIBLE };
  return inColumns([words.columns, ...cells], RIGHT, shape).map((line) => `${INDENT}${line}`);
}

const hanging = (text: string, columns: number): string[] => foldedLine([{ text }], columns).map(lineText);

/** Reasons that several runs share, by their text, with the rows that they are about. */
function sharedReasons(runs: readonly GateRunView[]): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, { readonly rows: Set<string>; times: number }>();
  for (const { reasons } of runs) {
    for (const { rows, reason } of reasons) {
      const known = all.get(reason) ?? { rows: new Set(), times: 0 };
      for (const row of rows) known.rows.add(row);
      known.times += 1;
      all.set(reason, known);
    }
  }
  return new Map([...all].filter(([, { times }]) => times > 1).map(([reason, { rows }]) => [reason, rows]));
}

const reasonLine = (rows: Iterable<string>, reason: string, words: GateWords) =>
  `- ${namedRows(rows, words)}: ${reason}`;

/** `isOnly`: the line above everything has told its verdict. */
function runText(
  run: GateRunView,
  isOnly: boolean,
  shared: ReadonlyMap<string, unknown>,
  words: GateWords,
  columns: number,
): string {
  const { rows, more } = shownRows(
    byWeight(run).filter((row) => !isQuiet(row) && !isUnjudged(row)),
    words,
  );
  const quiet = run.rows.filter(isQuiet).map(({ what }) => what);
  const own = run.reasons.filter(({ reason }) => !shared.has(reason));
  return [
    ...foldedLine(
      [
        {
          text: isOnly
            ? run.title
            : [`${run.title}: ${run.verdict}`, ...(run.capacity ? [run.capacity] : [])].join(' · '),
        },
      ],
      columns,
      INDENT.length,
    ).map(lineText),
    ...tableOf(rows, words, columns),
    ...more.flatMap((line) => hanging(`${INDENT}${line}`, columns)),
    ...(quiet.length > 0 ? hanging(`${INDENT}- ${words.quiet(quiet)}`, columns) : []),
    ...own.flatMap(({ rows: about, reason }) => hanging(`${INDENT}${reasonLine(about, reason, words)}`, columns)),
  ].join('\n');
}

/**
 * The result for a terminal of so many columns: the verdict; then for each run a table, what decided first, and why rows
 * ended as they did; what holds for several runs, once. Ends with a line break.
 */
export function gateTable({ headline, note, runs }: GateView, language: Language, columns = TERMINAL_COLUMNS): string {
  const words = gateWords(language);
  const shared = sharedReasons(runs);
  const parts = worstFirst(runs).map((run) => runText(run, runs.length === 1, shared, words, columns));
  const common = [...shared].flatMap(([reason, rows]) => hanging(reasonLine(rows, reason, words), columns));
  const head = [headline, ...(note === undefined ? [] : [note])].flatMap((line) => hanging(line, columns));
  const texts = [head.join('\n'), ...parts, ...(common.length > 0 ? [common.join('\n')] : [])];
  return `${inert(texts.join('\n\n'))}\n`;
}
