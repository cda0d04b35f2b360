import { found } from '../analyse/found.ts';
import { judgedScope } from '../analyse/judged-scope.ts';
import { shownTimes } from '../analyse/judged-times.ts';
import { latencyGoal } from '../analyse/latency-goal.ts';
import { isOfAllRequests, isOfFailures } from '../analyse/next-steps.ts';
import { isTestOfLevels, mostCarried } from '../analyse/scaling.ts';
import { capacityOf } from '../analyse/slowness.ts';
import { invalidFor, type Untested, untestedIn } from '../analyse/untested.ts';
import { type GoalRow, goalRows, worstFirst, worstMultipleFirst, worstOf } from '../analyse/worst-goal.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import { leastOf, mostOf } from '../numbers/extremes.ts';
import * as format from '../text/format.ts';
import type { Language } from '../words/language.ts';
import { absentOfRun } from './absent.ts';
import { type BodyWords, boundText, deliveredCell, isOfAll, isP95, multipleText, scenarioTitle } from './body-text.ts';
import { metGoal, missedOther, missedP95 } from './goal-text.ts';
import { tableNote } from './table-note.ts';
import { conditionTexts } from './verdict-conditions.ts';
import { criterionRows, validityTexts } from './view-criteria.ts';
import type { Quantile } from './view-latency.ts';
import type { RunView } from './view-run.ts';
import { verdictText, verdictWord } from './view-verdict.ts';

/** One API in the table of the summary. */
export interface SummaryRow {
  title: string;
  link: string;
  verdict: string;
  p95: string;
  failed: string;
  tps: string;
  /** What ran of each scenario, in the order of the columns. */
  delivered: string[];
}

export interface SummaryView {
  /** One paragraph: the verdict, how far the worst goal was missed, what was not tested. */
  sentence: string;
  /** The same in its two parts: the verdict, and what follows it. */
  verdict: string;
  reasons: string;
  /** What its table has to be read with; empty for nothing. */
  note: string;
  /** Headings of the scenarios' columns. */
  scenarios: string[];
  rows: SummaryRow[];
  /** The p95, where one of the rows carries the mark of too few samples. */
  weak: Quantile[];
}

/** A run with its title and its view. */
export interface Told {
  readonly run: AnalysedRun;
  readonly title: string;
  readonly view: RunView;
}

/** More columns than this do not fit beside the five others. */
const MOST_SCENARIOS = 2;
/** So many misses are named in one sentence. */
const MOST_NAMED = 3;

/** `목표 미달 2개, 조건부 통과 2개`; the whole verdict of a single run. */
function tally(runs: readonly AnalysedRun[], { words, document }: BodyWords): string {
  const [only] = runs;
  if (only && runs.length === 1) return verdictText(only, words);
  const kinds = new Map<string, number>();
  for (const run of worstFirst(runs)) {
    const verdict = verdictWord(run, words);
    kinds.set(verdict, (kinds.get(verdict) ?? 0) + 1);
  }
  return document.tally([...kinds].map(([verdict, count]) => ({ verdict, runs: count })));
}

const missedRows = (run: AnalysedRun): GoalRow[] => goalRows(run).filter(({ row }) => row.outcome === 'slo-fail');

/** What its reader asks for first: whether it answers at all, then how fast, then what the script counts by itself. */
const rankOf = ({ row }: GoalRow): number => (isOfFailures(row) ? 0 : row.unit === 'ms' ? 1 : 2);

/** What a run missed, failures before times and those before the rest, each the worst multiple of its goal first; of several goals for p95 the worst. */
function missesOfOne(told: Told, both: BodyWords, language: Language): string[] {
  const { run } = told;
  const all = missedRows(run);
  const worstFirst = all
    .filter((one) => !isToldByLevels(told, one))
    .toSorted((a, b) => rankOf(a) - rankOf(b) || worstMultipleFirst(a.multiple, b.multiple));
  const p95 = worstFirst.find(({ row }) => isP95(row));
  const others = worstFirst.filter(({ row }) => !isP95(row)).slice(0, MOST_NAMED);
  const named = worstFirst.filter((one) => one === p95 || others.includes(one));
  const texts = named.map((one) =>
    isP95(one.row) ? missedP95(one, run, both) : missedOther(one, run, undefined, both, language),
  );
  // Those of which no single figure is known have no sentence here.
  const missed = criterionRows(run).filter((row) => row.outcome === 'slo-fail').length;
  const left = missed - (all.length - worstFirst.length) - named.length;
  if (texts.length === 0) return left > 0 ? [both.document.missedSome(left)] : [];
  return [...texts, ...(left > 0 ? [both.words.moreMissed(left)] : [])];
}

/** What several runs missed, p95 first. */
function missesText(told: readonly Told[], both: BodyWords, language: Language): string[] {
  const [only, ...more] = told;
  if (only && more.length === 0) return missesOfOne(only, both, language);
  const worst = told.flatMap((one) => {
    const [most] = missedRows(one.run)
      .filter(({ row }) => isP95(row))
      .toSorted((a, b) => worstMultipleFirst(a.multiple, b.multiple));
    return most ? [{ ...one, ...most }] : [];
  });
  const named = worst.slice(0, MOST_NAMED).map(({ title, multiple }) => ({ title, multiple: multipleText(multiple) }));
  const times = named.length > 0 ? [both.document.missed(named, worst.length - named.length)] : [];
  const others = told.flatMap(({ run, title }) =>
    missedRows(run)
      .filter(({ row }) => !isP95(row))
      .slice(0, 1)
      .map((one) => missedOther(one, run, title, both, language)),
  );
  return [...times, ...others.slice(0, MOST_NAMED)];
}

/** Goals of one run that were met and have no column, where p95 has no goal at all: else nobody would see what passed. */
function metGoals(told: readonly Told[], both: BodyWords, language: Language): string[] {
  const [only, ...more] = told;
  if (!only || more.length > 0) return [];
  const rows = goalRows(only.run);
  if (rows.some(({ row }) => isP95(row))) return [];
  return rows
    .filter(({ row }) => row.outcome === 'pass' && !isOfFailures(row))
    .toSorted((a, b) => worstMultipleFirst(a.multiple, b.multiple))
    .slice(0, MOST_NAMED)
    .map((one) => metGoal(one, only.run, both, language));
}

function metText(told: readonly Told[], both: BodyWords, language: Language): string[] {
  const met = told.filter(({ run }) => run.verdict.kind === 'pass');
  if (met.length === 0) return [];
  return [
    both.document.met({
      runs: met.length,
      of: told.length,
      goals: metGoals(told, both, language),
      isPartial: met.some(({ run }) => untestedIn([run]).length > 0),
    }),
  ];
}

/** Scenarios that did not run as planned, each with how many runs of all; the verdict of a single pass names them. */
function partlyText(told: readonly Told[], both: BodyWords): string[] {
  const [only] = told;
  if (told.length === 1 && only?.run.verdict.reservations.some(({ kind }) => kind === 'not-delivered')) return [];
  // The head of a document about one run that was stopped tells it of its only scenario.
  if (told.length === 1 && only?.run.record?.interrupted && only.run.planned.length === 1) return [];
  const byName = new Map<string, Untested[]>();
  // Why a single run is no measurement begins with what of it ran.
  const known = only && told.length === 1 ? invalidFor(only.run) : new Set();
  for (const one of untestedIn(told.map(({ run }) => run)).filter(({ scenario }) => !known.has(scenario))) {
    byName.set(one.scenario, [...(byName.get(one.scenario) ?? []), one]);
  }
  return [...byName].slice(0, MOST_SCENARIOS).map(([name, own]) => {
    const ratios = own.map(({ ratio }) => ratio);
    const scenario = scenarioTitle(name, own[0]?.run ?? {}, both);
    return both.document.partly({
      ...{ scenario, runs: new Set(own.map(({ run }) => run)).size, of: told.length },
      ...{ from: leastOf(ratios), to: mostOf(ratios) },
    });
  });
}

/** What a test of levels is for: the most that was carried, and the highest load that met the goal. */
function levelsText(told: readonly Told[], { words, document }: BodyWords): string[] {
  const [{ measured, estimated }, [only]] = [words.confidence, told];
  if (!only || told.length > 1 || !isTestOfLevels(only.run)) return [];
  const most = mostCarried(only.run);
  const knee = found(only.run, 'saturation-point')?.figures.knee;
  const goal = found(only.run, 'goal-throughput')?.figures;
  // Between which levels a system came to its limit is told as why it is slow.
  const isOpen = most && !most.isGrowing && !knee && !found(only.run, 'server-saturated')?.figures.levels;
  return [
    ...(most ? [`${document.most(most)}${isOpen ? ` ${document.noKnee}` : ''} ${measured}`] : []),
    ...(knee ? [`${document.knee(knee)} ${estimated}`] : []),
    ...(goal ? [`${document.goalLevel(goal)} ${measured}`] : []),
  ];
}

/** Goals of a test of levels whose p95 over all of them was missed: which level missed it is told. */
const isToldByLevels = ({ run }: Told, { row }: GoalRow): boolean =>
  isTestOfLevels(run) && isP95(row) && found(run, 'goal-throughput')?.figures.missed !== undefined;

/** Failures of which no goal speaks: the verdict tells nothing of them. */
function unjudgedFailures(told: readonly Told[], { document }: BodyWords): string[] {
  const failing = told.flatMap(({ run, title }) => {
    const errors = found(run, 'errors-present')?.figures;
    return errors && !run.verdict.rows.some(isOfAllRequests) ? [{ title, ratio: errors.ratio }] : [];
  });
  if (failing.length === 0) return [];
  const isOfNoGoal = told.every(({ run }) => run.verdict.kind === 'no-goal');
  return [
    document.unjudgedFailures({
      failing: failing.slice(0, MOST_NAMED).map(({ title, ratio }) => ({
        title: told.length > 1 ? title : undefined,
        ratio,
      })),
      more: Math.max(0, failing.length - MOST_NAMED),
      isOfNoGoal,
    }),
  ];
}

/** Why a single run is no measurement. */
function invalidText(told: readonly Told[], both: BodyWords, language: Language): string[] {
  const [only] = told;
  return only && told.length === 1 && only.run.verdict.kind === 'invalid'
    ? validityTexts(only.run, both, language)
    : [];
}

/** What follows the verdict in the summary's one paragraph. */
function reasonsText(told: readonly Told[], both: BodyWords, language: Language): string {
  const levels = levelsText(told, both);
  const reasons = [
    ...invalidText(told, both, language),
    ...levels,
    ...missesText(told, both, language),
    ...unjudgedFailures(told, both),
    ...(levels.length > 0 ? [] : metText(told, both, language)),
    ...partlyText(told, both),
    ...conditionTexts(told, both),
  ];
  // Of several runs each says it with its result.
  const isOpen = told.length === 1 && told[0]?.run.verdict.kind === 'no-goal' && reasons.length === 0;
  return (isOpen ? [both.words.noGoals] : reasons).join(' ');
}

/** Beyond this share of failures, 0–1, the times of all requests are those of failures. */
const MOST_FAILED = 0.5;

/** The judged p95 as its reader sees it. */
export interface P95Cell {
  /** With the mark of one that rests on too few samples. */
  readonly p95: string;
  readonly goal: string | undefined;
  /** The scenario whose it is, where that is one of several. */
  readonly within: string | undefined;
  /** Failed requests count in it, as its goal asks. */
  readonly isOfAll: boolean;
  /** The goal that it is furthest from. */
  readonly worst: GoalRow | undefined;
}

/** The judged p95 with its goal, and the scenario whose it is where that is one of several. */
export function p95Of({ run, view }: Told, both: BodyWords): P95Cell {
  const { document, words } = both;
  const worst = goalRows(run)
    .filter(({ row }) => isP95(row))
    .toSorted((a, b) => b.multiple - a.multiple)[0];
  // Failures that are over at once meet any goal of times.
  if (worst?.row.outcome === 'pass' && isOfAll(worst.row, run) && (judgedScope(run).failedRatio ?? 0) > MOST_FAILED)
    return {
      worst: undefined,
      p95: words.missing,
      goal: boundText(worst.row, both),
      isOfAll: false,
      within: undefined,
    };
  const ms = worst?.actual ?? shownTimes(judgedScope(run))?.p95;
  const goal = latencyGoal(run, 'p(95)');
  const isMarked = view.judgedLatency.weak.includes('p95');
  const name = worst?.row.scenario;
  return {
    worst,
    p95: ms === undefined ? view.judgedLatency.p95 : `${document.time(ms)}${isMarked ? '\\*' : ''}`,
    goal: worst
      ? boundText(worst.row, both)
      : goal && `${format.comparisonSign(goal.comparison ?? '<')} ${document.limit(goal.limitMs)}`,
    isOfAll: worst !== undefined && isOfAll(worst.row, run),
    within: name === undefined || run.delivered.length < 2 ? undefined : scenarioTitle(name, run, both),
  };
}

/** Throughput, and whether it is what the system can do or what it was sent. */
export function tpsCell(run: AnalysedRun, { words, document }: BodyWords): string {
  const most = mostCarried(run);
  if (most) return (most.isGrowing ? document.offeredMark : document.mostMark)(format.shortRate(most.perSec));
  const { requestsPerSec } = judgedScope(run);
  if (requestsPerSec === undefined) return absentOfRun(judgedScope(run), words);
  const text = format.shortRate(requestsPerSec);
  if (found(run, 'server-saturated')) {
    const { levels, overrun, ramp, only } = found(run, 'server-saturated')?.figures ?? {};
    // What one kind of requests is limited to is no throughput of all.
    const most = only === undefined ? capacityOf(run) : undefined;
    if (!most) return text;
    // Of a summary the mean is all there is, and a range of it with what ran while there was load: it is no limit.
    const mark = levels || overrun || ramp ? document.limitMark : document.saturatedMark;
    return mark(most.fromPerSec === most.toPerSec ? format.shortRate(most.toPerSec) : text);
  }
  return found(run, 'generator-limited') ? document.offeredMark(text) : text;
}

/** Names of the scenarios that have columns of their own; empty where there are too many, or only one. */
export function columnsOf(runs: readonly AnalysedRun[]): string[] {
  const names = [...new Set(runs.flatMap(({ delivered }) => delivered.map(({ plan }) => plan.name)))];
  return names.length > 1 && names.length <= MOST_SCENARIOS ? names : [];
}

/** The scenario of which least ran, by its name where there are several. */
function leastDelivered(run: AnalysedRun, both: BodyWords): string {
  const [least] = run.delivered.toSorted((a, b) => (a.ratio ?? 1) - (b.ratio ?? 1));
  if (!least) return both.words.unknown;
  const cell = deliveredCell(run, least.plan.name, both);
  return cell === both.document.delivered || run.delivered.length < 2
    ? cell
    : `${both.document.alone(scenarioTitle(least.plan.name, run, both))} ${cell}`;
}

function row(one: Told, columns: readonly string[], both: BodyWords): SummaryRow {
  const { run, title, view } = one;
  const failed = judgedScope(run).failedRatio;
  return {
    title,
    link: `#${view.anchor}`,
    verdict: verdictWord(run, both.words),
    p95: both.document.p95Cell(p95Of(one, both)),
    failed: failed === undefined ? absentOfRun(judgedScope(run), both.words) : format.aboutShare(failed),
    tps: tpsCell(run, both),
    delivered: deliveredCells(run, columns, both),
  };
}

/** What ran, in each of the columns; of which least ran, where there are none. */
export const deliveredCells = (run: AnalysedRun, columns: readonly string[], both: BodyWords): string[] =>
  columns.length === 0 ? [leastDelivered(run, both)] : columns.map((name) => deliveredCell(run, name, both));

/** The document in one paragraph and one table, the worst first. */
export function summaryView(told: readonly Told[], brief: boolean, both: BodyWords, language: Language): SummaryView {
  const sorted = worstOf(told, ({ run }) => run);
  const columns = columnsOf(told.map(({ run }) => run));
  const verdict = tally(
    sorted.map(({ run }) => run),
    both,
  );
  const reasons = reasonsText(sorted, both, language);
  const rows = sorted.map((one) => row(one, columns, both));
  return {
    sentence: [`**${verdict}.**`, reasons].filter(Boolean).join(' '),
    verdict,
    reasons,
    note: tableNote(sorted, brief, both),
    scenarios:
      columns.length === 0
        ? [both.document.onlyLoad]
        : columns.map((name) => both.document.alone(scenarioTitle(name, told.find(hasPlan(name))?.run ?? {}, both))),
    rows,
    weak: told.length > 1 && rows.some(({ p95 }) => p95.includes('\\*')) ? ['p95'] : [],
  };
}

const hasPlan =
  (name: string) =>
  ({ run }: Told): boolean =>
    run.delivered.some(({ plan }) => plan.name === name);
