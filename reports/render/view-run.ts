import type { Api } from '../../options/apis.ts';
import { apiOf } from '../../options/project.ts';
import { splitMetrics } from '../../options/service-levels.ts';
import { answersApart } from '../analyse/answers-apart.ts';
import { judgedMetric } from '../analyse/judged-metric.ts';
import { judgedScope, metricsInstead } from '../analyse/judged-scope.ts';
import { anyFailed, shownCount, shownTimes } from '../analyse/judged-times.ts';
import { type LatencyGoal, latencyGoal } from '../analyse/latency-goal.ts';
import { plannedLengthMs } from '../analyse/planned-load.ts';
import { uncounted, uncountedIterations } from '../analyse/uncounted.ts';
import type { AnalysedRun, DeliveredScenario } from '../model/analysed.ts';
import { FINDINGS } from '../model/findings.ts';
import { isComplete, k6ExitMeaning } from '../model/k6-exit.ts';
import type { Metric, Scope } from '../model/measurement.ts';
import type { RunRecord } from '../model/record.ts';
import * as format from '../text/format.ts';
import { anchor, block, code, plain } from '../text/markdown-text.ts';
import { documentWords } from '../words/document.ts';
import type { Language } from '../words/language.ts';
import { findingWords, type ReportWords } from '../words/report.ts';
import { absentText } from './absent.ts';
import { criterionOf, isMissedWithin } from './gate-what.ts';
import { k6Summary, splitName } from './k6-summary.ts';
import { type CriterionRow, criterionRows, criterionViews, namedFirst, shownCriteria } from './view-criteria.ts';
import { type ErrorsView, errorsView } from './view-errors.ts';
import { type LatencyView, latencyView, weakText } from './view-latency.ts';
import { type LawsView, lawsView } from './view-laws.ts';
import { type PartsView, partsViews } from './view-parts.ts';
import { apartText } from './view-runners.ts';
import { type ServerMetricRow, serverMetricRows } from './view-server.ts';
import { type StagesView, stagesView } from './view-stages.ts';
import { scenarioName, verdictText, verdictWord } from './view-verdict.ts';
import { type VitalRow, vitalRows, vitalsKnown } from './view-vitals.ts';

export interface RunView {
  title: string;
  /** Heading of its part of the body, with the verdict, and that of its part of the appendix. */
  heading: string;
  appendixHeading: string;
  /** Where the body tells of it. */
  anchor: string;
  warnings: string[];
  /** That the target was no real system; undefined where it was one, or nobody knows. */
  shop: string | undefined;
  verdict: string;
  /** What the scenario does; undefined for scripts outside the catalogue. */
  scenario:
    | {
        endpoint: string;
        body: string | undefined;
        think: string;
        check: string;
        /** Statuses of success, where they are others than 200. */
        expect: string | undefined;
        rejections: string;
      }
    | undefined;
  endpoint: string;
  goals: string;
  /** The judged p95, with that of the scenario that missed its goal. */
  goalP95: string;
  goalLimit: string;
  summary: string;
  success: string;
  /** Successes and expected rejections with their p95; undefined without rejections. */
  apart: string | undefined;
  /** Share of failed requests. */
  failed: string;
  /** False for scripts that sent nothing that k6 counts. */
  hasRequests: boolean;
  /** False for scripts that sent nothing whose times k6 tells: they have no times of answers. */
  isSent: boolean;
  /** Metrics of another protocol that the figures are of; undefined for HTTP. */
  judged: string | undefined;
  /** Share of what failed of it, where k6 tells that. */
  judgedFailed: string | undefined;
  /** True where the times are lengths of WebSocket sessions. */
  isSessions: boolean;
  tps: string;
  requests: string;
  /** In words, with what of it is known. */
  amounts: { requests: string; iterations: string; received: string; sent: string };
  latency: LatencyView;
  /** Of successful requests, where others failed. */
  successLatency: LatencyView | undefined;
  /** The times that are judged. */
  judgedLatency: LatencyView;
  weak: string | undefined;
  criteriaWeak: string | undefined;
  /** The same for those of the table of scenarios. */
  scenariosWeak: string | undefined;
  blocked: string;
  connecting: string;
  tls: string;
  /** Delivered share of the plan; with the amounts behind it in `deliveredOf`. */
  delivered: string;
  deliveredOf: string;
  /** The same with the amounts of each scenario, by name where there are several. */
  deliveredEach: string;
  laws: LawsView | undefined;
  errors: ErrorsView | undefined;
  stages: StagesView | undefined;
  /** Of a browser; empty without any. */
  webVitals: VitalRow[];
  /** Which of their columns there is anything in. */
  webVitalsKnown: { count: boolean; p75: boolean };
  /** Metrics of the tested system; empty where nobody gave any. */
  serverMetrics: ServerMetricRow[];
  /** What the table of the load compares with, and how much over 100 % may be. */
  loadNotes: string[];
  load: { name: string; planned: string; actual: string; ratio: string; dropped: string; unaccounted: string }[];
  /** Requests, groups and tags of which the body does not tell all. */
  parts: PartsView[];
  scenarios: { name: string; requests: string; tps: string; failed: string; latency: LatencyView }[];
  criteria: CriterionRow[];
  /** That there are more goals than those, and how many of them were not met. */
  moreGoals: string | undefined;
}

function loadRow(one: DeliveredScenario, words: ReportWords) {
  const { plan, plannedAmount, wholeAmount, deliveredAmount, keptRatio: ratio, dropped } = one;
  const unaccounted = uncountedIterations(one);
  return {
    name: code(plan.name),
    planned:
      wholeAmount === undefined
        ? words.amount(plan, plannedAmount)
        : words.upToAbort(words.amount(plan, plannedAmount), words.amount(plan, wholeAmount)),
    actual: deliveredAmount === undefined ? words.unknown : words.amount(plan, deliveredAmount),
    ratio: ratio === undefined ? words.unknown : format.share(ratio),
    // Closed load starts no iteration without a free user, so it can drop none.
    dropped: dropped === undefined || plan.model === 'closed' ? '-' : format.count(dropped),
    unaccounted: unaccounted === undefined ? '-' : format.count(unaccounted),
  };
}

/** What the table of the load has to be read with: that a run was cut short, why a share may be above 100 %, what k6 does not count. */
function loadNotes(run: AnalysedRun, words: ReportWords): string[] {
  const { delivered } = run;
  const cut = delivered.flatMap(({ deliveredAmount, wholeAmount }) =>
    deliveredAmount === undefined || !wholeAmount ? [] : [format.aboutShare(deliveredAmount / wholeAmount)],
  );
  const isOver = delivered.some(({ plan, ratio = 0 }) => plan.model === 'closed' && ratio > 1);
  return [
    ...(cut.length > 0 ? [words.loadNotes.cut([...new Set(cut)].join(', '))] : []),
    ...(isOver ? [words.loadNotes.over] : []),
    ...uncounted(run, delivered).map(({ scenario, iterations, lagMs, isLate }) =>
      words.loadNotes.uncounted({
        ...{ scenario: code(scenario), iterations: format.count(iterations), isLate },
        ...(lagMs !== undefined && { lag: format.duration(lagMs) }),
        confidence: words.confidence.estimated,
      }),
    ),
  ];
}

/** The delivered share of the verdict, and the amounts that it is a share of. */
function deliveredText({ delivered, verdict }: AnalysedRun, words: ReportWords): string {
  if (verdict.delivered === undefined) return words.unknown;
  const share = format.aboutShare(verdict.delivered);
  const row = delivered.find(({ ratio }) => ratio === verdict.delivered);
  if (row?.deliveredAmount === undefined) return share;
  const { plan, plannedAmount, wholeAmount = plannedAmount, deliveredAmount } = row;
  return words.deliveredOf({
    share,
    delivered: words.amount(plan, deliveredAmount),
    planned: words.amount(plan, wholeAmount),
    isMore: deliveredAmount > wholeAmount,
  });
}

/** So many scenarios are named beside the delivered share. */
const MOST_DELIVERED = 3;

/** The delivered share of the verdict, and the amounts of every planned scenario by its name, the least delivered first. */
function deliveredEachText(run: AnalysedRun, words: ReportWords): string {
  const { delivered, verdict } = run;
  const known = delivered.filter(({ deliveredAmount }) => deliveredAmount !== undefined);
  if (verdict.delivered === undefined || delivered.length < 2 || known.length === 0) return deliveredText(run, words);
  const parts = known
    .toSorted((a, b) => (a.ratio ?? 1) - (b.ratio ?? 1))
    .slice(0, MOST_DELIVERED)
    .map(({ plan, plannedAmount, wholeAmount = plannedAmount, deliveredAmount = 0 }) => ({
      name: code(plan.name),
      delivered: words.amount(plan, deliveredAmount),
      planned: words.amount(plan, wholeAmount),
      isMore: deliveredAmount > wholeAmount,
    }));
  return words.deliveredEach(format.aboutShare(verdict.delivered), parts, delivered.length - parts.length);
}

const firstLine = (message: string): string => message.split('\n')[0] ?? '';

/** How k6 ended, for a run that it did not complete; where only teardown() threw, all was measured. */
function incompleteText(
  { exit: { code, signal }, exceptions: { teardown }, endedBy }: RunRecord,
  words: ReportWords,
): string {
  if (endedBy) return words.endedEarly(endedBy);
  if (k6ExitMeaning(code) === 'script-exception' && teardown !== undefined) {
    return words.teardownException(firstLine(teardown));
  }
  return words.incomplete(plain(words.exit(code, signal)));
}

/** What the script threw in iterations: over answers of the target, or by itself. */
function exceptionTexts({ record, verdict }: AnalysedRun, words: ReportWords): string[] {
  const { count, first } = record?.exceptions ?? { count: 0 };
  if (count === 0) return [];
  const reason = verdict.rows.find((row) => row.part === 'validity' && row.check === 'exceptions')?.reason;
  const isAnswered = reason?.kind === 'exception' && reason.answered === count;
  return [isAnswered ? words.answerExceptions(count, first) : words.exceptions(count, first)];
}

/** How k6 says that a run was stopped; undefined where it says nothing of it. */
const stoppedBy = ({ code, signal }: RunRecord['exit'], words: ReportWords): string | undefined =>
  isComplete(code) ? undefined : plain(words.exit(code, signal));

function warningsOf(run: AnalysedRun, words: ReportWords): string[] {
  const { record, measured, planned, findings, merge } = run;
  // They put every other figure in doubt.
  const doubts = findings
    .filter(({ id }) => FINDINGS[id].about === 'input')
    .map((finding) => findingWords(words, finding).sentence);
  const apart = apartText(merge, words);
  if (!record) return [...(apart === undefined ? [] : [apart]), ...doubts];
  const { interrupted, exceptions, exit, endedBy } = record;
  return [
    ...(interrupted ? [words.interrupted(measured.runMs, plannedLengthMs(planned), stoppedBy(exit, words))] : []),
    ...(!interrupted && (endedBy || !isComplete(exit.code)) ? [incompleteText(record, words)] : []),
    ...(exceptions.handleSummary === undefined ? [] : [words.summaryException(firstLine(exceptions.handleSummary))]),
    ...exceptionTexts(run, words),
    ...doubts,
  ];
}

function scenarioOf(api: Api | undefined, words: ReportWords): RunView['scenario'] {
  if (!api) return undefined;
  return {
    endpoint: code(api.request),
    body: api.body && code(api.body),
    think: words.think(api.thinkBeforeMs, api.thinkAfterMs),
    check: code(api.check),
    expect: api.expect?.join(', '),
    rejections: api.rejections.length > 0 ? api.rejections.join(', ') : words.missing,
  };
}

/** Scenarios that the output tells apart, in the order of the plan where there is one. */
function scenarioNames({ planned, measured: { scenarios } }: AnalysedRun): string[] {
  const names = planned.length > 0 ? planned.map(({ name }) => name) : Object.keys(scenarios);
  return names.filter((name) => Object.hasOwn(scenarios, name));
}

/** A size per request is told up to this error: of one with two digits, and of one with more, as "about" is read. */
const MOST_OFF = { rough: 0.05, fine: 0.01 } as const;

/**
 * Size per request: from the rates where a rounded text shows them with more digits than the sums. Sizes are rounded there,
 * so that it may be one that is only about right, or too far off to be told.
 */
function bytesPerRequest(
  run: AnalysedRun,
  name: string,
): { readonly bytes: number; readonly isAbout: boolean } | undefined {
  const { metrics } = run.measured;
  const metric = metrics.find((one) => one.name === name);
  const { count, rate } = metric?.values ?? {};
  const precision = metric?.precision ?? {};
  const { requests, requestsPerSec } = judgedScope(run);
  if (count === undefined || !requests) return undefined;
  const [ofCount, ofRate] = [(precision.count ?? 0) / count, (precision.rate ?? 0) / (rate ?? 0)];
  const isByRate = ofCount > ofRate && rate !== undefined && requestsPerSec;
  const bytes = isByRate ? rate / requestsPerSec : count / requests;
  // Rounded at the last place, and once more by k6 (see `verify`).
  const off = 0.56 * (isByRate ? ofRate : ofCount);
  if (format.bytes(bytes * (1 - off)) === format.bytes(bytes * (1 + off))) return { bytes, isAbout: false };
  const isFine = format.bytes(bytes).replaceAll(/\D/g, '').length > 2;
  if (isFine && off <= MOST_OFF.fine) return { bytes, isAbout: true };
  const rough = Number(bytes.toPrecision(2));
  return off + Math.abs(rough - bytes) / bytes <= MOST_OFF.rough ? { bytes: rough, isAbout: true } : undefined;
}

const SPLIT = new Set<string>(splitMetrics());

/** What k6's summary would show. Samples split every metric by scenario; k6 does so for those it is asked to. */
function summaryMetrics({ measured: { metrics }, sources = [] }: AnalysedRun): readonly Metric[] {
  if (!sources.some(({ format: kind }) => kind === 'csv' || kind === 'ndjson')) return metrics;
  return metrics.filter((metric) => {
    const [name, filter] = splitName(metric.name);
    return filter === undefined || (SPLIT.has(name) && !filter.includes(','));
  });
}

/** p95 of the whole run beside a verdict that the p95 of one scenario gave. */
function withWorst(p95: string, run: AnalysedRun, words: ReportWords): string {
  const missed = criterionRows(run).find((row) => {
    const { statistic, metric = '' } = criterionOf(row, run) ?? {};
    return isMissedWithin(row) && statistic === 'p(95)' && metric.startsWith('http_req_duration');
  });
  if (missed?.scenario === undefined || missed.actual === undefined) return p95;
  const name = plain(scenarioName(missed.scenario, run, words));
  return `${p95} ([${name}] ${format.duration(missed.actual)})`;
}

const goalText = ({ limitMs, comparison = '<' }: LatencyGoal): string =>
  `${format.comparisonSign(comparison)} ${format.duration(limitMs)}`;

export function runView(
  run: AnalysedRun,
  title: string,
  number: number,
  words: ReportWords,
  language: Language,
): RunView {
  const { checks } = run.measured;
  const total = judgedScope(run);
  const instead = metricsInstead(run);
  const shop = run.record?.target.shop;
  const protocol = judgedMetric(run)?.kind;
  const ofData = protocol === 'browser' ? 'browser_data' : 'data';
  const some = <Value>(value: Value | undefined, text: (value: Value) => string) =>
    value === undefined ? undefined : text(value);
  const data = (total: number | undefined, perSec: number | undefined, metric: string) => {
    const perRequest = bytesPerRequest(run, metric);
    const amount = { total: some(total, format.bytes), perSec: some(perSec, format.bytes) };
    const each = perRequest && { perRequest: format.bytes(perRequest.bytes), isAbout: perRequest.isAbout };
    return words.amounts.data({ ...amount, ...each }) || words.unknown;
  };
  const shown = <Value>(value: Value | undefined, text: (value: Value) => string) =>
    value === undefined ? words.unknown : text(value);
  // Of requests that were sent, no figure of what failed would read as no failure.
  const share = (scope: Scope, ratio: number | undefined) =>
    ratio === undefined ? absentText(scope, words) : format.cutShare(ratio);
  const api = apiOf(run);
  const apart = answersApart(run);
  const { items, left, heavyLeft } = shownCriteria(run);
  const criteria = criterionViews(items, run, words, language);
  const verdict = verdictText(run, words);
  const heading = documentWords(language).heading(number, title, plain(verdictWord(run, words)));
  const scope = (name: string): Scope => judgedScope(run, name);
  const names = scenarioNames(run);
  // A table of the only scenario would say once more what was said of all.
  const isWhole = names.length === 1 && scope(names[0] ?? '').requests === total.requests;
  // Nor would a row in which nothing is known say anything.
  const told = names.filter((name) => scope(name).requests !== undefined || scope(name).durationMs?.avg !== undefined);
  const scenarios = (isWhole ? [] : told).map((name) => ({
    name: code(name),
    requests: shown(scope(name).requests, format.count),
    tps: shown(scope(name).requestsPerSec, format.rate),
    failed: share(scope(name), scope(name).failedRatio),
    latency: latencyView(scope(name).durationMs, words, scope(name).requests),
  }));
  const latency = latencyView(total.durationMs, words, total.requests);
  const judgedLatency = latencyView(shownTimes(total), words, shownCount(total));
  // What failed is not told apart in the times of another protocol.
  const successLatency = anyFailed(total) && instead.length === 0 ? judgedLatency : undefined;
  const marked = [...latency.weak, ...(successLatency?.weak ?? [])];
  // The table of scenarios has no column for p99.9.
  const markedOfScenarios = scenarios.flatMap((row) => row.latency.weak.filter((name) => name !== 'p999'));
  return {
    title,
    heading,
    appendixHeading: `A.2.${number} ${title}`,
    anchor: anchor(heading),
    warnings: warningsOf(run, words),
    shop: shop && words.shop(shop.lock),
    verdict,
    scenario: scenarioOf(api, words),
    endpoint: api ? code(api.request) : plain(run.name),
    goals:
      criteria.length === 0
        ? words.missing
        : namedFirst(
            criteria.map(({ goal, limit }) => `${goal} ${limit}`),
            words,
            left,
          ).join(', '),
    goalP95: withWorst(judgedLatency.p95, run, words),
    goalLimit: some(latencyGoal(run, 'p(95)'), goalText) ?? words.missing,
    summary: block(k6Summary(summaryMetrics(run), checks, words), 'text'),
    success: share(total, total.failedRatio === undefined ? undefined : 1 - total.failedRatio),
    apart: apart && plain(words.apart(apart)),
    failed: share(total, total.failedRatio),
    hasRequests: total.requests !== undefined,
    isSent: total.requests !== undefined || instead.length > 0,
    judged: instead.length > 0 ? instead.map(code).join(', ') : undefined,
    judgedFailed:
      instead.length > 0 && total.failedRatio !== undefined ? format.cutShare(total.failedRatio) : undefined,
    isSessions: protocol === 'ws',
    tps: shown(total.requestsPerSec, format.rate),
    requests: shown(total.requests, format.count),
    amounts: {
      requests:
        words.amounts.requests({
          total: some(total.requests, format.count),
          perSec: some(total.requestsPerSec, format.rate),
        }) || words.missing,
      iterations: words.amounts.iterations({
        total: some(total.iterations, format.count),
        perSec: some(total.iterationsPerSec, format.rate),
      }),
      received: data(total.receivedBytes, total.receivedBytesPerSec, `${ofData}_received`),
      sent: data(total.sentBytes, total.sentBytesPerSec, `${ofData}_sent`),
    },
    latency,
    successLatency,
    judgedLatency,
    weak: weakText(marked, words),
    scenariosWeak: weakText(markedOfScenarios, words),
    criteriaWeak: weakText(
      criteria.flatMap(({ weak }) => weak ?? []),
      words,
    ),
    blocked: shown(total.blockedMs?.avg, format.duration),
    connecting: shown(total.connectingMs?.avg, format.duration),
    tls: shown(total.tlsMs?.avg, format.duration),
    delivered: shown(run.verdict.delivered, format.share),
    deliveredOf: deliveredText(run, words),
    deliveredEach: deliveredEachText(run, words),
    laws: lawsView(run, words),
    errors: errorsView(run, words),
    stages: stagesView(run, words),
    webVitals: vitalRows(run, words),
    webVitalsKnown: vitalsKnown(run),
    serverMetrics: serverMetricRows(run),
    load: run.delivered.map((row) => loadRow(row, words)),
    loadNotes: loadNotes(run, words),
    parts: partsViews(run, words),
    scenarios,
    criteria,
    moreGoals: left > 0 ? words.moreGoals(left, heavyLeft) : undefined,
  };
}
