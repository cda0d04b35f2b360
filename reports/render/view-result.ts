import { areFailedRequests, failedChecks } from '../analyse/failed-checks.ts';
import { found, foundAll } from '../analyse/found.ts';
import { isMissedTime } from '../analyse/generator-doubt.ts';
import { judgedScope } from '../analyse/judged-scope.ts';
import { judgedTimes } from '../analyse/judged-times.ts';
import { areGoalsOfAll, latencyGoal } from '../analyse/latency-goal.ts';
import { missedByPattern, slowRequestOf } from '../analyse/next-steps.ts';
import { isTestOfLevels } from '../analyse/scaling.ts';
import { slownessOf } from '../analyse/slowness.ts';
import { MENDS } from '../analyse/step.ts';
import { goalRows, worstMultipleFirst } from '../analyse/worst-goal.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { Finding } from '../model/finding.ts';
import { code } from '../text/markdown-text.ts';
import type { Language } from '../words/language.ts';
import { findingWords } from '../words/report.ts';
import { type BodyWords, scenarioTitle } from './body-text.ts';
import { type CriterionRow, judgementTexts } from './view-criteria.ts';
import { findingConclusion } from './view-findings.ts';
import { resultTable, type TableView, withoutOrigin } from './view-result-table.ts';
import { causeStep, type NumberedStep } from './view-steps.ts';
import type { Told } from './view-summary.ts';

/** What the body says of one API; a part that says nothing is undefined. */
export interface ResultView {
  table: TableView;
  result: string;
  bottleneck: string | undefined;
  action: string | undefined;
  /** Whether its picture stands in the body: where there is something to explain. */
  pictured: boolean;
}

const sentences = (texts: readonly string[]): string | undefined => (texts.length > 0 ? texts.join(' ') : undefined);

/** More than half of the requests took longer than the goal for the slowest of them; the median of all levels is that of none. */
function halfMissed(run: AnalysedRun, both: BodyWords): string[] {
  if (isTestOfLevels(run)) return [];
  // Beside the goal that was missed by most stands the median of the same requests.
  const [missed] = goalRows(run)
    .filter(({ row }) => isMissedTime(row))
    .toSorted((a, b) => worstMultipleFirst(a.multiple, b.multiple));
  const scenario = missed?.row.scenario;
  const scope = judgedScope(run, scenario);
  const medMs = (areGoalsOfAll(run) ? scope.durationMs : judgedTimes(scope))?.med;
  const limitMs = latencyGoal(run, 'p(95)')?.limitMs;
  if (medMs === undefined || limitMs === undefined || medMs <= limitMs) return [];
  return [both.document.halfMissed(medMs, scenario === undefined ? undefined : scenarioTitle(scenario, run, both))];
}

/** Of several runs each has its error rate in its table: where nothing failed no sentence repeats it. */
function failures(run: AnalysedRun, isSummed: boolean, { document }: BodyWords): string[] {
  const errors = found(run, 'errors-present')?.figures;
  if (errors) return [document.failures(errors)];
  return isSummed && judgedScope(run).failedRatio === 0 ? [document.noFailures] : [];
}

/** Findings that a reader of the result must know at once: what failed since when, and what was never shown. */
const RESULT_FINDINGS = [
  'target-lost',
  'slow-request',
  'error-window',
  'errors-under-load',
  'throttled',
  'fast-failures',
  'resets',
  'timeouts',
  'check-never-passed',
  'checks-vs-http',
  'rejections',
  'standstill',
  'pauses',
  'warm-up',
  'slow-phase',
  'bimodal',
  'slow-recovery',
  'drift',
] as const;

/** Checks that the result names. */
const MOST_CHECKS = 3;

/** Which checks failed; those that never passed have a finding of their own. */
function failedChecksText(run: AnalysedRun, { document }: BodyWords): string[] {
  const checks = failedChecks(run)
    .filter(({ ratio, unexplained }) => unexplained > 0 && ratio < 1)
    .toSorted((a, b) => b.ratio - a.ratio);
  const named = checks.slice(0, MOST_CHECKS).map((one) => ({ ...one, name: code(one.check) }));
  if (named.length === 0) return [];
  return [document.failedChecks(named, checks.length - named.length, areFailedRequests(run, checks))];
}

function resultText(
  run: AnalysedRun,
  rows: readonly CriterionRow[],
  isSummed: boolean,
  both: BodyWords,
  language: Language,
): string {
  const { words, document } = both;
  const { measured, estimated } = words.confidence;
  // What made the run miss its goal is told as why it is slow.
  const isTold = (id: Finding['id']) =>
    (id === 'slow-request' && slowRequestOf(run) !== undefined) || missedByPattern(run)?.id === id;
  const further = RESULT_FINDINGS.filter((id) => !isTold(id)).flatMap((id) =>
    foundAll(run, id).map((finding) => findingConclusion(finding, words).text),
  );
  const facts = [
    ...failures(run, isSummed, both),
    ...failedChecksText(run, both),
    ...judgementTexts(run, rows, isSummed, both, language),
    ...halfMissed(run, both),
  ];
  const limited = found(run, 'generator-limited')?.figures;
  const offered = limited ? [`${document.offered(limited.waited !== undefined)} ${estimated}`] : [];
  const all = [...(facts.length > 0 ? [`${facts.join(' ')} ${measured}`] : []), ...further, ...offered].join(' ');
  return withoutOrigin(all, run);
}

/** What the summary does not say of it yet: how much was waiting, and on which other resources it may have been. */
function bottleneckText(run: AnalysedRun, said: Set<string>, both: BodyWords): string | undefined {
  const { words, document } = both;
  const slowness = slownessOf(run);
  if (!slowness) return undefined;
  const { measured, estimated } = words.confidence;
  const { inFlight, levels } = slowness.saturated;
  const cause = { lanes: 'few-lanes', 'server-metric': 'server-metric' } as const;
  const id = slowness.kind === 'lanes' || slowness.kind === 'server-metric' ? cause[slowness.kind] : 'cpu-idle';
  const rivals = foundAll(run, id).flatMap((finding) => {
    const { rivals: others, caveats } = findingWords(words, finding).doubt ?? {};
    return [others, caveats].filter(Boolean).join(' ') || [];
  });
  return sentences([
    `${document.waiting({ inFlight, level: levels && { model: levels.model, level: levels.to } })} ${measured}`,
    ...rivals
      .map((text) => unsaid(text, said))
      .flatMap((texts) => (texts.length > 0 ? [`${texts.join(' ')} ${estimated}`] : [])),
  ]);
}

/** What to do about the gravest finding, where nothing tells what held the run back. */
const ACTIONS = ['target-lost', 'errors-present', 'checks-vs-http', 'long-tail'] as const;

function actionText(
  run: AnalysedRun,
  steps: readonly NumberedStep[],
  isSummed: boolean,
  both: BodyWords,
): string | undefined {
  const slowness = slownessOf(run);
  if (slowness) return both.document.action(slowness, causeStep(run, steps));
  const gravest = ACTIONS.flatMap((id) => foundAll(run, id))[0];
  // The steps of a document about one run stand below, and say all of it.
  if (isSummed && gravest?.id !== 'target-lost' && steps.some(({ step }) => MENDS.has(step.kind))) return undefined;
  const checks = steps.find(({ step }) => step.kind === 'checks' && step.runs.includes(run));
  const actions = [
    ...[gravest, slowRequestOf(run)].flatMap((finding) =>
      finding ? (findingWords(both.words, finding).improvement?.action ?? []) : [],
    ),
    ...(checks ? [both.document.checksAction(checks.number)] : []),
  ];
  return sentences(actions);
}

/** True for a run that missed a goal, or about which something is to be done. */
const isMissed = (run: AnalysedRun): boolean => run.verdict.kind !== 'pass' && run.verdict.kind !== 'no-goal';

/** `isSummed`: the summary is about this run alone, so what it says is not said again. */
function resultView(
  { run, view }: Told,
  steps: readonly NumberedStep[],
  isSummed: boolean,
  said: Set<string>,
  both: BodyWords,
  language: Language,
): ResultView {
  const result = resultText(run, view.criteria, isSummed, both, language);
  const table = resultTable(run, both);
  if (isMissed(run) || slownessOf(run)) {
    const [bottleneck, action] = [bottleneckText(run, said, both), actionText(run, steps, isSummed, both)];
    return { table, result, bottleneck, action, pictured: true };
  }
  return { table, result, bottleneck: undefined, action: undefined, pictured: isSummed };
}

/** Sentences of a text that were not said before. */
const unsaid = (text: string, said: Set<string>): string[] =>
  text.split(/(?<=\.) /).filter((sentence) => {
    const isNew = !said.has(sentence);
    said.add(sentence);
    return isNew;
  });

/** The results of all runs; what holds for one as for another, and what is to be done about it, is said once. */
export function resultViews(
  told: readonly Told[],
  steps: readonly NumberedStep[],
  both: BodyWords,
  language: Language,
): ResultView[] {
  const said = new Map<string, string>();
  const rivals = new Set<string>();
  const once = (text: string, title: string) => {
    const before = said.get(text);
    if (before === undefined) said.set(text, title);
    return before === undefined ? text : both.document.same(before);
  };
  return told.map((one) => {
    const view = resultView(one, steps, told.length === 1, rivals, both, language);
    const { result, action } = view;
    return {
      ...view,
      result: result === '' ? '' : once(result, one.title),
      action: action === undefined ? undefined : once(action, one.title),
    };
  });
}
