import { found } from '../analyse/found.ts';
import { judgedScope } from '../analyse/judged-scope.ts';
import { mostCarried } from '../analyse/scaling.ts';
import { isUnderPlan } from '../analyse/untested.ts';
import { worstOf } from '../analyse/worst-goal.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import * as format from '../text/format.ts';
import type { Language } from '../words/language.ts';
import { pageWords } from '../words/page.ts';
import { absentOfRun } from './absent.ts';
import { type BodyWords, bodyWords, multipleText } from './body-text.ts';
import { worstKind } from './html-banner.ts';
import type { ReportView } from './view.ts';
import { columnsOf, deliveredCells, p95Of, type Told, tpsCell } from './view-summary.ts';
import { verdictClass, verdictWord } from './view-verdict.ts';

/** What ran of a scenario: in words, and as a share (0–1) where that is too little. */
export interface ShareCell {
  readonly text: string;
  readonly ratio: number | undefined;
}

/** One API on the first screen; texts are finished markdown. */
export interface FirstRow {
  readonly title: string;
  readonly anchor: string;
  readonly verdict: string;
  readonly kind: string;
  readonly p95: string;
  readonly goal: string | undefined;
  readonly within: string | undefined;
  /** How many times its goal p95 is, also in words; undefined without a goal. */
  readonly multiple: { readonly value: number; readonly text: string; readonly isMissed: boolean } | undefined;
  readonly failed: string;
  readonly tps: string;
  readonly delivered: readonly ShareCell[];
}

/** A test of levels: what it carried at most, from where on it grew no more, and up to where it met its goal. */
export interface LevelsRow {
  readonly title: string;
  readonly verdict: string;
  readonly kind: string;
  readonly most: string;
  readonly knee: string;
  readonly met: string;
  readonly failed: string;
  readonly delivered: readonly ShareCell[];
}

export interface FirstView {
  /** Which colour the whole document has: that of its worst verdict. */
  readonly kind: string;
  /** True where no run is of an API of the catalogue: they are scripts then. */
  readonly isOfScripts: boolean;
  /** Headings of the scenarios' columns. */
  readonly scenarios: readonly string[];
  /** The worst first. */
  readonly rows: readonly FirstRow[];
  /** Instead of the rows, where every run is a test of levels: its means would be those of all levels. */
  readonly levels: readonly LevelsRow[];
}

function shares(run: AnalysedRun, columns: readonly string[], both: BodyWords, unknown: string): ShareCell[] {
  const least = run.delivered.toSorted((a, b) => (a.ratio ?? 1) - (b.ratio ?? 1))[0];
  return deliveredCells(run, columns, both).map((text, at) => {
    const name = columns[at];
    const own = name === undefined ? least : run.delivered.find(({ plan }) => plan.name === name);
    // Below the name of a scenario, "none" would read as if nothing had run.
    if (own && own.ratio === undefined) return { text: unknown, ratio: undefined };
    return { text, ratio: own?.ratio !== undefined && isUnderPlan(own.ratio) ? own.ratio : undefined };
  });
}

const failedText = (run: AnalysedRun, { words }: BodyWords): string => {
  const { failedRatio } = judgedScope(run);
  return failedRatio === undefined ? absentOfRun(judgedScope(run), words) : format.aboutShare(failedRatio);
};

function firstRow(told: Told, columns: readonly string[], both: BodyWords, language: Language): FirstRow {
  const { run, title, view } = told;
  const { p95, goal, within, worst } = p95Of(told, both);
  return {
    ...{ title, anchor: view.anchor, verdict: verdictWord(run, both.words), kind: verdictClass(run) },
    // Of runners that were put together only a range is known.
    ...{ p95: p95 === both.words.missing ? view.judgedLatency.p95 : p95, goal },
    within: within === undefined ? undefined : both.document.alone(within),
    multiple: worst && {
      value: worst.multiple,
      text: multipleText(worst.multiple),
      isMissed: worst.row.outcome === 'slo-fail',
    },
    failed: failedText(run, both),
    tps: tpsCell(run, both),
    delivered: shares(run, columns, both, pageWords(language).unknown),
  };
}

function levelsRow({ run, title }: Told, columns: readonly string[], both: BodyWords, language: Language): LevelsRow {
  const { words } = both;
  const { levels } = pageWords(language);
  const most = mostCarried(run);
  const knee = found(run, 'saturation-point')?.figures.knee;
  const met = found(run, 'goal-throughput')?.figures.met;
  return {
    ...{ title, verdict: verdictWord(run, words), kind: verdictClass(run) },
    most: most ? levels.most(most) : words.missing,
    knee: knee ? levels.knee(knee) : most?.isGrowing ? levels.noKnee : pageWords(language).unknown,
    met: met ? levels.met(met) : words.missing,
    failed: failedText(run, both),
    delivered: shares(run, columns, both, pageWords(language).unknown),
  };
}

const isHeadedByLevels = (run: AnalysedRun): boolean => mostCarried(run) !== undefined;

/** What the first screen of the page shows of its runs, beside what the document's own view tells. */
export function firstView(runs: readonly AnalysedRun[], view: ReportView, language: Language): FirstView {
  const both = bodyWords(language);
  const told = runs.flatMap((run, at): Told[] => {
    const own = view.apis[at];
    return own ? [{ run, title: own.title, view: own }] : [];
  });
  const sorted = worstOf(told, ({ run }) => run);
  const columns = columnsOf(runs);
  // A column in which nothing is known says nothing.
  const isKnown = runs.some(({ delivered }) => delivered.length > 0);
  const withShares = <Row extends FirstRow | LevelsRow>(row: Row): Row => (isKnown ? row : { ...row, delivered: [] });
  const hasLevels = runs.length > 0 && runs.every(isHeadedByLevels);
  return {
    kind: worstKind(runs),
    isOfScripts: runs.every(({ api }) => api === undefined),
    scenarios: isKnown ? view.summary.scenarios : [],
    rows: hasLevels ? [] : sorted.map((one) => withShares(firstRow(one, columns, both, language))),
    levels: hasLevels ? sorted.map((one) => withShares(levelsRow(one, columns, both, language))) : [],
  };
}
