import { answersApart } from '../analyse/answers-apart.ts';
import { criterionOf } from '../analyse/criteria.ts';
import { judgedScope, metricsInstead } from '../analyse/judged-scope.ts';
import { partsToShow } from '../analyse/parts.ts';
import { webVitals } from '../analyse/web-vitals.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { ApartAnswers } from '../model/answers-apart.ts';
import type { ServiceLevelRow } from '../model/gate.ts';
import type { Scope, Trend } from '../model/measurement.ts';
import { partName } from '../model/part.ts';
import { byModel } from '../model/plan.ts';
import type { Language } from '../words/language.ts';
import { findingWords, reportWords } from '../words/report.ts';
import { jsonRow } from './gate-json.ts';
import { rowView } from './gate-view.ts';
import type { JsonReport, JsonRun, JsonScope } from './json-schema.ts';
import { timelineOf, windowOf } from './json-timeline.ts';
import { leftOut, listedFirst, shownFirst } from './shown-first.ts';
import { titleOf } from './view.ts';
import { criterionRows } from './view-criteria.ts';

function trendOf(trend: Trend | undefined): JsonScope['durationMs'] {
  if (!trend) return undefined;
  const { ranges, quantiles, ...rest } = trend;
  const figures = { ...rest, ...(quantiles && { quantiles: { ...quantiles } }) };
  if (!ranges) return figures;
  const ends = Object.entries(ranges).flatMap(([name, range]): [string, [number, number]][] =>
    range === undefined ? [] : [[name, [range[0], range[1]]]],
  );
  return { ...figures, ranges: Object.fromEntries(ends) };
}

function scopeOf(scope: Scope): JsonScope {
  return {
    ...scope,
    durationMs: trendOf(scope.durationMs),
    successDurationMs: trendOf(scope.successDurationMs),
    iterationDurationMs: trendOf(scope.iterationDurationMs),
    blockedMs: trendOf(scope.blockedMs),
    connectingMs: trendOf(scope.connectingMs),
    tlsMs: trendOf(scope.tlsMs),
    sendingMs: trendOf(scope.sendingMs),
    waitingMs: trendOf(scope.waitingMs),
    receivingMs: trendOf(scope.receivingMs),
  };
}

const scopesOf = (scopes: Readonly<Record<string, Scope>> = {}) =>
  Object.fromEntries(Object.entries(scopes).map(([name, scope]) => [name, scopeOf(scope)]));

/** Requests, groups and answers that are listed for machines; others are counted. */
const MOST_PARTS = 200;

/** The scopes of the parts that matter most, in the order in which they were measured. */
function listedParts(run: AnalysedRun, kind: 'request' | 'group') {
  const all = (kind === 'request' ? run.measured.endpoints : run.measured.groups) ?? {};
  const names = Object.keys(all);
  if (names.length <= MOST_PARTS) return { scopes: kind === 'request' ? all : run.measured.groups, left: undefined };
  const kept = new Set(
    partsToShow(run, kind)
      .slice(0, MOST_PARTS)
      .map(({ part }) => (part.kind === 'group' ? part.path : partName(part))),
  );
  const scopes = Object.fromEntries(Object.entries(all).filter(([name]) => kept.has(name)));
  return { scopes, left: names.length - kept.size };
}

function judgedOf(run: AnalysedRun): JsonRun['judged'] {
  const metrics = metricsInstead(run);
  if (metrics.length === 0) return undefined;
  const names = Object.keys(run.measured.scenarios);
  const scenarios = Object.fromEntries(names.map((name) => [name, judgedScope(run, name)]));
  return { metrics, total: scopeOf(judgedScope(run)), scenarios: scopesOf(scenarios) };
}

function vitalsOf(run: AnalysedRun): JsonRun['webVitals'] {
  const vitals = webVitals(run).map(({ id, isTime, count, med, p75, p95, max, rating }) => ({
    ...{ id, unit: isTime ? ('ms' as const) : ('score' as const), samples: count },
    ...{ med, p75, p95, max, rating },
  }));
  return vitals.length > 0 ? vitals : undefined;
}

/** The scenario that a goal of the whole run was judged by. */
function worstOf(row: ServiceLevelRow | undefined): JsonRun['thresholds'][number]['worst'] {
  const { scenario, actual, outcome } = row ?? {};
  return scenario === undefined || actual === undefined ? undefined : { scenario, actual, met: outcome === 'pass' };
}

/** Whether a p95 rests on few follows from the count. */
function rejectionsIn(run: AnalysedRun): JsonRun['rejections'] {
  const { succeeded, rejected } = answersApart(run) ?? {};
  const part = ({ count, p95Ms }: ApartAnswers) => ({ count, p95Ms });
  return rejected && { succeeded: succeeded && part(succeeded), rejected: part(rejected) };
}

function runOf(run: AnalysedRun, language: Language): JsonRun {
  const words = reportWords(language);
  const { measured, verdict, record } = run;
  const rows = criterionRows(run);
  const ofThresholds = new Map(
    rows.flatMap((row) => (row.goal?.source === 'threshold' ? [[row.goal.threshold, row] as const] : [])),
  );
  const [requests, groups] = [listedParts(run, 'request'), listedParts(run, 'group')];
  const answers = shownFirst(measured.answered ?? [], ({ scope }) => scope.requests ?? 0, MOST_PARTS);
  const checks = listedFirst(measured.checks, ({ failed }) => failed !== 0);
  const thresholds = listedFirst(
    measured.thresholds.map((threshold) => ({
      criterion: criterionOf(threshold, measured),
      row: ofThresholds.get(threshold),
    })),
    ({ criterion, row }) => !criterion.passed || (row !== undefined && row.outcome !== 'pass'),
  );
  const goals = listedFirst(
    rows.filter(({ goal }) => goal?.source !== 'threshold'),
    ({ outcome }) => outcome !== 'pass',
  );
  return {
    id: run.api ?? run.name,
    title: titleOf(run, words, language),
    verdict: { kind: verdict.kind, reservations: [...verdict.reservations], deliveredRatio: verdict.delivered },
    startedAt: record?.startedAt,
    durationMs: measured.runMs,
    sources: (run.sources ?? []).map(({ file, line, format, k6Version, cutOff, badLines, mended, unread }) => ({
      file,
      line,
      format,
      k6Version,
      cutOff,
      badLines,
      mended: mended && [...mended],
      unread: unread?.map((one) => ({ ...one })),
    })),
    runners: run.merge?.runners.map(({ file, instanceId, rows, firstMs }) => ({
      file,
      instanceId,
      rows,
      firstEpochMs: firstMs,
    })),
    total: scopeOf(measured.total),
    scenarios: scopesOf(measured.scenarios),
    judged: judgedOf(run),
    endpoints: scopesOf(requests.scopes),
    endpointsLeftOut: requests.left,
    groups: groups.scopes && scopesOf(groups.scopes),
    tags: measured.tags && Object.fromEntries(Object.entries(measured.tags).map(([tag, own]) => [tag, scopesOf(own)])),
    someParts: measured.hasSomeParts,
    answers: answers.items.map(({ scope, ...answer }) => ({ ...answer, ...scopeOf(scope) })),
    answersLeftOut: leftOut(answers),
    rejections: rejectionsIn(run),
    checks: checks.items.map((check) => ({ ...check })),
    checksLeftOut: leftOut(checks),
    webVitals: vitalsOf(run),
    stages: run.stages.map(({ plan, ramp, fromMs, figures }) => ({
      scenario: plan.name,
      executor: plan.executor,
      plannedFromMs: fromMs,
      plannedToMs: fromMs + ramp.durationMs,
      fromLevel: ramp.from,
      toLevel: ramp.to,
      measured: windowOf(figures),
    })),
    loadWindow: windowOf(run.loadWindow),
    drainWindow: windowOf(run.drainWindow),
    timeline: measured.timeline && timelineOf(measured.timeline),
    quantileError: measured.quantileError,
    thresholds: thresholds.items.map(({ criterion, row }) => {
      const { metric, expression, passed, samples, actual, limit } = criterion;
      return { metric, expression, passed, samples, actual, limit, worst: worstOf(row) };
    }),
    thresholdsLeftOut: leftOut(thresholds),
    goals: goals.items.map((row) => jsonRow(rowView(row, run, language))),
    goalsLeftOut: leftOut(goals),
    plannedLoad: run.delivered.map(
      ({ plan, plannedAmount, wholeAmount, deliveredAmount, dropped, keptRatio: ratio }) => ({
        scenario: plan.name,
        executor: plan.executor,
        unit: byModel(plan, {
          closed: () => 'vu-ms',
          open: () => 'iterations',
          iterations: () => 'iterations',
        } as const),
        planned: plannedAmount,
        plannedInAll: wholeAmount,
        delivered: deliveredAmount,
        droppedIterations: dropped,
        ratio,
      }),
    ),
    laws: {
      ...run.laws,
      arrivalCeilings: run.ceilings.map(({ plan, ceilingPerSec, peakRate, reachableRatio, vusNeeded }) => ({
        scenario: plan.name,
        ceilingPerSec,
        peakRatePerSec: peakRate,
        reachableRatio,
        vusNeeded,
      })),
    },
    findings: run.findings.map((finding) => ({
      id: finding.id,
      severity: finding.severity,
      confidence: finding.confidence,
      scope: finding.scope,
      figures: { ...finding.figures },
      text: findingWords(words, finding).sentence,
    })),
  };
}

/** Model and findings for machines, by `json-schema.ts`. What is unknown is absent, never 0 or null. */
export function jsonReport(runs: readonly AnalysedRun[], language: Language): JsonReport {
  return { schemaVersion: 2, apis: runs.map((run) => runOf(run, language)) };
}
