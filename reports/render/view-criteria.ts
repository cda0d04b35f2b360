import { statisticOf } from '../analyse/gate/measures.ts';
import { weightOf } from '../analyse/gate/precedence.ts';
import { untestedIn } from '../analyse/untested.ts';
import { goalRowOf } from '../analyse/worst-goal.ts';
import type { AnalysedRun, Criterion } from '../model/analysed.ts';
import type { ServiceLevelRow } from '../model/gate.ts';
import * as format from '../text/format.ts';
import { code, MOST_REASON, plain } from '../text/markdown-text.ts';
import { type GateWords, gateWords, reasonText } from '../words/gate.ts';
import { KEEP_SAMPLES } from '../words/keep-samples.ts';
import type { Language } from '../words/language.ts';
import type { ReportWords } from '../words/report.ts';
import { rowFigure } from '../words/row-figure.ts';
import { type BodyWords, bodyFigure, boundText, isP95 } from './body-text.ts';
import { gateLimit } from './gate-limit.ts';
import { criterionOf, gateWhat, criterionText as goalText } from './gate-what.ts';
import { missedOther, overP95 } from './goal-text.ts';
import { type Shown, shownFirst } from './shown-first.ts';
import { namedQuantile, type Quantile, weakGoal } from './view-latency.ts';
import { scenarioName } from './view-verdict.ts';

export interface CriterionRow {
  /** What was judged, with the scenario that was the worst. */
  what: string;
  /** What a goal is about. */
  goal: string;
  actual: string;
  limit: string;
  verdict: string;
  /** The quantile that carries a mark. */
  weak: Quantile | undefined;
}

function criterionValue({ kind, contains }: Criterion, value: number): string {
  if (kind === 'rate') return format.cutShare(value);
  if (contains === 'time') return format.duration(value);
  if (contains === 'data') return format.bytes(value);
  return String(Math.round(value * 1e6) / 1e6);
}

/** How a criterion ended; nothing but a pass may look like one. */
function outcomeText({ reason, outcome }: ServiceLevelRow, words: ReportWords): string {
  if (reason?.kind === 'no-samples') return words.noSamples;
  if (outcome === 'undecidable') return words.fewSamples;
  if (outcome === 'not-judged') return words.notMeasured;
  if (outcome === 'inconclusive') return words.verdict.undecided;
  return outcome === 'pass' ? words.passed : words.failed;
}

/** A goal of no threshold: its row says all of it. */
function goalRow(row: ServiceLevelRow, run: AnalysedRun, words: ReportWords, language: Language): CriterionRow {
  const { goal, actual, unit, reason } = row;
  const isFew = reason?.kind === 'few-samples' && goal?.source !== 'threshold';
  const weak = isFew && goal ? namedQuantile(statisticOf(goal.measure)) : undefined;
  return {
    what: plain(gateWhat(row, run, language)),
    goal: plain(goalText(row, run, language)),
    actual:
      actual === undefined
        ? reason?.kind === 'no-samples'
          ? words.missing
          : words.unknown
        : `${unit === 'ratio' ? format.cutShare(actual) : rowFigure(unit, actual)}${weak ? '\\*' : ''}`,
    limit: gateLimit(row, run, language),
    verdict: outcomeText(row, words),
    weak,
  };
}

function criterionRow(
  criterion: Criterion,
  row: ServiceLevelRow,
  run: AnalysedRun,
  { words, gate }: { words: ReportWords; gate: GateWords },
): CriterionRow {
  const { limit, comparison, range } = criterion;
  const goal = words.criterion(criterion);
  const worst = criterion.metric.includes('scenario:') ? undefined : row.scenario;
  const actual = row.scenario === undefined ? criterion.actual : row.actual;
  const figure = (value: number) => criterionValue(criterion, value);
  const text =
    range && row.scenario === undefined
      ? words.merge.range(figure(range[0]), figure(range[1]))
      : actual === undefined
        ? undefined
        : figure(actual);
  const isMissing = text === undefined || row.reason?.kind === 'no-samples';
  const weak = isMissing ? undefined : weakGoal(run, criterion);
  return {
    what: worst === undefined ? goal : gate.within(goal, plain(scenarioName(worst, run, words))),
    goal,
    actual: isMissing
      ? row.reason?.kind === 'no-samples'
        ? words.missing
        : words.unknown
      : `${text}${weak ? '\\*' : ''}`,
    limit:
      limit === undefined || comparison === undefined
        ? criterion.expression === ''
          ? words.limitNotShown
          : code(criterion.expression)
        : `${format.comparisonSign(comparison)} ${criterion.kind === 'rate' ? format.limitShare(limit) : figure(limit)}`,
    verdict: outcomeText(row, words),
    weak,
  };
}

/** Rows of the verdict that stand for a goal each, in their order. */
export const criterionRows = ({ verdict }: AnalysedRun): ServiceLevelRow[] =>
  verdict.rows.filter((row): row is ServiceLevelRow => row.part === 'service-level' && row.goal !== undefined);

/** Goals that a table shows; scripts that state one for each of their URLs have thousands. */
const MOST_GOALS = 100;
/** Goals that were not met and have a sentence each. */
const MOST_TOLD = 10;

/** What was missed goes first, then what nobody judged. */
const weightOfRow = ({ outcome }: ServiceLevelRow) => (outcome === 'pass' ? 0 : outcome === 'slo-fail' ? 2 : 1);

/** Goals that are named in one line. */
const MOST_NAMED = 10;

/** The first goals of a list as they stand in one line, and how many more there are; `others` are not in the list. */
export function namedFirst(goals: readonly string[], { moreRows }: ReportWords, others = 0): string[] {
  const left = Math.max(0, goals.length - MOST_NAMED) + others;
  return left > 0 ? [...goals.slice(0, MOST_NAMED), moreRows(left)] : [...goals];
}

/** The goals that are shown, with how many are not. */
export const shownCriteria = (run: AnalysedRun): Shown<ServiceLevelRow> =>
  shownFirst(criterionRows(run), weightOfRow, MOST_GOALS);

/** Goals with their figures and how they ended. */
export function criterionViews(
  rows: readonly ServiceLevelRow[],
  run: AnalysedRun,
  words: ReportWords,
  language: Language,
): CriterionRow[] {
  const both = { words, gate: gateWords(language) };
  return rows.map((row) => {
    const criterion = criterionOf(row, run);
    return criterion ? criterionRow(criterion, row, run, both) : goalRow(row, run, words, language);
  });
}

/** A range of times or of shares, all that is known of runners that were put together, as the body rounds it. */
function bodyActual({ kind, contains, range }: Criterion, { words, document }: BodyWords): string | undefined {
  if (!range) return undefined;
  if (kind === 'rate') return words.merge.range(format.aboutShare(range[0]), format.aboutShare(range[1]));
  return contains === 'time' ? words.merge.range(document.time(range[0]), document.time(range[1])) : undefined;
}

/** What is said of one criterion; nothing of one that was met. */
function criterionText(
  row: ServiceLevelRow,
  view: CriterionRow,
  run: AnalysedRun,
  both: BodyWords,
  language: Language,
): string[] {
  const { words } = both;
  const { reason, outcome } = row;
  const criterion = criterionOf(row, run);
  const actual = (criterion && bodyActual(criterion, both)) ?? view.actual;
  if (reason?.kind === 'no-samples') return [words.criterionEmpty(view.what)];
  if (reason?.kind === 'few-samples' && (outcome === 'inconclusive' || outcome === 'undecidable')) {
    const [samples, needed] = [format.count(reason.samples), format.count(reason.needed)];
    return [words.criterionFew(view.what, samples, needed, outcome === 'undecidable')];
  }
  if (outcome === 'not-judged') return [words.criterionLacking(view.what)];
  if (outcome === 'inconclusive') return [`${view.what} ${actual}: ${words.merge.perRunnerOpen(code(KEEP_SAMPLES))}`];
  if (outcome === 'pass') return [];
  if (criterion?.expression === '') return [words.criterionMissedNotShown(view.what)];
  const goal = goalRowOf(row);
  if (!goal) return [words.criterionMissed({ ...view, actual })];
  return [isP95(goal.row) ? overP95(goal, run, both) : missedOther(goal, run, undefined, both, language)];
}

/** Checks of validity that the run did not stand, but for how it ended: a warning above says that. */
export function validityTexts(run: AnalysedRun, both: BodyWords, language: Language): string[] {
  const gate = gateWords(language);
  return run.verdict.rows.flatMap((row) => {
    if (row.part !== 'validity') return [];
    // Without a goal it weighs nothing, and is the first thing to know.
    const isTold = weightOf(row) !== undefined || row.reason?.kind === 'nothing-sent';
    if (!isTold || weightOf(row) === 'pass') return [];
    const isOfEnd = row.check === 'exit' || row.check === 'exceptions' || row.check === 'data';
    if (isOfEnd && row.reason?.kind !== 'unfinished') return [];
    const reason = reasonText(gate, row);
    const what = plain(gateWhat(row, run, language));
    // The head tells how long a run went that was stopped.
    if (row.check === 'length' && run.record?.interrupted)
      return [both.document.tooShort(boundText(row, both) ?? both.words.missing)];
    const actual = row.actual === undefined ? undefined : bodyFigure(row.unit, row.actual, both);
    // It begins with what it is about, and with its figure.
    if (row.reason?.kind === 'generator-late' && reason !== undefined) return [plain(reason, MOST_REASON)];
    if (reason !== undefined) return [both.document.broken(what, actual, plain(reason, MOST_REASON))];
    const limit = boundText(row, both);
    return actual === undefined || limit === undefined
      ? [plain(`${what}: ${gate.outcome[row.outcome]}.`)]
      : [both.document.unmet(what, actual, limit)];
  });
}

/**
 * What the verdict rests on: checks of validity that failed, goals that were missed, or that all were met. `rows`: the
 * criteria that are shown. `isSummed`: the summary tells of those that have a figure, and that all were met.
 */
export function judgementTexts(
  run: AnalysedRun,
  rows: readonly CriterionRow[],
  isSummed: boolean,
  both: BodyWords,
  language: Language,
): string[] {
  const { words, document } = both;
  const { kind } = run.verdict;
  const all = criterionRows(run);
  const { items } = shownCriteria(run);
  const isTold = (row: ServiceLevelRow) => isSummed && row.outcome === 'slo-fail' && goalRowOf(row) !== undefined;
  const told = items.flatMap((row, at) =>
    isTold(row) ? [] : criterionText(row, rows[at] as CriterionRow, run, both, language),
  );
  const first = told.slice(0, MOST_TOLD);
  const untold = all.filter((row) => row.outcome !== 'pass' && !isTold(row)).length - first.length;
  const judged = [...first, ...(untold > 0 ? [words.moreMissed(untold)] : [])];
  // Otherwise what was given does not fit together.
  const isPerRunner = run.verdict.rows.every(({ reason }) => reason?.kind !== 'unsettled');
  const validity = kind === 'undecided' ? [] : validityTexts(run, both, language);
  // The summary of a single run begins with why it is no measurement.
  const saidValidity = isSummed && kind === 'invalid' ? [] : validity;
  const isPartial = untestedIn([run]).length > 0;
  const met = isSummed
    ? []
    : kind === 'pass'
      ? [document.goalsMet(all.length, isPartial)]
      : validity.length > 0
        ? []
        : [words.notJudged];
  const goals =
    kind === 'undecided' && !isPerRunner
      ? [words.undecided]
      : all.length === 0
        ? // The verdict of a document about one run says it.
          isSummed && kind === 'no-goal'
          ? []
          : [words.noGoals]
        : judged.length > 0
          ? judged
          : met;
  return [...saidValidity, ...goals];
}
