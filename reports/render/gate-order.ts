import { PRECEDENCE } from '../analyse/gate/precedence.ts';
import { goalRowOf } from '../analyse/worst-goal.ts';
import { mostOf } from '../numbers/extremes.ts';
import type { GateWords } from '../words/gate.ts';
import type { GateRowView, GateRunView } from './gate-view.ts';

/** How many times its limit a row is that missed it; less than any that did for others. */
const missedBy = ({ row, outcome }: GateRowView): number =>
  (outcome === 'slo-fail' ? goalRowOf(row)?.multiple : undefined) ?? Number.NEGATIVE_INFINITY;

/** The greater first; both may be endless. */
const descending = (a: number, b: number): number => (a === b ? 0 : b - a);

/**
 * Rows in the order of what they do to the verdict of their run: what decided it first, what says nothing last, and of goals
 * that were missed the worst first. What is told twice is there once.
 */
export function byWeight({ rows, kind }: GateRunView): GateRowView[] {
  const rank = ({ weight }: GateRowView) => {
    if (weight === undefined) return PRECEDENCE.length;
    return weight === kind && kind !== 'pass' ? -1 : PRECEDENCE.indexOf(weight);
  };
  return rows
    .filter(({ isDouble }) => !isDouble)
    .toSorted((a, b) => rank(a) - rank(b) || descending(missedBy(a), missedBy(b)));
}

/** A check of the measurement that found nothing: its name says all of it. */
export const isQuiet = ({ part, weight, reason }: GateRowView) =>
  part === 'validity' && weight === 'pass' && reason === undefined;

/** What was not judged has its reason below the table, and no figure to show in it. */
export const isUnjudged = ({ part, outcome }: GateRowView) => part === 'validity' && outcome === 'not-judged';

/** Rows of a run that a table shows; a script that states a goal for each of its URLs has thousands. */
const MOST_ROWS = 100;
/** Rows that are named before the reason that they share. */
const MOST_NAMES = 10;

/** The first rows of a table, and a line about those that it leaves out. */
export function shownRows(rows: readonly GateRowView[], { moreRows }: GateWords) {
  const left = rows.slice(MOST_ROWS);
  const bad = left.filter(({ weight }) => weight !== undefined && weight !== 'pass').length;
  return { rows: rows.slice(0, MOST_ROWS), more: left.length > 0 ? [moreRows(left.length, bad)] : [] };
}

/** Names of rows that share a reason. */
export function namedRows(names: Iterable<string>, { moreNames }: GateWords): string {
  const all = [...names];
  const left = all.length - MOST_NAMES;
  return [...all.slice(0, MOST_NAMES), ...(left > 0 ? [moreNames(left)] : [])].join(', ');
}

/** Runs in the order of their verdicts, the worst first, and of each verdict the worst multiple of its goal first. */
export const worstFirst = (runs: readonly GateRunView[]): GateRunView[] =>
  runs.toSorted(
    (a, b) =>
      PRECEDENCE.indexOf(a.kind) - PRECEDENCE.indexOf(b.kind) ||
      descending(mostOf(a.rows.map(missedBy)), mostOf(b.rows.map(missedBy))),
  );
