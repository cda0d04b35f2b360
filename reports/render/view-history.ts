import { apiNamed } from '../../options/project.ts';
import { ranOf } from '../analyse/delivered-share.ts';
import { conditionsOf } from '../analyse/fingerprint.ts';
import { change, isComparable } from '../analyse/history.ts';
import { changePointsOf } from '../analyse/history-changes.ts';
import { judgedScope, metricsInstead } from '../analyse/judged-scope.ts';
import { anyFailed, hasSamplesFor, shownTimes } from '../analyse/judged-times.ts';
import { isTestOfLevels, metPerSec, mostCarried } from '../analyse/scaling.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { ChangePoint, PastRun, RunSeries } from '../model/history.ts';
import * as format from '../text/format.ts';
import type { Tone } from '../text/line.ts';
import { code } from '../text/markdown-text.ts';
import { historyWords } from '../words/history.ts';
import type { Language } from '../words/language.ts';
import { type ReportWords, reportWords } from '../words/report.ts';
import { bodyWords } from './body-text.ts';
import { loadText, targetText } from './run-shown.ts';
import { titleOf } from './view.ts';
import { goalsText } from './view-steps.ts';
import { verdictText, verdictTone, verdictWord } from './view-verdict.ts';

/** One run, as finished text for markdown. */
export interface PastRunRow {
  /** Its place in the series, from 1. */
  readonly number: string;
  /** True where figures are others from it on. */
  readonly isChange: boolean;
  readonly folder: string;
  /** `2026-11-23 14:03:11`, in the time of the machine that ran it. */
  readonly startedAt: string;
  /** Below the folder of all runs; undefined where there is no report. */
  readonly report: string | undefined;
  readonly verdict: string;
  /** The verdict without the share of the plan on which it rests. */
  readonly verdictWord: string;
  readonly tone: Tone | undefined;
  /** TPS and its change, p95 and its change, failed share, delivered share. */
  readonly figures: readonly string[];
}

export interface SeriesView {
  /** What it is of, which load and where that went, in one line. */
  readonly heading: string;
  /** The same without the target. */
  readonly name: string;
  /** Undefined where only k6's outputs are there. */
  readonly target: string | undefined;
  /** Those of the newest run; undefined where it has none. */
  readonly goals: string | undefined;
  /** Heads of the columns; where requests failed, times are those of successes. */
  readonly columns: readonly string[];
  /** From which runs on figures are others. */
  readonly changePoints: readonly string[];
  /** The newest first. */
  readonly rows: readonly PastRunRow[];
}

export const NONE = '-';

/** Before a run from which on figures are others. */
export const CHANGE_MARK = '◆ ';

const changeText = (ratio: number | undefined): string => (ratio === undefined ? NONE : format.signedShare(ratio));

type Shown = (value: number | undefined, text: (value: number) => string) => string;

/** The p95 with its change. */
function p95Cells(run: AnalysedRun, past: AnalysedRun | undefined, shown: Shown): string[] {
  const against = past && judgedScope(past);
  const p95 = shownTimes(judgedScope(run))?.p95;
  // A quantile of few requests changes by chance.
  const isTold = against !== undefined && [judgedScope(run), against].every((scope) => hasSamplesFor(0.95, scope));
  return [
    shown(p95, format.duration),
    changeText(isTold ? change(p95, against && shownTimes(against)?.p95) : undefined),
  ];
}

/** Of a test of levels the highest throughput that met its goal, with its change. */
const metCells = (run: AnalysedRun, past: AnalysedRun | undefined, shown: Shown): string[] => [
  shown(metPerSec(run), format.rate),
  changeText(change(metPerSec(run), past && metPerSec(past))),
];

/** `before` is the last run before it that it can be compared with. */
function rowOf(
  one: PastRun,
  before: AnalysedRun | undefined,
  words: ReportWords,
  noSummary: string,
): Omit<PastRunRow, 'number' | 'isChange'> {
  const { folder, report, run, origin } = one;
  const startedAt = format.dayAndTime(origin.startedAt);
  const place = { folder, report, startedAt };
  if (!run) {
    const figures = Array.from({ length: 6 }, () => NONE);
    return { ...place, verdict: noSummary, verdictWord: noSummary, tone: 'bad', figures };
  }
  const { requestsPerSec, failedRatio } = judgedScope(run);
  const shown = (value: number | undefined, text: (value: number) => string) =>
    value === undefined ? NONE : text(value);
  const past = isComparable(one) ? before : undefined;
  const [most, mostBefore] = [mostCarried(run), past && mostCarried(past)];
  return {
    ...place,
    verdictWord: verdictWord(run, words),
    verdict: verdictText(run, words),
    tone: verdictTone(run),
    figures: [
      shown(most?.perSec ?? requestsPerSec, format.rate),
      changeText(
        change(most?.perSec ?? requestsPerSec, mostBefore?.perSec ?? (past && judgedScope(past).requestsPerSec)),
      ),
      ...(most ? metCells(run, past, shown) : p95Cells(run, past, shown)),
      shown(failedRatio, format.cutShare),
      shown(ranOf(run), format.share),
    ],
  };
}

function headingOf({ runs }: RunSeries, language: Language): Omit<SeriesView, 'rows' | 'changePoints'> {
  const both = bodyWords(language);
  const [{ record, origin }] = runs;
  const newest = runs.findLast(({ run }) => run !== undefined)?.run;
  // Records keep names of APIs that the project may no longer have.
  const [id = origin.name] = origin.apis;
  const project = newest?.project;
  const api = apiNamed(project, id) ? id : undefined;
  const told = {
    title: titleOf({ api, project, name: id, record: runs.at(-1)?.record }, both.words, language),
    profile: record && loadText({ planned: [], ...newest, record }, both),
    metrics: newest ? metricsInstead(newest) : [],
  };
  const target = record && targetText(record, both.words);
  const goals = newest ? goalsText([newest], both) : '';
  const { series, columns } = historyWords(language);
  const isApart = runs.some(({ run }) => run !== undefined && anyFailed(judgedScope(run)) === true);
  return {
    heading: series({ ...told, target }),
    name: series({ ...told, target: undefined }),
    target,
    goals: goals === '' ? undefined : both.document.goals([{ goals, titles: undefined }]),
    columns: columns.map((name) => (isApart && name === 'p95' ? both.document.ofSuccesses(name) : name)),
  };
}

/** Letters of a commit's hash that tell it from others. */
const HASH_LETTERS = 7;

/** So many requests are named at a change. */
const MOST_REQUESTS = 3;

/** Where figures of a series change for good, as sentences in markdown. */
function changeTexts({ runs }: RunSeries, found: readonly ChangePoint[], language: Language): string[] {
  const { changePoint } = historyWords(language);
  return found.map(({ at, figure, change: size, requests }) => {
    const { origin, record } = runs[at] ?? runs[0];
    return changePoint({
      number: format.count(at + 1),
      day: origin.startedAt.slice(0, 10),
      commit: record?.commit?.slice(0, HASH_LETTERS),
      figure,
      change: format.signedShare(size),
      requests: requests.slice(0, MOST_REQUESTS).map(({ name, figure: of, before, after }) => ({
        ...{ name: code(name), figure: of, change: format.signedShare(after.mean / before.mean - 1) },
      })),
      more: Math.max(0, requests.length - MOST_REQUESTS),
    });
  });
}

/** The runs of each series with what changed from one to the next. */
export function seriesView(series: RunSeries, language: Language): SeriesView {
  const words = reportWords(language);
  const { noSummary, levelColumns } = historyWords(language);
  // The newest run so far of each set of conditions: compare, too, refuses what differs in one of them.
  const before = new Map<string, AnalysedRun>();
  const found = changePointsOf(series);
  const changed = new Set(found.map(({ at }) => at));
  const rows = series.runs.map((one, at): PastRunRow => {
    const conditions = one.run ? JSON.stringify([...conditionsOf(one.run)]) : '';
    const row = rowOf(one, before.get(conditions), words, noSummary);
    if (one.run && isComparable(one)) before.set(conditions, one.run);
    return { ...row, number: format.count(at + 1), isChange: changed.has(at) };
  });
  const isOfLevels = series.runs.some(({ run }) => run && isTestOfLevels(run));
  const heading = headingOf(series, language);
  const changePoints = changeTexts(series, found, language);
  return { ...heading, ...(isOfLevels && { columns: levelColumns }), changePoints, rows: rows.toReversed() };
}
