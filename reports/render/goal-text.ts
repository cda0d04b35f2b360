import type { GoalRow } from '../analyse/worst-goal.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import { plain } from '../text/markdown-text.ts';
import type { Language } from '../words/language.ts';
import { type BodyWords, bodyFigure, boundText, isOfAll, multipleText, scenarioTitle } from './body-text.ts';
import { gateWhat } from './gate-what.ts';

/** Missed goals as sentences of the body. */

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
    plain(gateWhat(row, run, language)),
    bodyFigure(row.unit, actual, both),
    boundText(row, both) ?? both.words.missing,
  );
