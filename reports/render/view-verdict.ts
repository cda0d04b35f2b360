import { generatorDoubt } from '../analyse/generator-doubt.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { GateRow, Judgement, Reservation } from '../model/gate.ts';
import type { Run } from '../model/run.ts';
import type { Tone } from '../text/line.ts';
import { oneLine, plain } from '../text/markdown-text.ts';
import type { ReportWords } from '../words/report.ts';

/** Room for a name of the script's own within a verdict. */
const MOST_NAME = 60;

const isConditional = ({ verdict }: AnalysedRun): boolean => verdict.reservations.length > 0;

/** Which colour stands for the verdict of a run; one that leaves something open is no clean pass. */
export const verdictClass = (run: AnalysedRun): AnalysedRun['verdict']['kind'] | 'conditional' =>
  isConditional(run) ? 'conditional' : run.verdict.kind;

/** A scenario as a reader would call it: by what it does in buha's own profiles, else by its own name. Plain text. */
export const scenarioName = (name: string, { profile }: Pick<Run, 'profile'>, words: ReportWords): string =>
  (profile === undefined ? undefined : words.scenarioTitle(name)) ?? oneLine(name, MOST_NAME);

/** What a pass leaves open; plain text. */
export const reservationTexts = (reservations: readonly Reservation[], run: Run, words: ReportWords): string[] =>
  reservations.map((reservation) => {
    if (reservation.kind === 'not-delivered') {
      return words.reservation({ ...reservation, scenario: scenarioName(reservation.scenario, run, words) });
    }
    if (reservation.kind === 'checks-failed') {
      return words.reservation({ ...reservation, check: oneLine(reservation.check, MOST_NAME) });
    }
    return words.reservation(reservation);
  });

/** A pass that leaves something open, with what; plain text. Every output says it so. */
const conditionalText = (reservations: readonly Reservation[], run: Run, words: ReportWords): string =>
  `${words.conditional} (${reservationTexts(reservations, run, words).join(', ')})`;

/** True where rows say that nobody knows what load was planned. */
const isWithoutPlan = (rows: readonly GateRow[]): boolean =>
  rows.some((row) => row.part === 'validity' && row.check === 'delivered' && row.reason?.kind === 'no-plan');

/** A pass with what it leaves open, and that it says nothing of a plan where none is known; plain text. */
export function passText(
  { reservations, rows }: Pick<Judgement, 'reservations' | 'rows'>,
  run: Run,
  words: ReportWords,
): string {
  const text = reservations.length > 0 ? conditionalText(reservations, run, words) : words.verdict.pass;
  return isWithoutPlan(rows) ? words.withoutPlan(text) : text;
}

/** The verdict in a word, where there is no room for more; a pass by no known plan says so all the same. */
export function verdictWord(run: AnalysedRun, words: ReportWords): string {
  if (isConditional(run)) return words.conditional;
  const { kind } = run.verdict;
  return kind === 'pass' ? passText(run.verdict, run, words) : words.verdict[kind];
}

/** Rows that say themselves that the load generator was late. */
const isLateTold = (rows: readonly GateRow[]): boolean =>
  rows.some(
    ({ reason }) =>
      reason?.kind === 'generator-late' || (reason?.kind === 'not-delivered' && reason.cause === 'generator-late'),
  );

/** What the load generator leaves in doubt of a verdict that is no pass and does not rest on it; plain text. */
export function doubtText(rows: readonly GateRow[], run: Run, words: ReportWords): string | undefined {
  const doubt = isLateTold(rows) ? undefined : generatorDoubt(run, rows);
  if (!doubt) return undefined;
  return doubt.kind === 'late'
    ? words.reservation({ kind: 'generator-late', seconds: doubt.lateSec })
    : words.busyGenerator(doubt.cpuShare);
}

/** A verdict that is no pass, with the doubt about what was measured. */
export function withDoubt(verdict: string, rows: readonly GateRow[], run: Run, words: ReportWords): string {
  const doubt = doubtText(rows, run, words);
  return doubt === undefined ? verdict : `${verdict} (${doubt})`;
}

/** The verdict as markdown, with what a pass leaves open, and what stands in doubt of any other. */
export const verdictText = (run: AnalysedRun, words: ReportWords): string =>
  plain(
    run.verdict.kind === 'pass'
      ? passText(run.verdict, run, words)
      : withDoubt(words.verdict[run.verdict.kind], run.verdict.rows, run, words),
  );

/** Colour of a verdict. */
export function verdictTone(run: AnalysedRun): Tone | undefined {
  switch (verdictClass(run)) {
    case 'pass':
      return 'good';
    case 'slo-fail':
    case 'invalid':
      return 'bad';
    case 'conditional':
    case 'undecided':
      return 'doubtful';
    case 'no-goal':
      return undefined;
  }
}
