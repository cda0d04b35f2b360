import { criterionOf as judgedOn } from '../analyse/criteria.ts';
import { partOfGoal } from '../analyse/gate/measures.ts';
import type { AnalysedRun, Criterion } from '../model/analysed.ts';
import type { GateRow } from '../model/gate.ts';
import { metricAndPart, type Part, partName } from '../model/part.ts';
import { oneLine } from '../text/markdown-text.ts';
import { type GateWords, gateWords } from '../words/gate.ts';
import type { Language } from '../words/language.ts';
import { reportWords } from '../words/report.ts';
import { scenarioName } from './view-verdict.ts';

/** What is judged of the requests of a name, a group or a tag. */
const ofPart = (what: string, part: Part | undefined, words: GateWords): string =>
  part ? words.ofPart(what, part.kind, partName(part)) : what;

function whatText(row: GateRow, words: GateWords, language: Language, criterion: Criterion | undefined): string {
  if (row.part === 'validity') return words.check(row);
  if (row.part === 'regression') return words.regression(row.figure);
  const { goal } = row;
  if (!goal) return words.noGoal;
  if (goal.source !== 'threshold') return ofPart(words.goal(goal.measure), partOfGoal(goal), words);
  if (!criterion) return goal.threshold.metric;
  const { metric, part } = metricAndPart(criterion.metric);
  if (part) return ofPart(reportWords(language).criterion({ ...criterion, metric }), part, words);
  const known = reportWords(language).criterion(criterion);
  // The report's words for anything else are markdown.
  return known.includes('`') ? words.threshold(criterion.metric, criterion.statistic ?? criterion.expression) : known;
}

/** The threshold of k6's that a row stands for, with its figure. */
export function criterionOf(row: GateRow, { measured }: AnalysedRun): Criterion | undefined {
  const threshold = row.part === 'service-level' && row.goal?.source === 'threshold' ? row.goal.threshold : undefined;
  return threshold && judgedOn(threshold, measured);
}

/** The scenario of which a row says something that its words do not: k6's own name of a metric may hold it. */
function scenarioOf(row: GateRow): string | undefined {
  if (row.part === 'regression') return undefined;
  const metric = row.part === 'service-level' && row.goal?.source === 'threshold' ? row.goal.threshold.metric : '';
  return metric.includes('scenario:') ? undefined : row.scenario;
}

/** True for a goal that the whole run met and one of its scenarios did not. */
export const isMissedWithin = (row: GateRow): boolean =>
  row.part === 'service-level' &&
  row.outcome === 'slo-fail' &&
  row.scenario !== undefined &&
  row.goal?.source === 'threshold' &&
  row.goal.threshold.passed;

/** What a row is about, as plain text. */
export const gateWhat = (row: GateRow, run: AnalysedRun, language: Language): string =>
  namedText(row, run, language, scenarioOf(row));

function namedText(row: GateRow, run: AnalysedRun, language: Language, scenario: string | undefined): string {
  const words = gateWords(language);
  const what = whatText(row, words, language, criterionOf(row, run));
  const name = scenario === undefined ? undefined : scenarioName(scenario, run, reportWords(language));
  return oneLine(name === undefined ? what : words.within(what, name));
}

/** What a row was to judge, whichever scenario turned out to be the worst: the same for every run of a script. */
export function criterionText(row: GateRow, run: AnalysedRun, language: Language): string {
  const isOfEach = row.part === 'service-level' && row.goal !== undefined;
  const own = isOfEach && row.goal.source !== 'threshold' ? row.goal.scenario : undefined;
  return namedText(row, run, language, isOfEach ? own : scenarioOf(row));
}
