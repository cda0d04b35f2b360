import { PRECEDENCE } from '../analyse/gate/precedence.ts';
import type { GateVerdict } from '../model/gate.ts';
import { inert, withoutHashCommands } from '../text/inert.ts';
import { MOST_REASON, plain } from '../text/markdown-text.ts';
import { type GateWords, gateWords } from '../words/gate.ts';
import type { Language } from '../words/language.ts';
import { NOTHING } from './gate-limit.ts';
import { byWeight, namedRows, shownRows, worstFirst } from './gate-order.ts';
import type { GateRowView, GateRunView, GateView } from './gate-view.ts';

/** GitHub shows ten annotations of a step, of all that it said. */
export const MOST_ANNOTATIONS = 8;

/** Bytes of a step summary beyond which GitHub shows none of it. */
export const SUMMARY_BYTES = 1024 * 1024;

/** `%` first: what replaces the others has one. */
const data = (text: string) =>
  withoutHashCommands(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

const isBad = (weight: GateVerdict | undefined) =>
  weight !== undefined && weight !== 'pass' && weight !== 'no-baseline';

/** Where the row points to in the user's repository: an exception's line. */
function placeOf({ row }: GateRowView, { script }: GateRunView): string {
  const place = row.reason?.kind === 'exception' ? row.reason.place : undefined;
  return place && place.file === script ? `file=${property(place.file)},line=${place.line},` : '';
}

interface BadRow {
  readonly run: GateRunView;
  readonly row: GateRowView;
  /** In so many runs of the same API or script. */
  readonly runs: number;
}

/** What did not pass, the weightiest first; of rounds of one run the same row once, with how many it is of. */
function badRows(runs: readonly GateRunView[]): BadRow[] {
  const found = new Map<string, BadRow>();
  for (const run of runs) {
    for (const row of run.rows.filter(({ weight }) => isBad(weight))) {
      const key = JSON.stringify([run.id, row.criterion, row.weight]);
      const known = found.get(key);
      found.set(key, known ? { ...known, runs: known.runs + 1 } : { run, row, runs: 1 });
    }
  }
  const placeIn = ({ row }: BadRow) => PRECEDENCE.indexOf(row.weight ?? 'pass');
  return [...found.values()].toSorted((a, b) => placeIn(a) - placeIn(b));
}

/** Workflow commands that mark what did not pass, the weightiest first; at most as many as GitHub shows. */
export function githubAnnotations({ runs, lost }: GateView, language: Language): string[] {
  const words = gateWords(language);
  const bad = badRows(runs);
  const shown = bad.length > MOST_ANNOTATIONS ? bad.slice(0, MOST_ANNOTATIONS - 1) : bad;
  const lines = shown.map(({ run, row, runs: of }) => {
    const { what, actual, limit, verdict, reason } = row;
    const level = row.weight === 'inconclusive' ? 'warning' : 'error';
    const text = `${what}: ${actual} (${limit}) ${verdict}${of > 1 ? ` (${words.inRuns(of)})` : ''}${reason === undefined ? '' : `. ${reason}`}`;
    return `::${level} ${placeOf(row, run)}title=${property(`${words.title}: ${run.title}`)}::${data(text)}`;
  });
  const left = bad.length - shown.length;
  const all = lost === undefined ? lines : [`::error title=${property(words.title)}::${data(lost)}`, ...lines];
  return left === 0 ? all : [...all, `::error title=${property(words.title)}::${data(words.more(left))}`];
}

const tableRow = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

function section(run: GateRunView, words: GateWords): string[] {
  const { rows: shown, more } = shownRows(byWeight(run), words);
  const reasons = run.reasons.map(
    ({ rows, reason }) =>
      `- ${namedRows(
        rows.map((row) => plain(row)),
        words,
      )}: ${plain(reason, MOST_REASON)}`,
  );
  return [
    `### ${plain(run.title)}: ${plain(run.verdict)}`,
    '',
    tableRow(words.columns),
    '| --- | ---: | ---: | ---: | --- |',
    ...shown.map(({ what, actual, limit, margin, verdict, weight }) => {
      const told = isBad(weight) ? `**${verdict}**` : verdict;
      // Figures and margins are our own; a limit may be an expression of the user's.
      return tableRow([plain(what), actual, limit === NOTHING ? limit : plain(limit), margin, told]);
    }),
    ...(more.length > 0 ? ['', ...more] : []),
    ...(reasons.length > 0 ? ['', ...reasons] : []),
    '',
  ];
}

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

/** The result as markdown for a step's summary, in at most so many bytes: whole runs, and how many rows are left out. */
export function githubSummary(
  { headline, note, runs }: GateView,
  language: Language,
  mostBytes = SUMMARY_BYTES,
): string {
  const words = gateWords(language);
  const sorted = worstFirst(runs);
  const sections = sorted.map((run) => `\n${section(run, words).join('\n')}`);
  let text = [
    ...[`## ${words.title}`, '', `**${plain(headline)}**`, ''],
    ...(note === undefined ? [] : [plain(note), '']),
  ].join('\n');
  let bytes = bytesOf(text);
  /** The longest beginning that fits. */
  let fitting = '';
  for (const [at, next] of [...sections, ''].entries()) {
    const left = sorted.slice(at).reduce((sum, { rows }) => sum + rows.length, 0);
    const end = left === 0 ? '' : `\n${words.more(left)}\n`;
    if (bytes + bytesOf(end) <= mostBytes) fitting = text + end;
    text += next;
    bytes += bytesOf(next);
  }
  return inert(fitting);
}
