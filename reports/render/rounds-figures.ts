import { FIGURE_IDS } from '../analyse/rounds.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { FigureId } from '../model/comparable.ts';
import type { Comparison, Round, Spread } from '../model/rounds.ts';
import * as format from '../text/format.ts';
import { plain } from '../text/markdown-text.ts';
import type { Language } from '../words/language.ts';
import { reportWords } from '../words/report.ts';
import type { RoundsWords } from '../words/rounds.ts';
import { isGoalOf } from './body-text.ts';
import { gateLimit } from './gate-limit.ts';
import { FIGURE_TEXTS } from './rounds-changes.ts';
import { verdictText } from './view-verdict.ts';

/** A mean with the range behind it. */
export function spreadText(id: FigureId, spread: Spread | undefined, words: RoundsWords): string {
  if (!spread) return words.missing;
  const text = FIGURE_TEXTS[id];
  const { mean, min, max, runs } = spread;
  // A range whose ends look the same tells nothing.
  if (text(min) === text(max)) return text(mean);
  return words.spread({ mean: text(mean), min: text(min), max: text(max), runs: format.count(runs) });
}

/** The last round in which something ran: what it came to is what there is now. */
const lastRound = ({ rounds }: Comparison): Round | undefined => rounds.findLast(({ runs }) => runs.length > 0);

export const lastRuns = (one: Comparison): readonly AnalysedRun[] => lastRound(one)?.runs ?? [];

/** The goal of a figure in the last round, and whether its runs met it; undefined for a figure without one. */
function goalOf(id: FigureId, one: Comparison, language: Language) {
  const rows = lastRuns(one).flatMap((run) =>
    run.verdict.rows.filter((row) => isGoalOf(id, row)).map((row) => ({ row, run })),
  );
  if (rows.length === 0) return undefined;
  const limits = [...new Set(rows.map(({ row, run }) => gateLimit(row, run, language)))];
  const outcomes = rows.map(({ row }) => row.outcome);
  const isMet = outcomes.every((outcome) => outcome === 'pass');
  return {
    limit: limits.map((limit) => plain(limit)).join(', '),
    outcome: outcomes.includes('slo-fail') ? ('missed' as const) : isMet ? ('met' as const) : ('open' as const),
  };
}

/** Goals that the last round misses, each with its figure and its limit; a row of the table has the others. */
export function missedGoals(one: Comparison, words: RoundsWords, language: Language) {
  return FIGURE_IDS.flatMap((figure) => {
    const goal = goalOf(figure, one, language);
    const spread = lastRound(one)?.figures[figure];
    return goal?.outcome === 'missed' && spread
      ? [{ name: words.figures[figure], actual: FIGURE_TEXTS[figure](spread.mean), limit: goal.limit }]
      : [];
  });
}

/** Figures of one API, round by round, beside their goals where any has one. */
export function figureTable(one: Comparison, words: RoundsWords, language: Language) {
  const { rounds } = one;
  const verdicts = (round: Round) =>
    [...new Set(round.runs.map((run) => verdictText(run, reportWords(language))))].join(', ') || words.missing;
  const known = FIGURE_IDS.filter((id) => rounds.some(({ figures }) => figures[id]));
  const goals = new Map(
    known.flatMap((id) => {
      const goal = goalOf(id, one, language);
      return goal ? [[id, [goal.limit, words.isMet[goal.outcome]]] as const] : [];
    }),
  );
  const framed = (cells: string[], [goal = '', met = '']: readonly string[] = []) =>
    goals.size === 0 ? cells : [goal, ...cells, met];
  return {
    hasGoals: goals.size > 0,
    rows: [
      { what: words.verdict, cells: framed(rounds.map(verdicts)) },
      ...known.map((id) => ({
        what: words.figures[id],
        cells: framed(
          rounds.map(({ figures }) => spreadText(id, figures[id], words)),
          goals.get(id),
        ),
      })),
    ],
  };
}
