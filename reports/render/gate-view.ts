import { weightOf } from '../analyse/gate/precedence.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { GateRow, GateVerdict, Outcome } from '../model/gate.ts';
import type { GateResult, GateRun } from '../model/gate-result.ts';
import * as format from '../text/format.ts';
import { MOST_REASON, oneLine, shownText } from '../text/markdown-text.ts';
import { type GateWords, gateWords, reasonText } from '../words/gate.ts';
import type { Language } from '../words/language.ts';
import { type ReportWords, reportWords } from '../words/report.ts';
import { rowFigure } from '../words/row-figure.ts';
import { multipleText } from './body-text.ts';
import { capacityLine } from './capacity.ts';
import { gateLimit, NOTHING } from './gate-limit.ts';
import { criterionText, gateWhat } from './gate-what.ts';
import { distinctTitles, titleOf } from './view.ts';
import { passText, withDoubt } from './view-verdict.ts';

/** One row as plain text: no line break and no control character in it, and nothing is escaped yet. */
export interface GateRowView {
  readonly row: GateRow;
  readonly part: GateRow['part'];
  readonly outcome: Outcome;
  /** What the row does to the verdict of its run; undefined for nothing. */
  readonly weight: GateVerdict | undefined;
  readonly what: string;
  /** The same without the scenario that turned out to be the worst: a name that runs have in common. */
  readonly criterion: string;
  readonly actual: string;
  readonly limit: string;
  readonly margin: string;
  readonly verdict: string;
  readonly reason: string | undefined;
  /** True where another row tells the same: a reader sees one of them, a program both. */
  readonly isDouble: boolean;
}

export interface GateRunView {
  readonly id: string;
  readonly title: string;
  readonly verdict: string;
  readonly kind: GateVerdict;
  /** What a run that held several levels of load was for. */
  readonly capacity: string | undefined;
  readonly runMs: number | undefined;
  /** The user's script as the record names it; undefined without a record. */
  readonly script: string | undefined;
  readonly rows: readonly GateRowView[];
  /** Why rows ended as they did, each reason once. */
  readonly reasons: readonly { readonly rows: readonly string[]; readonly reason: string }[];
}

export interface GateView {
  readonly headline: string;
  /** What is wrong with the result beside its runs; undefined for nothing. */
  readonly lost: string | undefined;
  /** That all runs were made against the built-in shop, which is no real system; undefined where some were not. */
  readonly note: string | undefined;
  readonly runs: readonly GateRunView[];
}

/** From here on a number with one decimal tells how many times a goal was exceeded. */
const LEAST_TIMES = 1.05;
/** Twice what is allowed is 100 % beyond it, and more than that says nothing as a share. */
const TWICE = 2;

/** True for a share of the plan, which k6 does not print. */
const isOfPlan = (row: GateRow): boolean =>
  row.part === 'validity'
    ? row.check === 'delivered'
    : row.part === 'service-level' && row.goal?.source !== 'threshold' && row.goal?.measure.kind === 'delivered';

/**
 * How far within the limit, as a share of it; of ratios in percentage points. A goal that was exceeded says how many
 * times: nobody has a picture of -558.25 %.
 */
function marginText(row: GateRow, words: GateWords): string {
  const { part, unit, actual, margin, comparison = '', limit, reason } = row;
  if (reason?.kind === 'nothing-demanded' || margin === undefined || unit === 'count' || unit === 'code')
    return NOTHING;
  const times = actual === undefined || !limit ? 0 : actual / limit;
  if (part === 'service-level' && comparison.startsWith('<') && times >= LEAST_TIMES) {
    return words.timesGoal(multipleText(times));
  }
  if (part === 'regression' && unit !== 'ratio' && comparison.startsWith('<') && times >= TWICE) {
    return words.timesLimit(multipleText(times));
  }
  if (unit === 'ratio') return words.points((isOfPlan(row) ? margin * 100 : format.cutPercent(margin)).toFixed(2));
  return limit ? format.share(margin / Math.abs(limit)) : NOTHING;
}

/** One row in words. */
export function rowView(row: GateRow, run: AnalysedRun, language: Language): Omit<GateRowView, 'isDouble'> {
  const words = gateWords(language);
  const reason = reasonText(words, row);
  return {
    row,
    part: row.part,
    outcome: row.outcome,
    weight: weightOf(row),
    what: gateWhat(row, run, language),
    criterion: criterionText(row, run, language),
    actual:
      row.actual === undefined ? NOTHING : isOfPlan(row) ? format.share(row.actual) : rowFigure(row.unit, row.actual),
    limit: gateLimit(row, run, language),
    margin: marginText(row, words),
    verdict: row.reason?.kind === 'nothing-demanded' ? NOTHING : words.outcome[row.outcome],
    reason: reason === undefined ? undefined : oneLine(reason, MOST_REASON),
  };
}

/** True for a measurement that nothing is wrong with: there is only no goal to judge it by. */
export const isWithoutGoals = (rows: readonly GateRow[]): boolean =>
  rows.every((row) => weightOf(row) !== 'invalid' || row.reason?.kind === 'no-goals');

/** A pass that leaves something open says what, as in the report; so does one beside what was not judged. */
function runVerdict({ run, verdict, reservations, rows }: GateRun, words: GateWords, language: Language): string {
  const report = reportWords(language);
  if (verdict === 'invalid' && isWithoutGoals(rows)) return withDoubt(report.verdict['no-goal'], rows, run, report);
  if (verdict !== 'pass') return withDoubt(words.verdict[verdict], rows, run, report);
  const pass = passText({ reservations, rows }, run, report);
  const unjudged = rows.filter(({ outcome }) => outcome === 'not-judged').length;
  return unjudged > 0 ? words.unjudged(pass, unjudged) : pass;
}

/** Rows about the same figure, such as a threshold that was crossed and the goal that replaces it, told apart by their limits. */
function told(rows: readonly GateRowView[], name: 'what' | 'criterion'): GateRowView[] {
  const seen = new Map<string, number>();
  for (const row of rows) seen.set(row[name], (seen.get(row[name]) ?? 0) + 1);
  return rows.map((row) => ((seen.get(row[name]) ?? 0) > 1 ? { ...row, [name]: `${row[name]} (${row.limit})` } : row));
}

function reasonsOf(rows: readonly GateRowView[]): GateRunView['reasons'] {
  const byReason = new Map<string, string[]>();
  for (const { what, reason, isDouble } of rows) {
    if (reason === undefined || isDouble) continue;
    const own = byReason.get(reason);
    if (own) own.push(what);
    else byReason.set(reason, [what]);
  }
  return [...byReason].map(([reason, own]) => ({ rows: own, reason }));
}

/** The verdict of all runs. A pass of which some leave something open is not called one. */
function headline(
  { verdict, runs, lostRounds = [] }: GateResult,
  views: readonly GateRunView[],
  words: GateWords,
  { conditional }: ReportWords,
): string {
  const [only] = views;
  if (lostRounds.length > 0) return words.headline(`${words.verdict[verdict]} · ${words.lostRounds(lostRounds)}`);
  if (only && views.length === 1) {
    return words.headline([only.verdict, ...(only.capacity ? [only.capacity] : [])].join(' · '));
  }
  const open = runs.filter(({ reservations }) => reservations.length > 0).length;
  if (verdict === 'pass' && open > 0) return words.headlineOfSeveral(conditional, open, runs.length);
  const same = runs.filter((one) => one.verdict === verdict).length;
  return words.headlineOfSeveral(words.verdict[verdict], same, runs.length);
}

/** True for a share of the plan that nothing demands, beside a goal of the same: that tells it. */
function isToldByGoal(row: GateRow, rows: readonly GateRow[]): boolean {
  if (row.part !== 'validity' || row.reason?.kind !== 'nothing-demanded') return false;
  return rows.some((other) => other.part === 'service-level' && isOfPlan(other));
}

/** A result as finished plain text in one language. */
export function gateView(result: GateResult, language: Language): GateView {
  const { runs, lostRounds = [] } = result;
  const words = gateWords(language);
  const report = reportWords(language);
  const titles = distinctTitles(
    runs.map(({ run }) => run),
    (run) => titleOf(run, report, language),
  );
  const views = runs.map((judged, at): GateRunView => {
    const { run } = judged;
    const rows = told(
      told(
        judged.rows.map((row, _, all) => ({
          ...rowView(row, run, language),
          isDouble: isToldByGoal(row, all),
        })),
        'what',
      ),
      'criterion',
    );
    return {
      id: oneLine(run.api ?? run.name),
      title: oneLine(shownText(titles[at] ?? run.name)),
      verdict: runVerdict(judged, words, language),
      kind: judged.verdict,
      capacity: capacityLine(run, language),
      runMs: run.measured.runMs,
      script: run.record?.script.path,
      rows,
      reasons: reasonsOf(rows),
    };
  });
  const isShop = runs.length > 0 && runs.every(({ run }) => run.record?.target.shop !== undefined);
  const note = isShop ? words.ofShop : undefined;
  const lost = lostRounds.length > 0 ? words.lostRounds(lostRounds) : undefined;
  return { headline: headline(result, views, words, report), lost, note, runs: views };
}
