import { anyFailed } from '../analyse/judged-times.ts';
import { isUnderPlan } from '../analyse/untested.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { FigureId } from '../model/comparable.ts';
import type { GateRow, RowUnit } from '../model/gate.ts';
import * as format from '../text/format.ts';
import { code, plain } from '../text/markdown-text.ts';
import { type DocumentWords, documentWords } from '../words/document.ts';
import type { Language } from '../words/language.ts';
import { type ReportWords, reportWords } from '../words/report.ts';
import { rowFigure } from '../words/row-figure.ts';
import { scenarioName } from './view-verdict.ts';

/** Figures and names as the body of the document writes them: rounded to what matters, escaped for markdown. */

/** Both catalogues of a document. */
export interface BodyWords {
  readonly words: ReportWords;
  readonly document: DocumentWords;
  readonly language: Language;
}

export const bodyWords = (language: Language): BodyWords => ({
  words: reportWords(language),
  document: documentWords(language),
  language,
});

export function bodyFigure(unit: RowUnit, value: number, { document }: BodyWords): string {
  switch (unit) {
    case 'ms':
      return document.time(value);
    case 'ratio':
      return format.aboutShare(value);
    case 'per-sec':
      return format.shortRate(value);
    default:
      return rowFigure(unit, value);
  }
}

/** `≤ 3초`; undefined for a row without a limit of its own. */
export function boundText({ unit, limit, comparison }: GateRow, both: BodyWords): string | undefined {
  if (limit === undefined) return undefined;
  const text =
    unit === 'ms'
      ? both.document.limit(limit)
      : unit === 'ratio'
        ? format.limitShare(limit)
        : bodyFigure(unit, limit, both);
  return comparison === undefined ? text : `${format.comparisonSign(comparison)} ${text}`;
}

/** A multiple beyond this says no more than that the goal was no goal for this system. */
const MOST_MULTIPLE = 100;

/** What two decimals can tell; a share of a limit below it has its first digit. */
const LEAST_MULTIPLE = 0.01;

/** How many times a limit: `6.6`; two decimals where one would read as the limit itself, `>100` beyond that. */
export function multipleText(multiple: number): string {
  if (multiple >= MOST_MULTIPLE) return `>${MOST_MULTIPLE}`;
  if (multiple > 0 && multiple < LEAST_MULTIPLE) return `<${LEAST_MULTIPLE}`;
  return multiple < 1.1 ? format.decimals(multiple) : format.times(multiple);
}

/** A scenario as its reader calls it, for a sentence. */
export const scenarioTitle = (name: string, run: Pick<AnalysedRun, 'profile'>, { words }: BodyWords): string => {
  const title = scenarioName(name, run, words);
  return title === name ? code(name) : plain(title);
};

/** Metrics of all response times, or of those of successful requests. */
const OF_ALL: ReadonlySet<string> = new Set(['http_req_duration', 'http_req_duration{expected_response:true}']);

/** k6's own metrics and how an expression about a figure begins. */
const THRESHOLDS: Readonly<Record<FigureId, { readonly metrics: ReadonlySet<string>; readonly begins: RegExp }>> = {
  tps: { metrics: new Set(['http_reqs']), begins: /^rate/ },
  avg: { metrics: OF_ALL, begins: /^avg/ },
  med: { metrics: OF_ALL, begins: /^(?:med|p\(50\))/ },
  p95: { metrics: OF_ALL, begins: /^p\(95\)/ },
  p99: { metrics: OF_ALL, begins: /^p\(99\)/ },
  failed: { metrics: new Set(['http_req_failed']), begins: /^rate/ },
  delivered: { metrics: new Set(), begins: /^$/ },
};

const QUANTILES: Readonly<Partial<Record<FigureId, number>>> = { med: 0.5, p95: 0.95, p99: 0.99 };

/** True for a row about a figure of the run or of the worst of its scenarios, and not of a part of its requests alone. */
export function isGoalOf(id: FigureId, row: GateRow): boolean {
  if (row.part !== 'service-level' || !row.goal) return false;
  const { goal } = row;
  if (goal.source === 'threshold') {
    const { metrics, begins } = THRESHOLDS[id];
    return metrics.has(goal.threshold.metric) && begins.test(goal.threshold.expression);
  }
  if (goal.part) return false;
  return goal.measure.kind === 'quantile' ? goal.measure.q === QUANTILES[id] : goal.measure.kind === id;
}

/** True for a row about the p95 of response times. */
export const isP95 = (row: GateRow): boolean => row.unit === 'ms' && isGoalOf('p95', row);

/** True for a goal of k6's that counts the times of failed requests as well, where some failed: other figures do not. */
export const isOfAll = (row: GateRow, { measured }: Pick<AnalysedRun, 'measured'>): boolean =>
  row.part === 'service-level' &&
  row.goal?.source === 'threshold' &&
  /^http_req_duration(?!.*expected_response:true)/.test(row.goal.threshold.metric) &&
  anyFailed(measured.total) === true;

/** What of a scenario's plan ran, as a cell. */
export function deliveredCell(run: AnalysedRun, scenario: string, { document }: BodyWords): string {
  const row = run.delivered.find(({ plan }) => plan.name === scenario);
  if (!row) return '-';
  // "None" would read as if nothing had run.
  if (row.ratio === undefined) return document.untold;
  return isUnderPlan(row.ratio) ? document.partlyDelivered(row.ratio) : document.delivered;
}
