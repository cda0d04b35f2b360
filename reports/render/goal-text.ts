import type { GoalRow } from '../analyse/worst-goal.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { GateRow } from '../model/gate.ts';
import { plain } from '../text/markdown-text.ts';
import type { Language } from '../words/language.ts';
import { type BodyWords, bodyFigure, boundText, isOfAll, multipleText, scenarioTitle } from './body-text.ts';
import { criterionOf, criterionText, gateWhat } from './gate-what.ts';
import { weakGoal } from './view-latency.ts';

/** Goals as the body tells them. */

/** `점진 부하의 p95가 10.3초로 목표(3초)의 3.4배입니다.` */
export function missedP95({ row, actual, limit, multiple }: GoalRow, run: AnalysedRun, both: BodyWords): string {
  const isOneOf = row.scenario !== undefined && run.delivered.length > 1;
  const within = isOneOf ? scenarioTitle(row.scenario, run, both) : undefined;
  return both.document.missedOne({
    ...{ within, actualMs: actual, limitMs: limit, multiple: multipleText(multiple) },
    isOfAll: isOfAll(row, run),
  });
}

/** The same without how many times, which the summary tells. */
export function overP95({ row, actual, limit }: GoalRow, run: AnalysedRun, both: BodyWords): string {
  const isOneOf = row.scenario !== undefined && run.delivered.length > 1;
  const within = isOneOf ? scenarioTitle(row.scenario, run, both) : undefined;
  return both.document.over({ within, actualMs: actual, limitMs: limit, isOfAll: isOfAll(row, run) });
}

/** What a goal is about: a metric of k6's in a code span, anything else in words. */
function namedGoal(row: GateRow, run: AnalysedRun, { words }: BodyWords, language: Language): string {
  const criterion = criterionOf(row, run);
  const known = criterion && words.criterion(criterion);
  return known?.includes('`') ? known : plain(gateWhat(row, run, language));
}

/** The same for a list of goals: whichever scenario is the worst, in the terms that the goal was stated in. */
export function goalName(row: GateRow, run: AnalysedRun, { words, language }: BodyWords): string {
  const criterion = criterionOf(row, run);
  return criterion ? words.criterion(criterion) : plain(criterionText(row, run, language));
}

/** Any other goal, with its figure. */
export const missedOther = (
  { row, actual }: GoalRow,
  run: AnalysedRun,
  title: string | undefined,
  both: BodyWords,
  language: Language,
): string =>
  both.document.missedOther(
    title,
    namedGoal(row, run, both, language),
    `${bodyFigure(row.unit, actual, both)}${isWeak(row, run) ? '\\*' : ''}`,
    boundText(row, both) ?? both.words.missing,
  );

/** True where too few samples are behind the quantile that a goal is about. */
function isWeak(row: GateRow, run: AnalysedRun): boolean {
  const criterion = criterionOf(row, run);
  return criterion !== undefined && weakGoal(run, criterion) !== undefined;
}

/** A goal that was met, with its figure. */
export const metGoal = ({ row, actual }: GoalRow, run: AnalysedRun, both: BodyWords, language: Language): string =>
  both.document.metGoal(
    namedGoal(row, run, both, language),
    bodyFigure(row.unit, actual, both),
    boundText(row, both) ?? both.words.missing,
  );
